import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../../src/client/sign-in.ts';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { poolTemplate, startPool } from '../cognito/pool.ts';

const api = (type: string, properties: object) => ({
  Type: `AWS::ApiGateway::${type}`,
  Properties: { RestApiId: { Ref: 'Api' }, ...properties },
});
const permission = (fn: string, path: string) => ({
  Type: 'AWS::Lambda::Permission',
  Properties: {
    Action: 'lambda:InvokeFunction',
    FunctionName: { 'Fn::GetAtt': [fn, 'Arn'] },
    Principal: 'apigateway.amazonaws.com',
    SourceArn: {
      'Fn::Join': ['', ['arn:aws:execute-api:us-east-1:000000000000:', { Ref: 'Api' }, '/', { Ref: 'Stage' }, path]],
    },
  },
});
const proxyTo = (fn: string) => ({
  Type: 'AWS_PROXY',
  IntegrationHttpMethod: 'POST',
  Uri: {
    'Fn::Join': [
      '',
      ['arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/', { 'Fn::GetAtt': [fn, 'Arn'] }, '/invocations'],
    ],
  },
});
const fn = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Code: { S3Bucket: 'assets', S3Key: 'echo.zip' },
  },
};
const CODE = `exports.handler = async (event) => ({
  statusCode: 200, headers: { 'x-from': 'function' }, body: JSON.stringify(event) });`;

const template = {
  Resources: {
    ...poolTemplate.Resources,
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
        },
      },
    },
    Echo: fn,
    Closed: fn,
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Orders' } },
    Orders: api('Resource', { ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart: 'orders' }),
    Order: api('Resource', { ParentId: { Ref: 'Orders' }, PathPart: '{orderId}' }),
    Auth: api('Authorizer', {
      Type: 'COGNITO_USER_POOLS',
      IdentitySource: 'method.request.header.Authorization',
      ProviderARNs: [{ 'Fn::GetAtt': ['Pool', 'Arn'] }],
    }),
    GetOrder: api('Method', {
      HttpMethod: 'GET',
      ResourceId: { Ref: 'Order' },
      AuthorizationType: 'COGNITO_USER_POOLS',
      AuthorizerId: { Ref: 'Auth' },
      Integration: proxyTo('Echo'),
    }),
    PostOrder: api('Method', { HttpMethod: 'POST', ResourceId: { Ref: 'Orders' }, Integration: proxyTo('Echo') }),
    PutOrder: api('Method', { HttpMethod: 'PUT', ResourceId: { Ref: 'Orders' }, Integration: proxyTo('Closed') }),
    Stage: api('Stage', { StageName: 'api' }),
    MayGet: permission('Echo', '/GET/orders/*'),
    MayPost: permission('Echo', '/POST/orders'),
  },
  Outputs: {
    ...poolTemplate.Outputs,
    ApiUrl: {
      Value: {
        'Fn::Join': ['', ['https://', { Ref: 'Api' }, '.execute-api.us-east-1.amazonaws.com/', { Ref: 'Stage' }, '/']],
      },
    },
  },
};

let pool: Awaited<ReturnType<typeof startPool>>;
beforeAll(async () => {
  pool = await startPool({ assembly: writeAssembly(template, { echo: { 'index.js': CODE } }) });
});
afterAll(() => pool.dispose());

describe('a function behind the API', () => {
  it('learns who calls from the claims, all of them strings', async () => {
    const { idToken } = await signIn(pool.credentials);
    const response = await fetch(`${pool.outputs.ApiUrl}orders/7K3M?cursor=a`, { headers: { authorization: idToken } });
    const event = (await response.json()) as { requestContext: { authorizer: { claims: object } } };
    expect(response.headers.get('x-from')).toBe('function');
    expect(event).toMatchObject({
      path: '/orders/7K3M',
      pathParameters: { orderId: '7K3M' },
      queryStringParameters: { cursor: 'a' },
      requestContext: { path: '/api/orders/7K3M', identity: { sourceIp: expect.stringContaining('127.0.0.1') } },
    });
    expect(event.requestContext.authorizer.claims).toMatchObject({
      sub: expect.any(String),
      email: 'ada@example.com',
      email_verified: 'true',
      'cognito:groups': 'support',
      token_use: 'id',
      auth_time: expect.stringMatching(/^\d+$/),
      exp: expect.stringMatching(/^[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d UTC \d{4}$/),
    });
  });

  it('receives a body as text', async () => {
    const response = await fetch(`${pool.outputs.ApiUrl}orders`, { method: 'POST', body: '{"a":"é"}' });
    expect(await response.json()).toMatchObject({ body: '{"a":"é"}', isBase64Encoded: false });
  });

  it('whose policy does not admit the API is a configuration error', async () => {
    const response = await fetch(`${pool.outputs.ApiUrl}orders`, { method: 'PUT', body: '{}' });
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal server error' }]);
  });

  it.each([11, 13])('is out of reach for a body of %i MB', async (megabytes) => {
    const body = Buffer.alloc(megabytes * 1024 * 1024);
    const response = await fetch(`${pool.outputs.ApiUrl}orders`, { method: 'POST', body });
    expect([response.status, await response.json()]).toEqual([413, { message: 'Request Too Long' }]);
  });
});
