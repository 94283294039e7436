import { createHash } from 'node:crypto';
import * as z from 'zod';
import { EngineError } from '../../../aws-error.ts';
import { ignored } from '../../../kit/properties.ts';
import { type Engine, resourceType } from '../../../service.ts';
import { sendingTo } from '../destinations.ts';
import { checkKey } from '../encryption.ts';
import { checkExecutionRole, checkPermissions } from '../execution-role.ts';
import type { FunctionConfig } from '../function-config.ts';
import type { Functions } from '../functions.ts';

/** The keys of one that Lambda sets and refuses to have set.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const RESERVED_VARIABLES = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
]);

const properties = z.strictObject({
  FunctionName: z.string().optional(),
  Code: z.strictObject({ S3Bucket: ignored, S3Key: z.string().optional(), ZipFile: ignored, S3ObjectVersion: ignored }),
  Runtime: z.string().optional(),
  Handler: z.string().optional(),
  Role: z.string(),
  Description: z.string().default(''),
  Timeout: z.coerce.number().int().min(1).max(900).default(3),
  MemorySize: z.coerce.number().int().min(128).max(10_240).default(128),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  Architectures: z.array(z.enum(['arm64', 'x86_64'])).default(['x86_64']),
  ReservedConcurrentExecutions: z.coerce.number().int().min(0).optional(),
  DeadLetterConfig: z.strictObject({ TargetArn: z.string() }).optional(),
  LoggingConfig: z
    .strictObject({
      LogFormat: z.enum(['Text', 'JSON']).default('Text'),
      LogGroup: z.string().optional(),
      ApplicationLogLevel: z.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']).default('INFO'),
      SystemLogLevel: ignored,
    })
    .optional(),
  Layers: ignored,
  TracingConfig: ignored,
  KmsKeyArn: z.string().optional(),
  EphemeralStorage: ignored,
  RuntimeManagementConfig: ignored,
  RecursiveLoop: ignored,
  Tags: ignored,
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export const createFunctionType = (engine: Engine, functions: Functions) =>
  resourceType({
    properties,
    provision: (given, resource) => {
      const name = given.FunctionName ?? resource.generatedName(64);
      const refuse = (why: string): never => {
        throw new EngineError(why);
      };
      // CDK's provider of bucket deployments is Python; S3 does its work here, and nothing invokes it.
      if (resource.logicalId.startsWith('CustomCDKBucketDeployment'))
        return { ref: name, attributes: { Arn: functions.arnOf(name) } };
      if (given.Layers !== undefined) refuse('property Layers is not emulated');
      const runtime = given.Runtime ?? refuse('a function needs a Runtime: container images are not emulated');
      if (!runtime.startsWith('nodejs')) refuse(`runtime ${runtime} is not emulated: only Node.js runs here`);
      if (given.Code.ZipFile !== undefined) refuse('inline code (ZipFile) is not emulated: use an asset');
      const variables = given.Environment?.Variables ?? {};
      const reserved = Object.keys(variables).filter((key) => RESERVED_VARIABLES.has(key));
      if (reserved.length > 0) refuse(`environment variables ${reserved.join(', ')} are Lambda's own`);
      const key = given.Code.S3Key ?? refuse('Code has no S3Key');
      const fn: FunctionConfig = {
        name,
        arn: functions.arnOf(name),
        roleArn: given.Role,
        runtime,
        handler: given.Handler ?? refuse('Handler is missing'),
        taskRoot: resource.assetFolder(key),
        description: given.Description,
        timeoutSeconds: given.Timeout,
        memoryMb: given.MemorySize,
        architecture: given.Architectures[0] ?? 'x86_64',
        variables,
        reservedConcurrency: given.ReservedConcurrentExecutions,
        logGroup: given.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
        logFormat: given.LoggingConfig?.LogFormat ?? 'Text',
        logLevel: given.LoggingConfig?.ApplicationLogLevel ?? 'INFO',
        deadLetterArn: given.DeadLetterConfig?.TargetArn,
        lastModified: new Date(engine.now()).toISOString().replace('Z', '+0000'),
        codeSha256: createHash('sha256').update(key).digest('base64'),
      };
      checkExecutionRole(engine, fn);
      if (fn.deadLetterArn) checkPermissions(engine, fn, fn.deadLetterArn, [sendingTo(fn.deadLetterArn)]);
      if (given.KmsKeyArn !== undefined) checkKey(engine, fn.arn, given.KmsKeyArn);
      functions.add(fn);
      return { ref: name, attributes: { Arn: fn.arn } };
    },
    remove: (ref) => functions.remove(ref),
  });
