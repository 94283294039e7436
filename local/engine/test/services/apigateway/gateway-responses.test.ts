import { describe, expect, it } from 'vitest';
import { createApi, json } from './harness.ts';

const preflight = {
  AuthorizationType: 'NONE',
  Integration: {
    Type: 'MOCK',
    RequestTemplates: { 'application/json': '{ statusCode: 200 }' },
    IntegrationResponses: [
      {
        StatusCode: '204',
        ResponseParameters: {
          'method.response.header.Access-Control-Allow-Headers': "'Content-Type,Authorization'",
          'method.response.header.Access-Control-Allow-Origin': "'https://one.example'",
          'method.response.header.Vary': "'Origin'",
        },
        ResponseTemplates: {
          'application/json':
            '#set($origin = $input.params().header.get("Origin"))\n#if($origin == "")\n  #set($origin = $input.params().header.get("origin"))\n#end\n#if($origin == "https://two.example")\n  #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)\n#end',
        },
      },
    ],
  },
};

describe('gateway responses', () => {
  it('take status, headers and body from the template of their type', async () => {
    const api = await createApi();
    await api.make('GatewayResponse', 'R', {
      ResponseType: 'MISSING_AUTHENTICATION_TOKEN',
      StatusCode: 404,
      ResponseParameters: {
        'gatewayresponse.header.Cache-Control': "'no-store'",
        'gatewayresponse.header.X-Id': 'context.requestId',
        'gatewayresponse.header.X-Echo': 'method.request.header.X-Sent',
      },
      ResponseTemplates: {
        'application/problem+json':
          '{"code":"not-found","detail":$context.error.messageString,"type":"$context.error.responseType","id":"$context.requestId","path":"$context.path","no":"$context.nothing.here"}',
      },
    });
    await api.method('GET', '/orders');
    await api.stage();
    const response = await api.send('GET', '/other', { headers: { 'x-sent': 'yes' } });
    expect(response.status).toBe(404);
    expect(response.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-echo': 'yes',
      'x-amzn-errortype': 'MissingAuthenticationTokenException',
    });
    const id = response.headers['x-amzn-requestid'];
    expect(response.headers['x-id']).toBe(id);
    expect(json(response)).toEqual({
      code: 'not-found',
      detail: 'Missing Authentication Token',
      type: 'MISSING_AUTHENTICATION_TOKEN',
      id,
      path: '/api/other',
      no: '',
    });
  });

  it('fall back to the default of their class and keep their own status', async () => {
    const api = await createApi({ lambda: () => ({ StatusCode: 200, Payload: 'x' }) });
    await api.make('GatewayResponse', 'R4', {
      ResponseType: 'DEFAULT_4XX',
      ResponseTemplates: { 'application/json': '{"code":4}' },
    });
    await api.make('GatewayResponse', 'R5', {
      ResponseType: 'DEFAULT_5XX',
      ResponseTemplates: { 'application/json': '{"code":5}' },
    });
    await api.method('GET', '/orders');
    await api.stage();
    const missing = await api.send('GET', '/other');
    expect([missing.status, json(missing)]).toEqual([403, { code: 4 }]);
    const broken = await api.send('GET', '/orders');
    expect([broken.status, json(broken)]).toEqual([502, { code: 5 }]);
  });
});

describe('MOCK integrations', () => {
  it("answer CDK's preflight, echoing only the origins it allows", async () => {
    const api = await createApi();
    await api.method('OPTIONS', '/orders', preflight);
    await api.stage();
    const from = async (origin: string) => (await api.send('OPTIONS', '/orders', { headers: { origin } })).headers;
    expect(await from('https://two.example')).toMatchObject({
      'access-control-allow-origin': 'https://two.example',
      vary: 'Origin',
    });
    expect(await from('https://evil.example')).toMatchObject({ 'access-control-allow-origin': 'https://one.example' });
    expect((await api.send('OPTIONS', '/orders')).status).toBe(204);
  });

  it('refuse at start a mapping template that is not known', async () => {
    const api = await createApi();
    const unknown = {
      Integration: {
        Type: 'MOCK',
        IntegrationResponses: [{ StatusCode: '200', ResponseTemplates: { 'application/json': '#set($x = 1)' } }],
      },
    };
    await expect(api.method('GET', '/orders', unknown)).rejects.toThrow(
      'mapping templates with directives are not emulated',
    );
  });
});

describe('what is not emulated is an error at start', () => {
  it.each([
    ['Method', { HttpMethod: 'GET', ResourceId: 'r', AuthorizationType: 'AWS_IAM', Integration: { Type: 'MOCK' } }],
    ['Method', { HttpMethod: 'GET', ResourceId: 'r', ApiKeyRequired: true, Integration: { Type: 'MOCK' } }],
    ['Authorizer', { Type: 'TOKEN', IdentitySource: 'method.request.header.Authorization', ProviderARNs: [] }],
    ['RestApi', { Name: 'x', Policy: {} }],
    ['Stage', { StageName: 's', CanarySetting: {} }],
  ])('%s %o', async (type, properties) => {
    const api = await createApi();
    await expect(api.make(type, 'X', properties)).rejects.toThrow();
  });
});
