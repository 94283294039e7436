import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { ENVIRONMENT } from '../shared/environment.ts';
import type { FunctionSettings, OrderFunction } from '../shared/order-function.ts';
import { allowOnExecutions, TRACE } from './executions.ts';
import type { OrderWorkflow } from './order-workflow.ts';
import { taskMachine } from './task-machine.ts';

/** Properties of {@link OrderCancellation}. */
export interface OrderCancellationProps extends FunctionSettings {
  /** Whose functions its tasks call too. */
  readonly workflow: OrderWorkflow;
}

/** The state machine that cancels an order after it was Processed. */
export class OrderCancellation extends Construct {
  readonly stateMachineArn: string;
  readonly stateMachine: StateMachine;
  /** Of the workflow's own events. */
  readonly logGroup: LogGroup;
  readonly #name: string;

  constructor(scope: Construct, id: string, { config, artifacts, workflow }: OrderCancellationProps) {
    super(scope, id);
    this.#name = `OrderCancellation${config.nameSuffix}`;
    const { stateMachine, logGroup } = taskMachine(this, {
      config,
      name: this.#name,
      definitionFile: artifacts.cancellationFile,
      tasks: { RecordCancellation: workflow.recordCancellation, PublishConfirmation: workflow.publish },
    });
    this.stateMachine = stateMachine;
    this.logGroup = logGroup;
    this.stateMachineArn = stateMachine.stateMachineArn;
  }

  /** Lets the function start the cancellation of an order. */
  grantStart(fn: OrderFunction): void {
    fn.allow(['states:StartExecution'], this.stateMachineArn);
    fn.tell(ENVIRONMENT.cancellationStateMachineArn, this.stateMachineArn);
  }

  /** Lets the function start the cancellation of an order, see how it stands, and redrive it. */
  grantRun(fn: OrderFunction): void {
    this.grantStart(fn);
    allowOnExecutions(this, fn, this.#name, ['states:DescribeExecution', 'states:RedriveExecution']);
  }

  /** Lets the function see how an execution stands, and stop it. */
  grantStop(fn: OrderFunction): void {
    allowOnExecutions(this, fn, this.#name, ['states:DescribeExecution', 'states:StopExecution']);
    fn.tell(ENVIRONMENT.cancellationStateMachineArn, this.stateMachineArn);
  }

  /** Lets the function see everything of an execution. */
  grantTrace(fn: OrderFunction): void {
    allowOnExecutions(this, fn, this.#name, TRACE);
    fn.allow(['states:DescribeStateMachine'], this.stateMachineArn);
    fn.tell(ENVIRONMENT.cancellationStateMachineArn, this.stateMachineArn);
  }

  /** Lets the function see how an execution stands. */
  grantDescribe(fn: OrderFunction): void {
    allowOnExecutions(this, fn, this.#name, ['states:DescribeExecution']);
    fn.tell(ENVIRONMENT.cancellationStateMachineArn, this.stateMachineArn);
  }

  /** Lets the function find the executions that failed, and why. */
  grantFindFailures(fn: OrderFunction): void {
    fn.allow(['states:ListExecutions'], this.stateMachineArn);
    this.grantReadHistory(fn);
  }

  /** Lets the function read the history of an execution. */
  grantReadHistory(fn: OrderFunction): void {
    allowOnExecutions(this, fn, this.#name, ['states:GetExecutionHistory']);
    fn.tell(ENVIRONMENT.cancellationStateMachineArn, this.stateMachineArn);
  }
}
