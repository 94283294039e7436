import { describe, expect, it } from 'vitest';
import { createApi, json, proxy } from './harness.ts';

const shop = async () => {
  const api = await createApi({ lambda: ({ event }) => proxy({ statusCode: 200, body: JSON.stringify(event) }) });
  await api.method('GET', '/orders');
  await api.method('POST', '/orders');
  await api.method('GET', '/orders/{orderId}');
  await api.method('GET', '/orders/latest');
  await api.method('ANY', '/files/{proxy+}');
  await api.method('GET', '/files/{name}/info');
  await api.stage();
  return api;
};

describe('routes of a REST API', () => {
  it.each([
    ['GET', '/orders', '/orders', null],
    ['GET', '/orders/', '/orders', null],
    ['GET', '/orders/latest', '/orders/latest', null],
    ['GET', '/orders/7K3M', '/orders/{orderId}', { orderId: '7K3M' }],
    ['GET', '/orders/a%2Fb', '/orders/{orderId}', { orderId: 'a%2Fb' }],
    ['GET', '/orders/%', '/orders/{orderId}', { orderId: '%' }],
    ['GET', '/orders/%00', '/orders/{orderId}', { orderId: '%00' }],
    ['GET', '/orders/__proto__', '/orders/{orderId}', { orderId: '__proto__' }],
    ['PATCH', '/files/a/b/c', '/files/{proxy+}', { proxy: 'a/b/c' }],
    ['GET', '/files/a/info', '/files/{name}/info', { name: 'a' }],
    ['GET', '/files/a/other', '/files/{proxy+}', { proxy: 'a/other' }],
  ])('%s %s is for %s', async (method, path, resource, pathParameters) => {
    const response = await (await shop()).send(method, path);
    expect(response.status).toBe(200);
    expect(json(response)).toMatchObject({ resource, pathParameters });
  });

  it.each([
    ['GET', ''],
    ['GET', '/'],
    ['GET', '/nothing'],
    ['DELETE', '/orders'],
    ['GET', '/orders/1/2'],
    ['GET', '//orders'],
    ['GET', '/orders//'],
    ['GET', '/constructor'],
    ['GET', '/files'],
  ])('%s %s has no route: a missing authentication token, as API Gateway words it', async (method, path) => {
    const api = await shop();
    const response = await api.send(method, path);
    expect(response.status).toBe(403);
    expect(json(response)).toEqual({ message: 'Missing Authentication Token' });
    expect(response.headers).toMatchObject({ 'x-amzn-errortype': 'MissingAuthenticationTokenException' });
    expect(api.invocations).toEqual([]);
  });

  it('another stage is forbidden', async () => {
    const response = await (await shop()).send('GET', '/orders', { path: '/prod/orders' });
    expect(response.status).toBe(403);
    expect(json(response)).toEqual({ message: 'Forbidden' });
  });
});
