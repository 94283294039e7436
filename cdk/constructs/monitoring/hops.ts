import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { OrderApi } from '../api/order-api.ts';
import type { OrderEvents } from '../orders/order-events.ts';
import type { OrderQueue } from '../orders/order-queue.ts';
import type { OrderFunction } from '../shared/order-function.ts';
import type { WatchedTable } from '../shared/watched-table.ts';
import type { OrderCancellation } from '../workflow/order-cancellation.ts';
import type { OrderPipe } from '../workflow/order-pipe.ts';
import type { OrderWorkflow } from '../workflow/order-workflow.ts';
import type { BusinessMetrics } from './business-metrics.ts';

/** What an order passes, from left to right, as the stack has it. */
export interface Hops {
  readonly api: OrderApi;
  readonly queue: OrderQueue;
  readonly pipe: OrderPipe;
  readonly workflow: OrderWorkflow;
  readonly cancellation: OrderCancellation;
  /** That of the orders first. */
  readonly tables: readonly WatchedTable[];
  readonly events: OrderEvents;
  /** Absent where customers get no mails. */
  readonly email?: { readonly queue: IQueue; readonly deadLetterQueue: IQueue } | undefined;
  /** Rings when a workflow fails. */
  readonly executionsFailed: Alarm;
}

/** The same, with what is measured beside it. */
export interface MeasuredHops extends Hops {
  /** Every function of the stack. */
  readonly functions: readonly OrderFunction[];
  readonly business: BusinessMetrics;
}
