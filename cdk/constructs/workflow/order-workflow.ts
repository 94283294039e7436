import { readFileSync } from 'node:fs';
import { ArnFormat, Aws, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { OrderEvents } from '../orders/order-events.ts';
import type { OrdersTable } from '../orders/orders-table.ts';
import { ENVIRONMENT } from '../shared/environment.ts';
import { type FunctionSettings, OrderFunction } from '../shared/order-function.ts';

/** Properties of {@link OrderWorkflow}. */
export interface OrderWorkflowProps extends FunctionSettings {
  readonly orders: OrdersTable;
  readonly catalogue: Catalogue;
  readonly events: OrderEvents;
}

/** The state machine that validates, records and announces an order, with the functions that its tasks call. */
export class OrderWorkflow extends Construct {
  readonly stateMachineArn: string;
  readonly stateMachine: StateMachine;
  /** Of the workflow's own events. */
  readonly logGroup: LogGroup;
  readonly persistOrder: OrderFunction;
  readonly #name: string;

  constructor(scope: Construct, id: string, props: OrderWorkflowProps) {
    super(scope, id);
    const validate = this.#task('ValidateOrder', 'validate-order', 'Prices an order, or rejects it.', props, true);
    const persist = this.#task('PersistOrder', 'persist-order', 'Gives the order record its outcome.', props);
    const publish = this.#task('PublishConfirmation', 'publish-confirmation', 'Announces the outcome.', props);
    props.catalogue.grantLookUp(validate);
    props.orders.grantFinish(persist);
    props.events.grantPublish(publish);

    // Support and the runbooks know it by this name. A replacement would collide with it, but only a change of the
    // name or of the type replaces a state machine, and executions can be redriven only while it is STANDARD.
    this.#name = Stack.of(this).stackName;
    this.logGroup = new LogGroup(this, 'Logs', {
      // The prefix keeps its delivery out of the account's log resource policy, whose length is limited.
      // https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
      logGroupName: `/aws/vendedlogs/states/${this.#name}`,
      retention: props.config.logRetention,
      // Retained under a fixed name it would block the next first deployment; Step Functions keeps the histories.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineName: this.#name,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(readFileSync(props.artifacts.stateMachineFile, 'utf8')),
      definitionSubstitutions: {
        ValidateOrderFunctionArn: validate.lambda.functionArn,
        PersistOrderFunctionArn: persist.lambda.functionArn,
        PublishConfirmationFunctionArn: publish.lambda.functionArn,
      },
      role: this.#role([validate, persist, publish]),
      tracingEnabled: true,
      logs: {
        // Every event, not only errors: durations of all executions become searchable for about $4 a million orders
        // (17 events of 0.4 KB), beside $75 and more for the transitions. Never their data, which names people.
        level: LogLevel.ALL,
        includeExecutionData: false,
        destination: this.logGroup,
      },
    });
    this.stateMachineArn = this.stateMachine.stateMachineArn;
    this.persistOrder = persist;
  }

  /** Lets the function start an order's execution, see how it stands, and redrive it. */
  grantRun(fn: OrderFunction): void {
    fn.allow(['states:StartExecution'], this.stateMachineArn);
    this.#allowOnExecutions(fn, ['states:DescribeExecution', 'states:RedriveExecution']);
  }

  /** Lets the function see everything of an execution. */
  grantTrace(fn: OrderFunction): void {
    this.#allowOnExecutions(fn, [
      'states:DescribeExecution',
      'states:DescribeStateMachineForExecution',
      'states:GetExecutionHistory',
    ]);
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
    const executions = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${this.#name}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    fn.allow(actions, executions);
    fn.tell(ENVIRONMENT.stateMachineArn, this.stateMachineArn);
    Validations.of(fn).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${this.#name}:*]`,
      reason:
        'An execution is named as its order, which nobody knows beforehand; other state machines stay out of reach.',
    });
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

  #role(tasks: readonly OrderFunction[]): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: tasks.map((task) => task.lambda.functionArn),
      }),
    );
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'The X-Ray actions and those of log delivery have no resource to name.',
    });
    return role;
  }
}
