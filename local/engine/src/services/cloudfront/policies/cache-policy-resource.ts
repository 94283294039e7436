import * as z from 'zod';
import { flag, ignored } from '../../../kit/properties.ts';
import { type ResourceType, resourceType } from '../../../service.ts';
import { policyId } from '../ids.ts';
import type { Registry } from '../model.ts';
import { USUAL_TTL_SECONDS } from './cache-policy.ts';
import { forwardingShape, toForwarding } from './forwarding.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-cachepolicy.html */
export const cachePolicyType = (registry: Registry): ResourceType =>
  resourceType({
    properties: z.strictObject({
      CachePolicyConfig: z.strictObject({
        Name: z.string(),
        Comment: ignored,
        DefaultTTL: z.coerce.number().min(0).default(USUAL_TTL_SECONDS.default),
        MaxTTL: z.coerce.number().min(0).default(USUAL_TTL_SECONDS.max),
        MinTTL: z.coerce.number().min(0).default(USUAL_TTL_SECONDS.min),
        ParametersInCacheKeyAndForwardedToOrigin: z.strictObject({
          ...forwardingShape,
          EnableAcceptEncodingBrotli: flag.default(false),
          EnableAcceptEncodingGzip: flag,
        }),
      }),
    }),
    provision: ({ CachePolicyConfig: config }, { stackId, logicalId }) => {
      const given = config.ParametersInCacheKeyAndForwardedToOrigin;
      const id = policyId(`${stackId}/${logicalId}`);
      registry.cachePolicies.set(id, {
        forwarding: toForwarding(given),
        gzip: given.EnableAcceptEncodingGzip,
        brotli: given.EnableAcceptEncodingBrotli,
        ttlSeconds: { min: config.MinTTL, default: config.DefaultTTL, max: config.MaxTTL },
      });
      return { ref: id, attributes: { Id: id } };
    },
  });
