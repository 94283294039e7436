import { createHash } from 'node:crypto';
import * as z from 'zod';
import { EngineError } from '../../../aws-error.ts';
import { flag, ignored } from '../../../kit/properties.ts';
import { type Engine, resourceType } from '../../../service.ts';
import type { EventSourceMappings } from '../event-source-mappings.ts';
import { checkPermissions } from '../execution-role.ts';
import type { Functions } from '../functions.ts';

const properties = z.strictObject({
  EventSourceArn: z.string().regex(/^arn:[^:]+:sqs:/, 'only SQS sources are emulated'),
  FunctionName: z.string(),
  BatchSize: z.coerce.number().int().min(1).max(10_000).default(10),
  MaximumBatchingWindowInSeconds: z.coerce.number().int().min(0).max(300).default(0),
  Enabled: flag.default(true),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  ScalingConfig: z.strictObject({ MaximumConcurrency: z.coerce.number().int().min(2).optional() }).optional(),
  MetricsConfig: ignored,
  KmsKeyArn: ignored,
  Tags: ignored,
});

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions */
const READS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html */
export const createEventSourceMappingType = (engine: Engine, functions: Functions, mappings: EventSourceMappings) =>
  resourceType({
    properties,
    provision: (given, resource) => {
      if (given.BatchSize > 10 && given.MaximumBatchingWindowInSeconds < 1) {
        throw new EngineError('a BatchSize over 10 needs a MaximumBatchingWindowInSeconds of at least 1');
      }
      checkPermissions(engine, functions.find(given.FunctionName).fn, given.EventSourceArn, READS);
      const id = uuidOf(`${resource.stackName}/${resource.logicalId}`);
      const arn = `arn:aws:lambda:${engine.region}:${engine.accountId}:event-source-mapping:${id}`;
      mappings.set({
        id,
        arn,
        queueArn: given.EventSourceArn,
        functionName: given.FunctionName,
        batchSize: given.BatchSize,
        batchingWindowSeconds: given.MaximumBatchingWindowInSeconds,
        enabled: given.Enabled,
        partialFailures: given.FunctionResponseTypes.length > 0,
        maxConcurrency: given.ScalingConfig?.MaximumConcurrency,
      });
      return { ref: id, attributes: { Id: id, EventSourceMappingArn: arn } };
    },
    remove: (ref) => mappings.remove(ref),
  });

/** Always the same id for the same resource. */
const uuidOf = (seed: string): string => {
  const hex = createHash('sha256').update(seed).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
};
