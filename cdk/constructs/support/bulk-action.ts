import { Duration } from 'aws-cdk-lib';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ConfirmationsTable } from '../confirmation/confirmations-table.ts';
import type { OrderEvents } from '../orders/order-events.ts';
import type { OrdersTable } from '../orders/orders-table.ts';
import { ENVIRONMENT } from '../shared/environment.ts';
import { type FunctionSettings, OrderFunction } from '../shared/order-function.ts';
import { allowOnExecutions, TRACE } from '../workflow/executions.ts';
import type { OrderCancellation } from '../workflow/order-cancellation.ts';
import type { OrderWorkflow } from '../workflow/order-workflow.ts';
import { taskMachine } from '../workflow/task-machine.ts';
import type { ActivityTable } from './activity-table.ts';

/** Properties of {@link BulkAction}. */
export interface BulkActionProps extends FunctionSettings {
  readonly orders: OrdersTable;
  readonly workflow: OrderWorkflow;
  readonly cancellation: OrderCancellation;
  readonly events: OrderEvents;
  readonly confirmations: ConfirmationsTable;
  readonly activity: ActivityTable;
}

/** The state machine that redrives or resends many orders, each through what a single action of support uses. */
export class BulkAction extends Construct {
  readonly stateMachineArn: string;
  /** Of the workflow's own events. */
  readonly logGroup: LogGroup;
  readonly #name: string;

  constructor(scope: Construct, id: string, props: BulkActionProps) {
    super(scope, id);
    const { config, artifacts, orders, workflow, cancellation, events, confirmations, activity } = props;
    this.#name = `BulkAction${config.nameSuffix}`;
    const item = new OrderFunction(this, 'BulkItem', {
      config,
      artifacts,
      entry: 'support-bulk-item',
      description: 'Acts on one order of many, and looks what came of it.',
      timeout: Duration.seconds(10),
      // That an execution runs still is thrown, so that the machine looks again.
      errorsAreOutcomes: true,
    });
    orders.grantRestart(item);
    workflow.grantRun(item);
    cancellation.grantRun(item);
    events.grantPublish(item);
    confirmations.grantFollow(item);
    activity.grantBulk(item);
    const { stateMachine, logGroup } = taskMachine(this, {
      config,
      name: this.#name,
      definitionFile: artifacts.bulkFile,
      tasks: { BulkItem: item },
    });
    this.logGroup = logGroup;
    this.stateMachineArn = stateMachine.stateMachineArn;
  }

  /** Lets the function start, list and stop bulks, and see everything of one. */
  grantRun(fn: OrderFunction): void {
    fn.allow(['states:StartExecution', 'states:ListExecutions', 'states:DescribeStateMachine'], this.stateMachineArn);
    allowOnExecutions(this, fn, this.#name, [...TRACE, 'states:StopExecution']);
    fn.tell(ENVIRONMENT.bulkStateMachineArn, this.stateMachineArn);
  }
}
