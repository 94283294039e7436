import { Aws, Fn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** A name that is known before the queue exists, because the two queues name each other, and that no other deployment
 * of the stack has, so that a queue retained by one never stands in the way of the next. */
export const uniqueName = (scope: Construct, name: string): string => {
  const { stackName } = Stack.of(scope);
  const stackUuid = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  return `${stackName}-${name}-${Fn.select(0, Fn.split('-', stackUuid))}`;
};
