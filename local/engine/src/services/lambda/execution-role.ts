import { AwsError } from '../../aws-error.ts';
import type { Access, Caller, Engine } from '../../service.ts';
import type { FunctionConfig } from './function-config.ts';

/** What Lambda does for a function outside of it, it does with the function's role.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html */
export const executionRole = (engine: Engine, { name, arn, roleArn }: FunctionConfig): Caller =>
  engine.assumeRole(roleArn, name, { principal: 'lambda.amazonaws.com', sourceArn: arn });

/** Refuses a function whose role Lambda cannot assume. */
export const checkExecutionRole = (engine: Engine, fn: FunctionConfig): void => {
  try {
    executionRole(engine, fn);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw invalid('The role defined for the function cannot be assumed by Lambda.');
  }
};

/** Refuses what a function's role lacks permissions for, as Lambda does when it is asked to read a queue or to send to one. */
export const checkPermissions = (engine: Engine, fn: FunctionConfig, resource: string, actions: readonly string[]) => {
  const caller = executionRole(engine, fn);
  for (const action of actions) {
    const access: Access = { action, resource };
    try {
      engine.authorize(caller, [access]);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const [service = '', name] = action.split(':');
      throw invalid(
        `The provided execution role does not have permissions to call ${name} on ${service.toUpperCase()}`,
      );
    }
  }
};

const invalid = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);
