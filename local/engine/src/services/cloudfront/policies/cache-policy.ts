import { type Forwarding, nothing } from './forwarding.ts';

/** Nothing is cached here, so its lifetimes have no effect; what it forwards and compresses has. */
export interface CachePolicy {
  readonly forwarding: Forwarding;
  readonly gzip: boolean;
  readonly brotli: boolean;
}

const forwardsNothing: Forwarding = { headers: nothing, cookies: nothing, query: nothing };

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
export const managedCachePolicies: Readonly<Record<string, CachePolicy>> = {
  // CachingOptimized
  '658327ea-f89d-4fab-a63d-7e88639e58f6': { forwarding: forwardsNothing, gzip: true, brotli: true },
  // CachingOptimizedForUncompressedObjects
  'b2884449-e4de-46a7-ac36-70bc7f1ddd6d': { forwarding: forwardsNothing, gzip: false, brotli: false },
  // CachingDisabled
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad': { forwarding: forwardsNothing, gzip: false, brotli: false },
};
