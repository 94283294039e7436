import { AwsError } from '../../../src/aws-error.ts';
import { type Clock, systemClock } from '../../../src/kit/clock.ts';
import type { TokenChecks } from '../../../src/kit/token-checks.ts';
import type { Engine, HttpRequest, HttpResponse } from '../../../src/service.ts';
import { createApiGateway, createApiLookup } from '../../../src/services/apigateway/index.ts';
import { createRestApis } from '../../../src/services/apigateway/model.ts';

/** What the fake Lambda saw. */
interface Invocation {
  readonly caller: Parameters<Engine['call']>[0];
  readonly functionName: string;
  readonly event: Record<string, unknown>;
}

export interface Options {
  /** What Lambda answers; by default an empty proxy response. */
  readonly lambda?: (invocation: Invocation) => unknown;
  readonly checks?: TokenChecks;
  readonly clock?: Clock;
}

const noChecks: TokenChecks = {
  idToken: async () => ({ outcome: 'invalid' }),
  accessToken: async () => ({ outcome: 'invalid' }),
};

/** An API Gateway over a fake engine: resources go in as CDK writes them with intrinsics resolved, requests go in by hand. */
const createGateway = ({
  lambda = () => proxy({ statusCode: 200 }),
  checks = noChecks,
  clock = systemClock,
}: Options = {}) => {
  const invocations: Invocation[] = [];
  const logged: string[] = [];
  const unsupported = (): never => {
    throw new Error('the gateway has no business with this');
  };
  const engine: Engine = {
    accountId: '000000000000',
    region: 'us-east-1',
    store: {
      schema: unsupported,
      run: unsupported,
      get: unsupported,
      all: unsupported,
      transaction: unsupported,
      close: unsupported,
    },
    dataDir: '',
    now: clock.now,
    clock,
    call: (async (caller: Invocation['caller'], service: string, operation: string, input: Record<string, string>) => {
      if (`${service}:${operation}` !== 'lambda:Invoke') throw new AwsError('UnknownOperationException', operation);
      const invocation = { caller, functionName: input.FunctionName ?? '', event: JSON.parse(input.Payload ?? '') };
      invocations.push(invocation);
      return lambda(invocation);
    }) as Engine['call'],
    assumeRole: unsupported,
    authorize: unsupported,
    useKey: unsupported,
    issueCredentials: unsupported,
    connect: unsupported,
    awsOrigin: unsupported,
    siteOrigin: unsupported,
    mapHost: () => {},
    localOrigin: () => undefined,
    mount: () => {},
    log: (_source, line) => void logged.push(line),
    count: () => {},
  };
  const apis = createRestApis();
  const service = createApiGateway(engine, apis, checks);
  const lookup = createApiLookup(engine, apis, checks);
  const provision = async (type: string, logicalId: string, properties: Record<string, unknown>) => {
    const resourceType = service.resourceTypes?.[`AWS::ApiGateway::${type}`];
    if (!resourceType) throw new Error(`no resource type ${type}`);
    return resourceType.provision(resourceType.properties.parse(properties), {
      logicalId,
      type: `AWS::ApiGateway::${type}`,
      stackName: 'Test',
      stackId: 'arn:aws:cloudformation:us-east-1:000000000000:stack/Test/1',
      generatedName: () => `Test-${logicalId}`,
      assetFolder: unsupported,
    });
  };
  return { engine, service, lookup, provision, invocations, logged };
};

/** The answer of a function that returned this. */
export const proxy = (returned: unknown) => ({ StatusCode: 200, Payload: JSON.stringify(returned) });

/** An API with the stage `api`; `path` is made of resources as they are needed. */
export const createApi = async (options: Options = {}) => {
  const gateway = createGateway(options);
  const api = await gateway.provision('RestApi', 'Api', { Name: 'Orders' });
  const RestApiId = api.ref;
  const ids = new Map<string, string>([['', String(api.attributes?.RootResourceId)]]);
  const resource = async (path: string): Promise<string> => {
    const known = ids.get(path);
    if (known) return known;
    const cut = path.lastIndexOf('/');
    const ParentId = await resource(path.slice(0, cut));
    const made = await gateway.provision('Resource', `Resource${path}`, {
      RestApiId,
      ParentId,
      PathPart: path.slice(cut + 1),
    });
    ids.set(path, made.ref);
    return made.ref;
  };
  const method = async (httpMethod: string, path: string, properties: Record<string, unknown> = {}) =>
    gateway.provision('Method', `${httpMethod}${path}`, {
      RestApiId,
      ResourceId: await resource(path.replace(/\/$/, '')),
      HttpMethod: httpMethod,
      AuthorizationType: 'NONE',
      Integration: {
        Type: 'AWS_PROXY',
        IntegrationHttpMethod: 'POST',
        Uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:orders/invocations',
      },
      ...properties,
    });
  const stage = (properties: Record<string, unknown> = {}) =>
    gateway.provision('Stage', 'Stage', { RestApiId, StageName: 'api', ...properties });
  const send = async (
    httpMethod: string,
    target: string,
    request: Partial<HttpRequest> = {},
  ): Promise<HttpResponse> => {
    const handler = gateway.lookup(`${RestApiId}.execute-api.us-east-1.amazonaws.com`);
    if (!handler) throw new Error('the API has no address');
    const [path = '', query = ''] = target.split('?');
    const plain = {
      method: httpMethod,
      path: `/api${path}`,
      query: new URLSearchParams(query),
      headers: {},
      sourceIp: '127.0.0.1',
    };
    return handler({ ...plain, body: Buffer.alloc(0), ...request });
  };
  return {
    ...gateway,
    id: RestApiId,
    method,
    stage,
    send,
    make: (type: string, id: string, properties: Record<string, unknown>) =>
      gateway.provision(type, id, { RestApiId, ...properties }),
  };
};

export const json = (response: HttpResponse): Record<string, unknown> => JSON.parse(response.body.toString());
