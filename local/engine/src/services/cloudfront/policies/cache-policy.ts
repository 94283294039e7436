import { type Forwarding, nothing } from './forwarding.ts';

/** What it forwards, compresses and tells requests apart by, and how long answers are kept. */
export interface CachePolicy {
  readonly forwarding: Forwarding;
  readonly gzip: boolean;
  readonly brotli: boolean;
  readonly ttlSeconds: { readonly min: number; readonly default: number; readonly max: number };
}

/** Of a policy that says nothing. */
export const USUAL_TTL_SECONDS = { min: 0, default: 86_400, max: 31_536_000 };
const optimized = { ...USUAL_TTL_SECONDS, min: 1 };
const disabled = { min: 0, default: 0, max: 0 };

const forwardsNothing: Forwarding = { headers: nothing, cookies: nothing, query: nothing };

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
export const managedCachePolicies: Readonly<Record<string, CachePolicy>> = {
  // CachingOptimized
  '658327ea-f89d-4fab-a63d-7e88639e58f6': {
    forwarding: forwardsNothing,
    gzip: true,
    brotli: true,
    ttlSeconds: optimized,
  },
  // CachingOptimizedForUncompressedObjects
  'b2884449-e4de-46a7-ac36-70bc7f1ddd6d': {
    forwarding: forwardsNothing,
    gzip: false,
    brotli: false,
    ttlSeconds: optimized,
  },
  // CachingDisabled
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad': {
    forwarding: forwardsNothing,
    gzip: false,
    brotli: false,
    ttlSeconds: disabled,
  },
};
