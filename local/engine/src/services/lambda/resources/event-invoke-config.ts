import * as z from 'zod';
import { type Engine, resourceType } from '../../../service.ts';
import type { AsyncInvocations } from '../async-invocations.ts';
import { sendingTo } from '../destinations.ts';
import { checkPermissions } from '../execution-role.ts';
import { type Functions, parseReference } from '../functions.ts';

const destination = z.strictObject({
  Destination: z.string().regex(/^arn:[^:]+:(sqs|sns):/, 'only SQS and SNS are emulated'),
});

/** How a function's asynchronous calls are retried, and who hears of their end.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
export const createEventInvokeConfigType = (engine: Engine, functions: Functions, asynchronous: AsyncInvocations) =>
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
      const { name } = parseReference(given.FunctionName);
      const { OnFailure, OnSuccess } = given.DestinationConfig ?? {};
      for (const { Destination } of [OnFailure, OnSuccess].filter((one) => one !== undefined))
        checkPermissions(engine, functions.find(name).fn, Destination, [sendingTo(Destination)]);
      asynchronous.configure(name, {
        maximumRetryAttempts: given.MaximumRetryAttempts,
        maximumEventAgeSeconds: given.MaximumEventAgeInSeconds,
        onFailureArn: OnFailure?.Destination,
        onSuccessArn: OnSuccess?.Destination,
      });
      return { ref: resource.generatedName() };
    },
  });
