import { Stack } from 'aws-cdk-lib';
import { type Alarm, AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { watchAny } from '../shared/alarm.ts';
import { OrderFunction } from '../shared/order-function.ts';
import type { BulkAction } from '../support/bulk-action.ts';
import { ApiAlarms } from './api-alarms.ts';
import { BusinessMetrics } from './business-metrics.ts';
import { OrdersDashboard } from './dashboard.ts';
import { DataAlarms } from './data-alarms.ts';
import { DecisionAlarms } from './decision-alarms.ts';
import { FlowAlarms } from './flow-alarms.ts';
import { FunctionAlarms } from './function-alarms.ts';
import type { Hops } from './hops.ts';
import { ItemAlarm } from './item-alarm.ts';
import { LogQueries } from './log-queries.ts';

/** Properties of {@link Monitoring}. */
export interface MonitoringProps extends Hops {
  readonly config: StageConfig;
  /** The functions that take what people decide. */
  readonly decisions: readonly OrderFunction[];
  /** The one of them that takes reviews. */
  readonly reviewOrder: OrderFunction;
  readonly bulk: BulkAction;
}

/** Alarms on every hop, one on the whole, the dashboard, and queries of the logs. Made last: it looks for every function and every
 * alarm of the stack, so that none goes unwatched. */
export class Monitoring extends Construct {
  /** What a deployment is rolled back on: signs within minutes that the new version harms orders; at most five. */
  readonly rollbackAlarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { config, api, queue, workflow, cancellation, events, pipe, tables, executionsFailed } = props;
    const { accessLogs, stage } = api;
    const everything = () => Stack.of(this).node.findAll();
    const functions = everything().filter((found) => found instanceof OrderFunction);
    const business = new BusinessMetrics(this, 'Business', {
      acceptedLogs: api.submitOrder.logGroup,
      decidedLogs: workflow.persistOrder.logGroup,
      cancelledLogs: workflow.recordCancellation.logGroup,
      askedLogs: workflow.askPerson.logGroup,
      reviewLogs: props.reviewOrder.logGroup,
    });
    const { errors } = new ApiAlarms(this, 'Api', { config, stage, accessLogs, namespace: business.namespace });
    const { pipeName } = pipe;
    const flow = new FlowAlarms(this, 'Flow', { config, pipeName, stateMachine: workflow.stateMachine, business });
    new DecisionAlarms(this, 'Decisions', { config, decisions: props.decisions, business });
    new FunctionAlarms(this, 'Functions', { config, functions });
    new ItemAlarm(this, 'Items', { config, functions, namespace: business.namespace });
    new DataAlarms(this, 'Data', { config, tables, topic: events.topic });
    watchAny(this, 'OrdersNotFlowing', {
      config,
      name: `${Stack.of(this).stackName}-OrdersNotFlowing`,
      alarms: [errors, queue.backlogAlarm, flow.pipeFails, flow.nothingDecided],
      meaning: 'Orders are not flowing: they are not accepted, or wait, or are not decided',
      runbook: 'Orders are not flowing',
    });
    this.rollbackAlarms = [errors, flow.pipeFails, executionsFailed];
    const logGroups = [
      ...functions.map(({ logGroup }) => logGroup),
      workflow.logGroup,
      cancellation.logGroup,
      props.bulk.logGroup,
    ];
    new LogQueries(this, 'Queries', { logGroups, accessLogs });
    const alarms = everything().filter((found) => found instanceof AlarmBase);
    new OrdersDashboard(this, 'Dashboard', { hops: { ...props, functions, business }, alarms });
  }
}
