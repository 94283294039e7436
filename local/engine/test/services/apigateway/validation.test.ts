import { describe, expect, it } from 'vitest';
import { createApi, json } from './harness.ts';

const schema = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  type: 'object',
  required: ['customerName', 'items'],
  additionalProperties: false,
  properties: {
    customerName: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[^<]*$' },
    items: {
      type: 'array',
      minItems: 1,
      maxItems: 2,
      items: { type: 'object', properties: { quantity: { type: 'integer', minimum: 1, maximum: 99 } } },
    },
    currency: { enum: ['EUR', 'USD'] },
    size: { anyOf: [{ type: 'string' }, { type: 'object', required: ['cm'] }] },
  },
};

const TEMPLATE =
  '{"code":"invalid-request","detail":"$context.error.validationErrorString","message":$context.error.messageString}';

const validated = async (models: Record<string, string> = { $default: 'Order' }, model: unknown = schema) => {
  const api = await createApi();
  await api.make('Model', 'Order', { ContentType: '$default', Name: 'Order', Schema: model });
  const { ref } = await api.make('RequestValidator', 'V', {
    ValidateRequestBody: true,
    ValidateRequestParameters: 'true',
  });
  await api.make('GatewayResponse', 'R', {
    ResponseType: 'BAD_REQUEST_BODY',
    StatusCode: '400',
    ResponseTemplates: { 'application/problem+json': TEMPLATE },
  });
  await api.method('POST', '/orders', {
    RequestValidatorId: ref,
    RequestModels: models,
    RequestParameters: { 'method.request.header.X-Needed': true, 'method.request.querystring.q': false },
  });
  await api.stage();
  return {
    ...api,
    post: (body: string, headers: Record<string, string> = {}) =>
      api.send('POST', '/orders', { body: Buffer.from(body), headers: { 'x-needed': '1', ...headers } }),
  };
};

describe('a request validator', () => {
  it('lets a right body pass', async () => {
    const api = await validated();
    expect((await api.post('{"customerName":"John","items":[{"quantity":1}]}')).status).toBe(200);
    expect(api.invocations).toHaveLength(1);
  });

  it('takes a schema that is a JSON string', async () => {
    const api = await validated(undefined, JSON.stringify(schema));
    expect((await api.post('{}')).status).toBe(400);
  });

  it.each([
    ['{}', '[object has missing required properties (["customerName","items"])]'],
    ['[]', '[instance type (array) does not match any allowed primitive type (allowed: ["object"])]'],
    ['null', '[instance type (null) does not match any allowed primitive type (allowed: ["object"])]'],
    ['{"customerName":"","items":[{}]}', '[string "" is too short (length: 0, required minimum: 1)]'],
    ['{"customerName":"<b>","items":[{}]}', '[ECMA 262 regex "^[^<]*$" does not match input string "<b>"]'],
    [
      '{"customerName":1,"items":[{}]}',
      '[instance type (integer) does not match any allowed primitive type (allowed: ["string"])]',
    ],
    [
      '{"customerName":"a","items":[]}',
      '[array is too short: must have at least 1 elements but instance has 0 elements]',
    ],
    [
      '{"customerName":"a","items":[{},{},{}]}',
      '[array is too long: must have at most 2 elements but instance has 3 elements]',
    ],
    [
      '{"customerName":"a","items":[{"quantity":0}]}',
      '[numeric instance is lower than the required minimum (minimum: 1, found: 0)]',
    ],
    [
      '{"customerName":"a","items":[{"quantity":1e400}]}',
      '[instance type (number) does not match any allowed primitive type (allowed: ["integer"])]',
    ],
    [
      '{"customerName":"a","items":[{"quantity":1.5}]}',
      '[instance type (number) does not match any allowed primitive type (allowed: ["integer"])]',
    ],
    [
      '{"customerName":"a","items":[{}],"x":1}',
      '[object instance has properties which are not allowed by the schema: ["x"]]',
    ],
    [
      '{"customerName":"a","items":[{}],"__proto__":1}',
      '[object instance has properties which are not allowed by the schema: ["__proto__"]]',
    ],
    [
      '{"customerName":"a","items":[{}],"toString":1}',
      '[object instance has properties which are not allowed by the schema: ["toString"]]',
    ],
    [
      '{"customerName":"a","items":[{}],"currency":"X"}',
      '[instance value ("X") not found in enum (possible values: ["EUR","USD"])]',
    ],
    ['{"customerName":"a","items":[{}],"size":{}}', '[instance failed to match at least one required schema among 2]'],
    ['{"customerName":', '[body is not JSON]'],
    ['\u0000', '[body is not JSON]'],
    ['', '[body is missing]'],
  ])('refuses %s', async (body, detail) => {
    const api = await validated();
    const response = await api.post(body);
    expect(response.status).toBe(400);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(json(response)).toEqual({ code: 'invalid-request', detail, message: 'Invalid request body' });
    expect(api.invocations).toEqual([]);
  });

  it.each([
    ['300 KB of an unknown key', `{"customerName":"a","items":[{}],"${'k'.repeat(300_000)}":1}`],
    ['100,000 wrong items', `{"customerName":"a","items":[${'1,'.repeat(99_999)}1]}`],
    ['100,000 nested lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('answers %s briefly', async (_what, body) => {
    const response = await (await validated()).post(body);
    expect(response.status).toBe(400);
    expect(response.body.length).toBeLessThan(500);
  });

  it('chooses the model by content type', async () => {
    const api = await validated({ 'application/json': 'Order' });
    expect((await api.post('{}', { 'content-type': 'application/json; charset=utf-8' })).status).toBe(400);
    expect((await api.post('{}')).status).toBe(400);
    expect((await api.post('{}', { 'content-type': 'text/plain' })).status).toBe(200);
  });

  it('with the model as $default lets no content type skip it', async () => {
    const api = await validated();
    expect((await api.post('{}', { 'content-type': 'text/plain' })).status).toBe(400);
    expect((await api.post('{}', { 'content-type': '__proto__' })).status).toBe(400);
  });

  it('refuses a request without a required parameter', async () => {
    const api = await validated();
    const response = await api.send('POST', '/orders', { body: Buffer.from('{}') });
    expect(response.status).toBe(400);
    expect(json(response)).toEqual({ message: 'Missing required request parameters: [X-Needed]' });
  });

  it('refuses more than 10 MB', async () => {
    const api = await createApi();
    await api.method('POST', '/orders');
    await api.stage();
    const response = await api.send('POST', '/orders', { body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect([response.status, json(response)]).toEqual([413, { message: 'Request Too Long' }]);
  });
});
