import { ArnFormat, Stack, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { OrderFunction } from '../shared/order-function.ts';

/** The ARN of a state machine by its name, for those whom the machine itself needs, which cannot wait for it. */
export const machineArn = (scope: Construct, name: string): string =>
  Stack.of(scope).formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: name,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** What it takes to see everything of an execution. */
export const TRACE = [
  'states:DescribeExecution',
  'states:DescribeStateMachineForExecution',
  'states:GetExecutionHistory',
] as const;

/** Allows a function actions on every execution of the state machine of this name. */
export const allowOnExecutions = (
  scope: Construct,
  fn: OrderFunction,
  name: string,
  actions: readonly string[],
): void => {
  const executions = Stack.of(scope).formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${name}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  fn.allow(actions, executions);
  Validations.of(fn).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${name}:*]`,
    reason:
      'An execution is named as its order, which nobody knows beforehand; other state machines stay out of reach.',
  });
};
