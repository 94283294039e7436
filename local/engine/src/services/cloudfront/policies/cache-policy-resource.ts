import * as z from 'zod';
import { flag, ignored } from '../../../kit/properties.ts';
import { type ResourceType, resourceType } from '../../../service.ts';
import { policyId } from '../ids.ts';
import type { Registry } from '../model.ts';
import { forwardingShape, toForwarding } from './forwarding.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-cachepolicy.html */
export const cachePolicyType = (registry: Registry): ResourceType =>
  resourceType({
    properties: z.strictObject({
      CachePolicyConfig: z.strictObject({
        Name: z.string(),
        Comment: ignored,
        DefaultTTL: ignored,
        MaxTTL: ignored,
        MinTTL: ignored,
        ParametersInCacheKeyAndForwardedToOrigin: z.strictObject({
          ...forwardingShape,
          EnableAcceptEncodingBrotli: flag.default(false),
          EnableAcceptEncodingGzip: flag,
        }),
      }),
    }),
    provision: ({ CachePolicyConfig: { ParametersInCacheKeyAndForwardedToOrigin: given } }, { stackId, logicalId }) => {
      const id = policyId(`${stackId}/${logicalId}`);
      registry.cachePolicies.set(id, {
        forwarding: toForwarding(given),
        gzip: given.EnableAcceptEncodingGzip,
        brotli: given.EnableAcceptEncodingBrotli,
      });
      return { ref: id, attributes: { Id: id } };
    },
  });
