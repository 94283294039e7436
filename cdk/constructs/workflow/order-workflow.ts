import { Duration, Stack } from 'aws-cdk-lib';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { OrderEvents } from '../orders/order-events.ts';
import type { OrdersTable } from '../orders/orders-table.ts';
import { ENVIRONMENT } from '../shared/environment.ts';
import { type FunctionSettings, OrderFunction } from '../shared/order-function.ts';
import { allowOnExecutions, machineArn, TRACE } from './executions.ts';
import { taskMachine } from './task-machine.ts';

/** Properties of {@link OrderWorkflow}. */
export interface OrderWorkflowProps extends FunctionSettings {
  readonly orders: OrdersTable;
  readonly catalogue: Catalogue;
  readonly events: OrderEvents;
}

/** To end a task that waits for a person, whatever the answer. */
const ANSWER = ['states:SendTaskSuccess', 'states:SendTaskFailure'] as const;

/** The state machine that validates, asks about, records and announces an order, with the functions that its tasks call. */
export class OrderWorkflow extends Construct {
  readonly stateMachineArn: string;
  readonly stateMachine: StateMachine;
  /** Of the workflow's own events. */
  readonly logGroup: LogGroup;
  readonly persistOrder: OrderFunction;
  readonly askPerson: OrderFunction;
  readonly recordCancellation: OrderFunction;
  readonly publish: OrderFunction;
  readonly #name: string;

  constructor(scope: Construct, id: string, props: OrderWorkflowProps) {
    super(scope, id);
    const { config, artifacts, orders, catalogue, events } = props;
    this.#name = Stack.of(this).stackName;
    const validate = this.#task(
      'ValidateOrder',
      'validate-order',
      'Prices an order, rejects it, or has it asked about.',
      props,
      true,
    );
    this.persistOrder = this.#task('PersistOrder', 'persist-order', 'Gives the order record its outcome.', props, true);
    this.publish = this.#task('PublishConfirmation', 'publish-confirmation', 'Announces the outcome.', props);
    this.askPerson = this.#task('AskPerson', 'ask-person', 'Puts a question about an order to a person.', props);
    this.recordCancellation = this.#task('RecordCancellation', 'record-cancellation', 'Cancels an order.', props);
    catalogue.grantLookUp(validate);
    validate.tell(ENVIRONMENT.reviewAboveCents, String(config.reviewAboveCents));
    orders.grantFinish(this.persistOrder);
    catalogue.grantChangeStock(this.persistOrder);
    catalogue.grantLookUp(this.persistOrder);
    events.grantPublish(this.publish);
    orders.grantFinish(this.askPerson);
    events.grantPublish(this.askPerson);
    // By its name: the machine waits for this function, which cannot wait for the machine.
    this.askPerson.allow(ANSWER, machineArn(this, this.#name));
    orders.grantFinish(this.recordCancellation);
    catalogue.grantChangeStock(this.recordCancellation);

    const { stateMachine, logGroup } = taskMachine(this, {
      config,
      name: this.#name,
      definitionFile: artifacts.stateMachineFile,
      tasks: {
        ValidateOrder: validate,
        PersistOrder: this.persistOrder,
        PublishConfirmation: this.publish,
        AskPerson: this.askPerson,
        RecordCancellation: this.recordCancellation,
      },
    });
    this.stateMachine = stateMachine;
    this.logGroup = logGroup;
    this.stateMachineArn = stateMachine.stateMachineArn;
  }

  /** Lets the function start an order's execution, see how it stands, and redrive it. */
  grantRun(fn: OrderFunction): void {
    fn.allow(['states:StartExecution'], this.stateMachineArn);
    this.#allowOnExecutions(fn, ['states:DescribeExecution', 'states:RedriveExecution']);
  }

  /** Lets the function see how an execution stands, and stop it. */
  grantStop(fn: OrderFunction): void {
    this.#allowOnExecutions(fn, ['states:DescribeExecution', 'states:StopExecution']);
  }

  /** Lets the function answer for the person that an execution waits for. */
  grantAnswer(fn: OrderFunction): void {
    fn.allow(ANSWER, this.stateMachineArn);
  }

  /** Lets the function cancel the order that an execution asks about, which ends the task that waits by an error. */
  grantCancelAsked(fn: OrderFunction): void {
    fn.allow(['states:SendTaskFailure'], this.stateMachineArn);
  }

  /** Lets the function see everything of an execution. */
  grantTrace(fn: OrderFunction): void {
    this.#allowOnExecutions(fn, TRACE);
    fn.allow(['states:DescribeStateMachine'], this.stateMachineArn);
  }

  /** Lets the function see how an execution stands. */
  grantDescribe(fn: OrderFunction): void {
    this.#allowOnExecutions(fn, ['states:DescribeExecution']);
  }

  /** Lets the function find the executions that failed, and why. */
  grantFindFailures(fn: OrderFunction): void {
    fn.allow(['states:ListExecutions'], this.stateMachineArn);
    this.grantReadHistory(fn);
  }

  /** Lets the function read the history of an execution. */
  grantReadHistory(fn: OrderFunction): void {
    this.#allowOnExecutions(fn, ['states:GetExecutionHistory']);
  }

  #allowOnExecutions(fn: OrderFunction, actions: readonly string[]): void {
    allowOnExecutions(this, fn, this.#name, actions);
    fn.tell(ENVIRONMENT.stateMachineArn, this.stateMachineArn);
  }

  #task(
    id: string,
    entry: string,
    description: string,
    settings: FunctionSettings,
    errorsAreOutcomes = false,
  ): OrderFunction {
    return new OrderFunction(this, id, {
      config: settings.config,
      artifacts: settings.artifacts,
      entry,
      description,
      timeout: Duration.seconds(10),
      errorsAreOutcomes,
    });
  }
}
