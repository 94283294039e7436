import { Stack } from 'aws-cdk-lib';
import { type Alarm, AlarmBase, AlarmRule, AlarmState, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { ApiAlarms } from './api-alarms.ts';
import type { BusinessMetrics } from './business-metrics.ts';
import { OrdersDashboard } from './dashboard.ts';
import { DataAlarms, type WatchedTable } from './data-alarms.ts';
import { FlowAlarms } from './flow-alarms.ts';
import { FunctionAlarms } from './function-alarms.ts';
import type { OrderApi } from './order-api.ts';
import type { OrderFunction } from './order-function.ts';
import type { OrderQueue } from './order-queue.ts';

/** What an order passes, from left to right. */
export interface Hops {
  readonly api: OrderApi;
  readonly queue: OrderQueue;
  readonly pipeName: string;
  /** Every function of the stack. */
  readonly functions: readonly OrderFunction[];
  readonly stateMachine: IStateMachine;
  /** That of the orders first. */
  readonly tables: readonly WatchedTable[];
  readonly topic: ITopic;
  /** Absent where customers get no mails. */
  readonly email?: { readonly queue: IQueue; readonly deadLetterQueue: IQueue } | undefined;
  readonly business: BusinessMetrics;
  /** Rings when a workflow fails. */
  readonly executionsFailed: Alarm;
}

/** Properties of {@link Monitoring}. */
export interface MonitoringProps {
  readonly hops: Hops;
}

/** Alarms on every hop, one on the whole, and the dashboard. Made last: it shows every alarm of the stack. */
export class Monitoring extends Construct {
  /** What a deployment is rolled back on: signs within minutes that the new version harms orders; at most five. */
  readonly rollbackAlarms: readonly Alarm[];

  constructor(scope: Construct, id: string, { hops }: MonitoringProps) {
    super(scope, id);
    const { api, queue, pipeName, functions, stateMachine, tables, topic, business, executionsFailed } = hops;
    const { namespace } = business;
    const { errors } = new ApiAlarms(this, 'Api', { stage: api.stage, accessLogs: api.accessLogs, namespace });
    const flow = new FlowAlarms(this, 'Flow', { pipeName, stateMachine, business });
    new FunctionAlarms(this, 'Functions', { functions });
    new DataAlarms(this, 'Data', { tables, topic });
    new CompositeAlarm(this, 'OrdersNotFlowing', {
      compositeAlarmName: `${Stack.of(this).stackName}-OrdersNotFlowing`,
      alarmDescription:
        'Orders are not flowing: they are not accepted, or wait, or are not decided. Runbook: docs/runbook.md, ' +
        '"Orders are not flowing".',
      alarmRule: AlarmRule.anyOf(
        ...[errors, queue.backlogAlarm, flow.pipeFails, flow.nothingDecided].map((alarm) =>
          AlarmRule.fromAlarm(alarm, AlarmState.ALARM),
        ),
      ),
    });
    this.rollbackAlarms = [errors, flow.pipeFails, executionsFailed];
    const alarms = Stack.of(this)
      .node.findAll()
      .filter((found) => found instanceof AlarmBase);
    new OrdersDashboard(this, 'Dashboard', { hops, alarms });
  }
}
