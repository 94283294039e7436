import * as z from 'zod';
import { flag, ignored } from '../../../kit/properties.ts';
import { type Engine, type ResourceType, resourceType } from '../../../service.ts';
import type { Registry } from '../model.ts';
import { compileFunction } from './runtime.ts';

/** A function of runtime 2.0, published as it is created: only a published one can be associated.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-function.html */
export const functionType = ({ accountId }: Engine, registry: Registry): ResourceType =>
  resourceType({
    properties: z.strictObject({
      Name: z.string(),
      AutoPublish: flag.pipe(z.literal(true)),
      FunctionCode: z.string(),
      FunctionConfig: z.strictObject({ Comment: ignored, Runtime: z.literal('cloudfront-js-2.0') }),
      FunctionMetadata: ignored,
      Tags: ignored,
    }),
    provision: ({ Name, FunctionCode }) => {
      const arn = `arn:aws:cloudfront::${accountId}:function/${Name}`;
      registry.functions.set(arn, compileFunction(Name, FunctionCode));
      return { ref: arn, attributes: { FunctionARN: arn, 'FunctionMetadata.FunctionARN': arn, Stage: 'LIVE' } };
    },
  });
