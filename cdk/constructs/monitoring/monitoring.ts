import { Stack } from 'aws-cdk-lib';
import { type Alarm, AlarmBase, AlarmRule, AlarmState, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { OrderApi } from '../api/order-api.ts';
import type { OrderEvents } from '../orders/order-events.ts';
import type { OrderPipe } from '../orders/order-pipe.ts';
import type { OrderQueue } from '../orders/order-queue.ts';
import { OrderFunction } from '../shared/order-function.ts';
import type { OrderWorkflow } from '../workflow/order-workflow.ts';
import { ApiAlarms } from './api-alarms.ts';
import { BusinessMetrics } from './business-metrics.ts';
import { OrdersDashboard } from './dashboard.ts';
import { DataAlarms, type WatchedTable } from './data-alarms.ts';
import { FlowAlarms } from './flow-alarms.ts';
import { FunctionAlarms } from './function-alarms.ts';
import { LogQueries } from './log-queries.ts';

/** What an order passes, from left to right, as the stack has it. */
export interface MonitoringProps {
  readonly api: OrderApi;
  readonly queue: OrderQueue;
  readonly pipe: OrderPipe;
  readonly workflow: OrderWorkflow;
  /** That of the orders first. */
  readonly tables: readonly WatchedTable[];
  readonly events: OrderEvents;
  /** Absent where customers get no mails. */
  readonly email?: { readonly queue: IQueue; readonly deadLetterQueue: IQueue } | undefined;
  /** Rings when a workflow fails. */
  readonly executionsFailed: Alarm;
}

/** The same, with what is measured beside it. */
export interface Hops extends MonitoringProps {
  /** Every function of the stack. */
  readonly functions: readonly OrderFunction[];
  readonly business: BusinessMetrics;
}

/**
 * Alarms on every hop, one on the whole, the dashboard, and queries of the logs. Made last: it looks for every function and every
 * alarm of the stack, so that none goes unwatched.
 */
export class Monitoring extends Construct {
  /** What a deployment is rolled back on: signs within minutes that the new version harms orders; at most five. */
  readonly rollbackAlarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { api, queue, workflow, events, pipe, tables, executionsFailed } = props;
    const { accessLogs, stage } = api;
    const everything = () => Stack.of(this).node.findAll();
    const functions = everything().filter((found) => found instanceof OrderFunction);
    const business = new BusinessMetrics(this, 'Business', {
      acceptedLogs: api.submitOrder.logGroup,
      decidedLogs: workflow.persistOrder.logGroup,
    });
    const { errors } = new ApiAlarms(this, 'Api', { stage, accessLogs, namespace: business.namespace });
    const { pipeName } = pipe;
    const flow = new FlowAlarms(this, 'Flow', { pipeName, stateMachine: workflow.stateMachine, business });
    new FunctionAlarms(this, 'Functions', { functions });
    new DataAlarms(this, 'Data', { tables, topic: events.topic });
    this.#watchAll([errors, queue.backlogAlarm, flow.pipeFails, flow.nothingDecided]);
    this.rollbackAlarms = [errors, flow.pipeFails, executionsFailed];
    const logGroups = [...functions.map(({ logGroup }) => logGroup), workflow.logGroup];
    new LogQueries(this, 'Queries', { logGroups, accessLogs });
    const alarms = everything().filter((found) => found instanceof AlarmBase);
    new OrdersDashboard(this, 'Dashboard', { hops: { ...props, functions, business }, alarms });
  }

  #watchAll(alarms: readonly Alarm[]): void {
    new CompositeAlarm(this, 'OrdersNotFlowing', {
      compositeAlarmName: `${Stack.of(this).stackName}-OrdersNotFlowing`,
      alarmDescription:
        'Orders are not flowing: they are not accepted, or wait, or are not decided. Runbook: docs/runbook.md, ' +
        '"Orders are not flowing".',
      alarmRule: AlarmRule.anyOf(...alarms.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM))),
    });
  }
}
