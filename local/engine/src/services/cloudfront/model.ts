import type { HttpRequest, HttpResponse } from '../../service.ts';
import type { EdgeFunction } from './function/runtime.ts';
import type { CachePolicy } from './policies/cache-policy.ts';
import type { Forwarding } from './policies/forwarding.ts';
import type { HeadersPolicy } from './policies/headers-policy.ts';

/** Where a behaviour's requests go. */
export type Origin = BucketOrigin | ApiOrigin;

interface OriginBase {
  /** Put before the path of each request; '' or `/folder`. */
  readonly path: string;
}

export interface BucketOrigin extends OriginBase {
  readonly kind: 'bucket';
  readonly bucket: string;
  /** Whether requests carry the distribution's signature; a bucket that admits only that refuses the others. */
  readonly signed: boolean;
}

export interface ApiOrigin extends OriginBase {
  readonly kind: 'api';
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What becomes of the requests to some paths. */
export interface Behaviour {
  /** Undefined for the default behaviour, which takes what no other does. */
  readonly pattern?: RegExp;
  readonly origin: Origin;
  readonly methods: ReadonlySet<string>;
  readonly compress: boolean;
  readonly cachePolicy: CachePolicy;
  /** Beside what the cache policy forwards. */
  readonly originRequestPolicy?: Forwarding;
  readonly headersPolicy?: HeadersPolicy;
  readonly viewerRequest?: EdgeFunction;
}

/** What is sent in the place of an origin's error. */
export interface CustomError {
  readonly page?: string;
  readonly status?: number;
}

export interface Distribution {
  readonly id: string;
  readonly arn: string;
  readonly domain: string;
  /** Without a leading slash; '' for none. */
  readonly defaultRootObject: string;
  /** In order; the default behaviour is the last. */
  readonly behaviours: readonly Behaviour[];
  readonly customErrors: ReadonlyMap<number, CustomError>;
}

/** Finds the REST API of a host, to be asked in this process. */
export type ApiLookup = (host: string) => ((request: HttpRequest) => Promise<HttpResponse>) | undefined;

/** The CloudFront resources of a template, by what refers to them. */
export interface Registry {
  readonly accessControls: Map<string, { readonly signs: boolean }>;
  readonly cachePolicies: Map<string, CachePolicy>;
  readonly originRequestPolicies: Map<string, Forwarding>;
  readonly headersPolicies: Map<string, HeadersPolicy>;
  readonly functions: Map<string, EdgeFunction>;
  distribution?: Distribution;
}
