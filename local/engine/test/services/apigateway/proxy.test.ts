import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../src/aws-error.ts';
import { createApi, json, proxy } from './harness.ts';

const withFunction = async (
  lambda: NonNullable<Parameters<typeof createApi>[0]>['lambda'],
  integration: object = {},
) => {
  const api = await createApi({ ...(lambda && { lambda }) });
  await api.method('POST', '/orders/{orderId}', {
    Integration: {
      Type: 'AWS_PROXY',
      Uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:orders/invocations',
      ...integration,
    },
  });
  await api.stage({ Variables: { colour: 'blue' } });
  return api;
};

describe('the event that a function receives', () => {
  it('has every member of the proxy format', async () => {
    const api = await withFunction(undefined);
    await api.send('POST', '/orders/7K3M?a=1&a=2&b=x%20y&__proto__=1', {
      headers: { 'content-type': 'application/json', 'user-agent': 'curl/8', host: 'localhost:3000', 'x-thing': 'v' },
      body: Buffer.from('{"é":1}'),
    });
    const { event, functionName, caller } = api.invocations[0] ?? {};
    expect(functionName).toBe('arn:aws:lambda:us-east-1:000000000000:function:orders');
    expect(caller).toMatchObject({
      kind: 'service',
      principal: 'apigateway.amazonaws.com',
      sourceArn: `arn:aws:execute-api:us-east-1:000000000000:${api.id}/api/POST/orders/{orderId}`,
    });
    expect(event).toEqual({
      resource: '/orders/{orderId}',
      path: '/orders/7K3M',
      httpMethod: 'POST',
      headers: {
        'content-type': 'application/json',
        'User-Agent': 'curl/8',
        Host: 'localhost:3000',
        'x-thing': 'v',
        'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
        'X-Forwarded-For': '127.0.0.1',
        'X-Forwarded-Port': '443',
        'X-Forwarded-Proto': 'https',
      },
      multiValueHeaders: expect.objectContaining({ 'x-thing': ['v'], Host: ['localhost:3000'] }),
      queryStringParameters: Object.fromEntries([
        ['a', '2'],
        ['b', 'x y'],
        ['__proto__', '1'],
      ]),
      multiValueQueryStringParameters: Object.fromEntries([
        ['a', ['1', '2']],
        ['b', ['x y']],
        ['__proto__', ['1']],
      ]),
      pathParameters: { orderId: '7K3M' },
      stageVariables: { colour: 'blue' },
      requestContext: expect.objectContaining({
        accountId: '000000000000',
        apiId: api.id,
        domainName: `${api.id}.execute-api.us-east-1.amazonaws.com`,
        extendedRequestId: expect.any(String),
        httpMethod: 'POST',
        identity: expect.objectContaining({ sourceIp: '127.0.0.1', userAgent: 'curl/8' }),
        path: '/api/orders/7K3M',
        protocol: 'HTTP/1.1',
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        requestTimeEpoch: expect.any(Number),
        resourceId: expect.any(String),
        resourcePath: '/orders/{orderId}',
        stage: 'api',
      }),
      body: '{"é":1}',
      isBase64Encoded: false,
    });
  });

  it('has null where there is nothing', async () => {
    const api = await withFunction(undefined);
    await api.send('POST', '/orders/1');
    expect(api.invocations[0]?.event).toMatchObject({
      body: null,
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
    });
  });
});

describe('what a function returns', () => {
  it('becomes the response', async () => {
    const api = await withFunction(() =>
      proxy({
        statusCode: '202',
        headers: { 'X-One': 1, Location: '/x' },
        multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
        body: 'hi',
      }),
    );
    const response = await api.send('POST', '/orders/1');
    expect(response).toMatchObject({
      status: 202,
      body: 'hi',
      headers: { 'x-one': '1', location: '/x', 'set-cookie': ['a=1', 'b=2'], 'content-type': 'application/json' },
    });
    expect(response.headers['x-amzn-requestid']).toBeTruthy();
  });

  it('cannot set the headers of the connection', async () => {
    const api = await withFunction(() =>
      proxy({ statusCode: 200, headers: { 'Content-Length': '999', Connection: 'close' } }),
    );
    expect((await api.send('POST', '/orders/1')).headers).not.toHaveProperty('content-length');
  });

  it.each([
    ['a string', '"hello"'],
    ['nothing', ''],
    ['null', 'null'],
    ['an unknown member', '{"statusCode":200,"extra":1}'],
    ['a status that is none', '{"statusCode":"abc"}'],
    ['a status out of range', '{"statusCode":99}'],
    ['a body that is an object', '{"statusCode":200,"body":{}}'],
    ['a header with a line break', '{"statusCode":200,"headers":{"x":"a\\r\\nb: c"}}'],
    ['a header whose name is none', '{"statusCode":200,"headers":{"a b":"c"}}'],
  ])('is a 502 when it is %s', async (_what, Payload) => {
    const response = await (await withFunction(() => ({ StatusCode: 200, Payload }))).send('POST', '/orders/1');
    expect(response.status).toBe(502);
    expect(json(response)).toEqual({ message: 'Internal server error' });
  });

  it('is a 502 when the function failed', async () => {
    const failed = { StatusCode: 200, FunctionError: 'Unhandled', Payload: '{"errorMessage":"secret"}' };
    const response = await (await withFunction(() => failed)).send('POST', '/orders/1');
    expect(response.status).toBe(502);
    expect(response.body).not.toContain('secret');
  });

  it.each([
    ['AccessDeniedException', 500],
    ['ResourceNotFoundException', 500],
    ['TooManyRequestsException', 500],
    ['RequestTooLargeException', 413],
  ])('%s of Lambda is a %i', async (code, status) => {
    const api = await withFunction(() => {
      throw new AwsError(code, 'no');
    });
    expect((await api.send('POST', '/orders/1')).status).toBe(status);
  });

  it('is a 504 when it comes too late', async () => {
    const api = await withFunction(() => new Promise(() => {}), { TimeoutInMillis: 50 });
    const response = await api.send('POST', '/orders/1');
    expect(response.status).toBe(504);
    expect(json(response)).toEqual({ message: 'Endpoint request timed out' });
  });

  it('is a 500 without internals when the engine itself fails', async () => {
    const api = await withFunction(() => {
      throw new Error('secret');
    });
    const response = await api.send('POST', '/orders/1');
    expect([response.status, json(response)]).toEqual([500, { message: 'Internal server error' }]);
    expect(api.logged.join()).toContain('secret');
  });
});
