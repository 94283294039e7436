import { readFileSync } from 'node:fs';
import { Aws, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import type { OrderFunction } from '../shared/order-function.ts';

/** Properties of {@link taskMachine}. */
export interface TaskMachineProps {
  readonly config: StageConfig;
  /** Fixed, as support and the runbooks know it. A replacement would collide with it, but only a change of the name or of the
   * type replaces a state machine, and executions can be redriven only while it is STANDARD. */
  readonly name: string;
  /** In the Amazon States Language. */
  readonly definitionFile: string;
  /** The functions that its tasks call, each by the placeholder of its ARN without the end `FunctionArn`. */
  readonly tasks: Readonly<Record<string, OrderFunction>>;
}

/** A Standard state machine of tasks that call functions, with a role that may call these alone, and its log. */
export const taskMachine = (
  scope: Construct,
  { config, name, definitionFile, tasks }: TaskMachineProps,
): { stateMachine: StateMachine; logGroup: LogGroup } => {
  const logGroup = new LogGroup(scope, 'Logs', {
    // The prefix keeps its delivery out of the account's log resource policy, whose length is limited.
    // https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
    logGroupName: `/aws/vendedlogs/states/${name}`,
    retention: config.logRetention,
    // Retained under a fixed name it would block the next first deployment; Step Functions keeps the histories.
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const functionArns = Object.entries(tasks).map(([task, { lambda }]) => [`${task}FunctionArn`, lambda.functionArn]);
  const stateMachine = new StateMachine(scope, 'StateMachine', {
    stateMachineName: name,
    stateMachineType: StateMachineType.STANDARD,
    definitionBody: DefinitionBody.fromString(readFileSync(definitionFile, 'utf8')),
    definitionSubstitutions: Object.fromEntries(functionArns),
    role: machineRole(scope, Object.values(tasks)),
    tracingEnabled: true,
    logs: {
      // Every event, not only errors: durations of all executions become searchable for about $4 a million orders
      // (17 events of 0.4 KB), beside $75 and more for the transitions. Never their data, which names people.
      level: LogLevel.ALL,
      includeExecutionData: false,
      destination: logGroup,
    },
  });
  return { stateMachine, logGroup };
};

const machineRole = (scope: Construct, tasks: readonly OrderFunction[]): Role => {
  const role = new Role(scope, 'Role', {
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
};
