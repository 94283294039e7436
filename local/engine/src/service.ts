import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';
import type * as z from 'zod';
import type { AwsError } from './aws-error.ts';
import type { Clock } from './kit/clock.ts';
import type { QueryModel } from './protocols/query-model.ts';
import type { Store } from './store.ts';

/** Who makes a call. An access key the engine did not issue is the operator: whoever sits at this machine. */
export type Caller =
  | { readonly kind: 'operator'; readonly arn: string }
  | {
      readonly kind: 'role';
      readonly arn: string;
      readonly roleArn: string;
      /** Of the function whose credentials these are: `lambda:SourceFunctionArn`. */
      readonly functionArn?: string;
    }
  | { readonly kind: 'service'; readonly arn: string; readonly principal: string; readonly sourceArn: string };

/** What every operation learns of the call beside its input. */
export interface Call {
  readonly caller: Caller;
  readonly requestId: string;
  /** Aborted when the client has gone; a long poll must not hand messages to nobody. */
  readonly signal: AbortSignal;
  /** How a client outside reached the AWS endpoint, `http://localhost:4566`: addresses that it is given stand on it. */
  readonly origin?: string;
}

/** One permission that an operation needs; `context` holds values of IAM condition keys. */
export interface Access {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** A use of a KMS key that a service makes for a caller, with the caller's permissions.
 * https://docs.aws.amazon.com/kms/latest/developerguide/service-integration.html */
export interface KeyUse {
  readonly action: 'GenerateDataKey' | 'Encrypt' | 'Decrypt' | 'CreateGrant';
  /** Id, ARN or alias. */
  readonly keyId: string;
  /** For `kms:ViaService`: `sqs`. */
  readonly service: string;
  readonly encryptionContext: Readonly<Record<string, string>>;
  readonly context?: Access['context'];
}

/** One operation of a service's API. */
export interface Operation<I = unknown, O = unknown> {
  readonly input: z.ZodType<I>;
  /** The permissions it needs; an empty list where AWS asks for none. */
  access(input: I, call: Call): readonly Access[];
  /** The uses of keys that it needs, where what it works on is encrypted. */
  keys?(input: I): readonly KeyUse[];
  run(input: I, call: Call): O | Promise<O>;
}

/** Types an operation by its input schema. */
export const operation = <I, O>(definition: Operation<I, O>): Operation<I, O> => definition;

/** A plain HTTP request, its body read whole. */
export interface HttpRequest {
  readonly method: string;
  /** Undecoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
}

/** A plain HTTP response. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

/** One route of a rest-json or rest-xml service; `{Name}` in the path becomes a member of the input. */
export interface RestRoute {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly path: string;
  readonly operation: string;
  /** How the request becomes the input; by default path parameters, query and JSON body, merged. */
  read?(request: HttpRequest, parameters: Readonly<Record<string, string>>): unknown;
  /** How the output becomes the response; by default 200 with JSON. */
  write?(output: unknown): HttpResponse;
}

/** What a resource's provisioning may know beside its properties. */
export interface ResourceContext {
  readonly logicalId: string;
  readonly type: string;
  readonly stackName: string;
  readonly stackId: string;
  /** A name as CloudFormation generates one, always the same for the same logical id. */
  generatedName(maxLength?: number): string;
  /** The folder of the asset that was published under this object key. */
  assetFolder(objectKey: string): string;
  /** What this resource was when it was last provisioned from this data folder. */
  readonly previous?: {
    readonly ref: string;
    readonly attributes: Readonly<Record<string, unknown>>;
    readonly properties: string;
  };
}

/** What `Ref` and `Fn::GetAtt` give for a resource. */
export interface Provisioned {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** A CloudFormation resource type: provisioning is an upsert, run at every start. */
export interface ResourceType<P = unknown> {
  /** Strict: a property that is not listed is a clear error at start. List what has no effect here as `z.unknown()`. */
  readonly properties: z.ZodType<P>;
  provision(properties: P, resource: ResourceContext): Provisioned | Promise<Provisioned>;
  /** Called when the template no longer has the resource. */
  remove?(ref: string): void | Promise<void>;
}

/** Types a resource type by its properties schema. */
export const resourceType = <P>(definition: ResourceType<P>): ResourceType<P> => definition;

/** An IAM policy document, as in a template once its intrinsics are resolved. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: readonly PolicyStatement[] | PolicyStatement;
}
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What a service answers in another Region of the account, where nothing is. */
interface Elsewhere {
  /** Answers of operations that list. */
  readonly lists: Readonly<Record<string, unknown>>;
  /** The error of every operation that names something. */
  missing(input: Readonly<Record<string, unknown>>, region: string): AwsError;
  /** Operations that know no Regions. */
  readonly everywhere?: readonly string[];
}

/** An AWS service: its API and its resource types. */
export interface AwsService {
  /** Its SigV4 signing name: sqs, sns, states, lambda, dynamodb, ... */
  readonly name: string;
  readonly protocol: 'json' | 'query' | 'rest-json' | 'rest-xml';
  /** Of the X-Amz-Target header, for json services: `AmazonSQS`. */
  readonly targetPrefix?: string;
  readonly jsonVersion?: '1.0' | '1.1';
  /** For query services. */
  readonly xmlNamespace?: string;
  /** The code of its refusals, where it is not AccessDeniedException. */
  readonly accessDeniedCode?: string;
  /** The code of its refusal of an input that breaks a constraint, where it is not ValidationException. */
  readonly invalidInputCode?: string;
  /** Its refusal of an input without a member that it needs, where that has words of its own. */
  missingMember?(name: string): AwsError;
  /** What a refusal of KMS is in this service's words. */
  keyError?(error: AwsError): AwsError;
  /** Of KMS: throws where a caller may not use a key, or nobody can. */
  useKey?(caller: Caller, use: KeyUse): void;
  /** For json services that once spoke the query protocol: the code that the same error had there. */
  queryErrorCode?(code: string): string;
  /** For json services that answer in the query protocol too. */
  readonly queryModel?: QueryModel;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly routes?: readonly RestRoute[];
  readonly resourceTypes?: Readonly<Record<string, ResourceType>>;
  /** Absent where it is one service for all Regions. */
  readonly elsewhere?: Elsewhere;
  /** What `{{resolve:NAME:KEY}}` of a template stands for, NAME being this service's. Throws AwsError or EngineError. */
  dynamicReference?(key: string): string;
  /** The resource-based policy of one of its resources. */
  resourcePolicy?(arn: string): PolicyDocument | undefined;
  /** Called once everything is provisioned and both ports listen: resume what a stop interrupted. */
  start?(): void | Promise<void>;
  /** Called after resources were changed, added or removed in place. */
  updated?(): void | Promise<void>;
  /** Called first at a shutdown that is in no hurry: takes up nothing new, and resolves once what it had under way has ended. */
  rest?(): Promise<void>;
  /** Called at shutdown, before the store closes. */
  stop?(): void | Promise<void>;
}

/** Answers requests on one of the engine's two origins that are not AWS API calls (a login page, a REST API). */
export interface Mount {
  matches(method: string, path: string): boolean;
  handle(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Serves pages from their sources, where a distribution would serve them from a bucket. */
export interface Pages {
  /** Answers, or calls `next` for what was deployed. The response has the headers of the distribution's policy already. */
  handle(request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void): void;
  /** Takes a WebSocket of the pages' address over. */
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** What the engine gives every service. */
export interface Engine {
  readonly accountId: string;
  readonly region: string;
  readonly store: Store;
  /** The data folder; a service that keeps files makes a folder of its own in it. */
  readonly dataDir: string;
  /** Wall-clock milliseconds since the epoch: `clock.now()`. */
  now(): number;
  /** For rates, pauses and time-outs. */
  readonly clock: Clock;
  /** The folder of the bundles' source maps. */
  readonly sourceMaps?: string | undefined;
  /** Whether a debugger may hold functions for as long as somebody looks. */
  readonly debugging?: boolean | undefined;
  /** Answers for pages in the place of what was deployed. */
  readonly pages?: Pages | undefined;
  /** Makes a call as the gateway does for an outside client: checks the input, asks IAM, runs the operation. Throws AwsError. */
  call<O = unknown>(
    caller: Caller,
    service: string,
    operation: string,
    input: unknown,
    signal?: AbortSignal,
  ): Promise<O>;
  /** The caller that a role's credentials stand for; refused where the role's trust policy does not admit the service
   * (`lambda.amazonaws.com`) that acts for a resource. A role that is not in the template has no permission. */
  assumeRole(
    roleArn: string,
    sessionName: string,
    service?: { readonly principal: string; readonly sourceArn: string },
  ): Caller;
  /** Throws KMS's refusal where a caller may not use a key. */
  useKey(caller: Caller, use: KeyUse): void;
  /** Throws the refusal of the first permission that a caller lacks: what AWS checks beforehand, when it creates something. */
  authorize(caller: Caller, accesses: readonly Access[]): void;
  /** Credentials for a process that calls over HTTP (a function). */
  issueCredentials(roleArn: string, sessionName: string, functionArn?: string): Credentials;
  /** Opens a port on which a worker thread may send its requests to the AWS endpoint (runtime/engine-requests.mjs). */
  connect(): MessagePort;
  /** `http://127.0.0.1:4566`: known once listening. */
  awsOrigin(): string;
  /** `http://localhost:3000`: known once listening. */
  siteOrigin(): string;
  /** Makes `https://host` in resolved template values point to a local origin. */
  mapHost(host: string, origin: 'site' | 'aws'): void;
  /** The local origin that a host was mapped to. */
  localOrigin(host: string): string | undefined;
  mount(origin: 'site' | 'aws', mount: Mount): void;
  /** One line of a function's or a service's log. */
  log(source: string, line: string): void;
  /** Counts AWS billing units: `states.transition`, `lambda.invocation`, `sqs.request`, `sns.publish`, `dynamodb.wru`, ... */
  count(unit: string, amount?: number): void;
}
