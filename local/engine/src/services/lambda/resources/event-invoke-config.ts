import * as z from 'zod';
import { resourceType } from '../../../service.ts';
import type { AsyncInvocations } from '../async-invocations.ts';
import { parseReference } from '../functions.ts';

const destination = z.strictObject({
  Destination: z.string().regex(/^arn:[^:]+:(sqs|sns):/, 'only SQS and SNS are emulated'),
});

/** How a function's asynchronous calls are retried, and who hears of their end.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
export const createEventInvokeConfigType = (asynchronous: AsyncInvocations) =>
  resourceType({
    properties: z.strictObject({
      FunctionName: z.string(),
      Qualifier: z.string().optional(),
      MaximumRetryAttempts: z.coerce.number().int().min(0).max(2).default(2),
      MaximumEventAgeInSeconds: z.coerce.number().int().min(60).max(21_600).default(21_600),
      DestinationConfig: z
        .strictObject({ OnFailure: destination.optional(), OnSuccess: destination.optional() })
        .optional(),
    }),
    provision: (given, resource) => {
      asynchronous.configure(parseReference(given.FunctionName).name, {
        maximumRetryAttempts: given.MaximumRetryAttempts,
        maximumEventAgeSeconds: given.MaximumEventAgeInSeconds,
        onFailureArn: given.DestinationConfig?.OnFailure?.Destination,
        onSuccessArn: given.DestinationConfig?.OnSuccess?.Destination,
      });
      return { ref: resource.generatedName() };
    },
  });
