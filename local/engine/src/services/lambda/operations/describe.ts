import * as z from 'zod';
import { AwsError } from '../../../aws-error.ts';
import { operation, type PolicyDocument, type RestRoute } from '../../../service.ts';
import type { FunctionConfig } from '../function-config.ts';
import type { Functions } from '../functions.ts';

const named = z.object({ FunctionName: z.string(), Qualifier: z.string().optional() });

/** https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
const describe = (fn: FunctionConfig, version = '$LATEST') => ({
  FunctionName: fn.name,
  FunctionArn: fn.arn,
  Runtime: fn.runtime,
  Role: fn.roleArn,
  Handler: fn.handler,
  Description: fn.description,
  Timeout: fn.timeoutSeconds,
  MemorySize: fn.memoryMb,
  LastModified: fn.lastModified,
  CodeSha256: fn.codeSha256,
  Version: version,
  PackageType: 'Zip',
  Architectures: [fn.architecture],
  State: 'Active',
  LastUpdateStatus: 'Successful',
  Environment: { Variables: fn.variables },
  LoggingConfig: { LogFormat: fn.logFormat, LogGroup: fn.logGroup },
  ...(fn.deadLetterArn && { DeadLetterConfig: { TargetArn: fn.deadLetterArn } }),
});

/** The operations that read what functions there are. */
export const createDescribeOperations = (
  functions: Functions,
  policyOf: (functionArn: string) => PolicyDocument | undefined,
) => {
  const access = (action: string) => (input: { FunctionName: string; Qualifier?: string | undefined }) => [
    { action: `lambda:${action}`, resource: functions.arnOf(input.FunctionName, input.Qualifier) },
  ];
  return {
    GetFunction: operation({
      input: named,
      access: access('GetFunction'),
      run: ({ FunctionName, Qualifier }) => {
        const { fn, version } = functions.find(FunctionName, Qualifier);
        return {
          Configuration: describe(fn, version),
          Code: { RepositoryType: 'S3', Location: `file://${fn.taskRoot}` },
          ...(fn.reservedConcurrency !== undefined && {
            Concurrency: { ReservedConcurrentExecutions: fn.reservedConcurrency },
          }),
        };
      },
    }),
    GetFunctionConfiguration: operation({
      input: named,
      access: access('GetFunctionConfiguration'),
      run: ({ FunctionName, Qualifier }) => {
        const { fn, version } = functions.find(FunctionName, Qualifier);
        return describe(fn, version);
      },
    }),
    GetPolicy: operation({
      input: named,
      access: access('GetPolicy'),
      run: ({ FunctionName, Qualifier }) => {
        const { arn } = functions.find(FunctionName, Qualifier);
        const policy = policyOf(arn);
        if (!policy) {
          throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', 404, {
            Type: 'User',
          });
        }
        return { Policy: JSON.stringify({ Version: '2012-10-17', Id: 'default', ...policy }), RevisionId: 'local' };
      },
    }),
    ListFunctions: operation({
      input: z.object({}),
      access: () => [{ action: 'lambda:ListFunctions', resource: '*' }],
      run: () => ({ Functions: functions.list().map((fn) => describe(fn)) }),
    }),
  };
};

/** Their routes. */
export const DESCRIBE_ROUTES: readonly RestRoute[] = [
  { method: 'GET', path: '/2015-03-31/functions', operation: 'ListFunctions' },
  { method: 'GET', path: '/2015-03-31/functions/{FunctionName}', operation: 'GetFunction' },
  { method: 'GET', path: '/2015-03-31/functions/{FunctionName}/configuration', operation: 'GetFunctionConfiguration' },
  { method: 'GET', path: '/2015-03-31/functions/{FunctionName}/policy', operation: 'GetPolicy' },
];
