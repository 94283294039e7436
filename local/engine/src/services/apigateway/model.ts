import { createHash } from 'node:crypto';
import type { ValidateFunction } from 'ajv';
import { AwsError } from '../../aws-error.ts';
import type { TokenBucket } from '../../kit/token-bucket.ts';
import type { Integration } from './integration.ts';

/** A method of a resource, as provisioned. */
export interface Method {
  /** `ANY` or an HTTP method. */
  readonly httpMethod: string;
  readonly authorizerId?: string;
  /** With scopes, the authorizer wants an access token that has one of them. */
  readonly scopes: readonly string[];
  readonly validatorId?: string;
  /** Model name by content type. */
  readonly models: Readonly<Record<string, string>>;
  /** Of parameters such as `method.request.header.X`, those that a request must have. */
  readonly requiredParameters: readonly string[];
  readonly integration: Integration;
}

/** A resource of an API: one node of the tree of its paths. */
export interface ApiResource {
  readonly id: string;
  /** `/orders/{orderId}` */
  readonly path: string;
  readonly methods: Map<string, Method>;
  readonly statics: Map<string, ApiResource>;
  parameter?: { readonly name: string; readonly resource: ApiResource };
  /** `{proxy+}` */
  greedy?: { readonly name: string; readonly resource: ApiResource };
}

/** A COGNITO_USER_POOLS authorizer. */
interface Authorizer {
  readonly poolArns: readonly string[];
  /** Of the header that carries the token, in lower case. */
  readonly header: string;
  readonly expression?: RegExp;
}

/** A gateway response as the template customises it. */
export interface GatewayResponse {
  readonly status?: number;
  /** Header expressions by header name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Body templates by content type. */
  readonly templates: Readonly<Record<string, string>>;
}

/** A deployed stage. */
export interface Stage {
  readonly name: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** The rate limit of a method, if it has one. */
  throttleOf(resource: ApiResource, httpMethod: string): TokenBucket | undefined;
}

/** A REST API, as provisioned. */
export interface RestApi {
  readonly id: string;
  readonly name: string;
  /** In milliseconds since the epoch. */
  readonly createdAt: number;
  readonly binaryMediaTypes: readonly string[];
  readonly root: ApiResource;
  readonly resources: Map<string, ApiResource>;
  readonly models: Map<string, ValidateFunction>;
  readonly validators: Map<string, { readonly body: boolean; readonly parameters: boolean }>;
  readonly authorizers: Map<string, Authorizer>;
  readonly gatewayResponses: Map<string, GatewayResponse>;
  readonly stages: Map<string, Stage>;
}

/** The REST APIs of the template. */
export interface RestApis {
  add(api: RestApi): void;
  /** Throws NotFoundException. */
  get(id: string): RestApi;
  all(): readonly RestApi[];
  /** Settings of the account: the role by which APIs write logs. */
  readonly account: { cloudWatchRoleArn?: string | undefined };
}

export const createRestApis = (): RestApis => {
  const apis = new Map<string, RestApi>();
  return {
    add: (api) => void apis.set(api.id, api),
    get: (id) => {
      const api = apis.get(id);
      if (!api) throw new AwsError('NotFoundException', 'Invalid API identifier specified', 404);
      return api;
    },
    all: () => [...apis.values()],
    account: {},
  };
};

export const newResource = (id: string, path: string): ApiResource => ({
  id,
  path,
  methods: new Map(),
  statics: new Map(),
});

/** An id as API Gateway makes them (lower-case letters and digits), always the same for the same seed. */
export const stableId = (seed: string, length: number): string =>
  [...createHash('sha256').update(seed).digest()]
    .slice(0, length)
    .map((byte) => (byte % 36).toString(36))
    .join('');
