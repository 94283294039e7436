import type { Engine } from '../../service.ts';
import type { FunctionConfig } from './function-config.ts';

/** What a process cannot do without on some systems; nothing else of the host's environment reaches a function. */
const HOST_VARIABLES = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot'];

/** A function's variables in one environment: the template's and Lambda's reserved ones.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
export const environmentVariables = (engine: Engine, fn: FunctionConfig, logStream: string): Record<string, string> => {
  const credentials = engine.issueCredentials(fn.roleArn, fn.name, fn.arn);
  const variables: Record<string, string> = {};
  for (const name of HOST_VARIABLES) {
    const value = process.env[name];
    if (value !== undefined) variables[name] = value;
  }
  return {
    ...variables,
    ...fn.variables,
    _HANDLER: fn.handler,
    AWS_REGION: engine.region,
    AWS_DEFAULT_REGION: engine.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${fn.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: fn.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: fn.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_LAMBDA_LOG_FORMAT: fn.logFormat,
    ...(fn.logFormat === 'JSON' ? { AWS_LAMBDA_LOG_LEVEL: fn.logLevel } : {}),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_ENDPOINT_URL: engine.awsOrigin(),
    LAMBDA_TASK_ROOT: fn.taskRoot,
    // The SDK reads ~/.aws/config: the settings of whoever sits at this machine must not reach a function.
    HOME: fn.taskRoot,
    USERPROFILE: fn.taskRoot,
    TZ: ':UTC',
  };
};
