import { describe, expect, it } from 'vitest';
import { orderAcceptedSchema, problemSchema } from '../../../lambdas/core/contract/api.ts';
import { createGetOrder } from '../../../lambdas/core/order/get-order.ts';
import { createListOrders } from '../../../lambdas/core/order/list-orders.ts';
import type { MailedOrders, OrderStore } from '../../../lambdas/core/order/ports.ts';
import { createSubmitOrder } from '../../../lambdas/core/order/submit-order.ts';
import { encodeCursor } from '../../../lambdas/core/shared/cursor.ts';
import { TemporarilyUnavailable } from '../../../lambdas/core/shared/temporarily-unavailable.ts';
import { apiHandler } from '../../../lambdas/handlers/http/api-handler.ts';
import { respondToGetOrder } from '../../../lambdas/handlers/http/get-order.ts';
import { respondToListOrders } from '../../../lambdas/handlers/http/list-orders.ts';
import { respondToSubmitOrder } from '../../../lambdas/handlers/http/submit-order.ts';
import {
  aContext,
  anApiEvent,
  anOrderId,
  aProcessedRecord,
  CUSTOMER_ID,
  fakeCustomerOrders,
  fakeOrderStore,
  fakeQueue,
  fixedClock,
  memoryLogger,
  type RequestOptions,
  sha256,
  shopperClaims,
} from '../../helpers/factories.ts';

const order = { customerName: 'John Doe', product: 'Laptop', quantity: 1 };

/** A token as the authorizer has verified it. */
const aToken = (payload: object): string =>
  `Bearer e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.signature`;

const setUpSubmit = (queue = fakeQueue()) => {
  const logger = memoryLogger();
  const randomBytes = (count: number) => new Uint8Array(count);
  const submitOrder = createSubmitOrder({ queue, sha256, randomBytes, now: fixedClock() });
  const handler = apiHandler(logger, { 'POST /orders': { respond: respondToSubmitOrder(submitOrder, ['DE', 'FR']) } });
  const post = (options: RequestOptions) => handler(anApiEvent({ route: 'POST /orders', ...options }), aContext());
  return { logger, queue, post };
};

describe('POST /orders', () => {
  it('answers 202 with the id, Received, the time and where to follow it', async () => {
    const { queue, post } = setUpSubmit();
    const { statusCode, headers, body } = await post({ body: JSON.stringify(order) });
    const accepted = orderAcceptedSchema.parse(JSON.parse(body));
    expect(statusCode).toBe(202);
    expect(headers).toEqual({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      location: `/api/orders/${accepted.orderId}`,
    });
    expect(queue.messages).toEqual([
      {
        ...accepted,
        status: undefined,
        customerId: CUSTOMER_ID,
        email: 'john@example.com',
        customerName: 'John Doe',
        items: [{ product: 'Laptop', quantity: 1 }],
      },
    ]);
    expect(queue.messages[0]).not.toHaveProperty('status');
  });

  it('reads the Idempotency-Key by any case, and the body also as base64', async () => {
    const { post } = setUpSubmit();
    const body = JSON.stringify(order);
    const encoded = Buffer.from(body).toString('base64');
    const answers = [
      await post({ body, headers: { 'Idempotency-Key': 'k' } }),
      await post({ body, headers: { 'idempotency-key': 'k' } }),
      await post({ body: encoded, base64: true, headers: { 'IDEMPOTENCY-KEY': 'k' } }),
    ];
    expect(new Set(answers.map((answer) => JSON.parse(answer.body).orderId)).size).toBe(1);
  });

  const refused: [string, RequestOptions, number, string][] = [
    ['malformed JSON', { body: '{"customerName":' }, 400, 'malformed-json'],
    ['no body', { body: null }, 400, 'malformed-json'],
    [
      'text that is not UTF-8',
      { body: Buffer.from([0x22, 0xff, 0x22]).toString('base64'), base64: true },
      400,
      'invalid-request',
    ],
    ['a wrong type', { body: '{"customerName":1,"product":"Laptop","quantity":1}' }, 400, 'invalid-request'],
    ['an unknown key', { body: JSON.stringify({ ...order, status: 'Processed' }) }, 400, 'invalid-request'],
    ['__proto__', { body: '{"customerName":"J","product":"L","quantity":1,"__proto__":{}}' }, 400, 'invalid-request'],
    ['a control character', { body: JSON.stringify({ ...order, customerName: 'J\u0007' }) }, 400, 'invalid-request'],
    ['a lone surrogate', { body: JSON.stringify({ ...order, customerName: 'J\ud800' }) }, 400, 'invalid-request'],
    ['a huge number', { body: '{"customerName":"J","product":"L","quantity":1e308}' }, 400, 'invalid-request'],
    ['deep nesting', { body: '['.repeat(8_000) + ']'.repeat(8_000) }, 400, 'invalid-request'],
    ['16 KB and a byte', { body: JSON.stringify(order).padEnd(16_385) }, 413, 'too-large'],
    ['16 KB in bytes but not in characters', { body: JSON.stringify({ x: 'ü'.repeat(8_200) }) }, 413, 'too-large'],
    ['300 KB', { body: 'x'.repeat(300_000) }, 413, 'too-large'],
    ['an empty key', { body: '{}', headers: { 'Idempotency-Key': '' } }, 400, 'invalid-idempotency-key'],
    ['a key of 129', { body: '{}', headers: { 'Idempotency-Key': 'k'.repeat(129) } }, 400, 'invalid-idempotency-key'],
    ['a key with a space', { body: '{}', headers: { 'Idempotency-Key': 'a b' } }, 400, 'invalid-idempotency-key'],
    ['a key beyond ASCII', { body: '{}', headers: { 'Idempotency-Key': 'ü' } }, 400, 'invalid-idempotency-key'],
    [
      'an unverified address',
      { body: '{}', claims: { ...shopperClaims, email_verified: 'false' } },
      403,
      'email-not-verified',
    ],
    ['no word on the address', { body: '{}', claims: { sub: 'x', email: 'a@b.c' } }, 403, 'email-not-verified'],
    ['no address', { body: '{}', claims: { sub: 'x', email_verified: 'true' } }, 403, 'email-not-verified'],
  ];

  it.each(refused)('refuses %s and enqueues nothing', async (_, options, status, code) => {
    const { queue, post } = setUpSubmit();
    const { statusCode, headers, body } = await post(options);
    expect(problemSchema.parse(JSON.parse(body))).toMatchObject({ status, code });
    expect(statusCode).toBe(status);
    expect(headers?.['content-type']).toBe('application/problem+json');
    if (status === 400) expect(JSON.parse(body).errors.length).toBeGreaterThan(0);
    expect(queue.messages).toEqual([]);
  });

  it('takes exactly 16 KB', async () => {
    expect((await setUpSubmit().post({ body: JSON.stringify(order).padEnd(16_384) })).statusCode).toBe(202);
  });

  it('answers 503 with the id when it is not known whether the order is in', async () => {
    const { logger, post } = setUpSubmit(fakeQueue({ enqueued: false, cause: new Error('socket hang up') }));
    const options = { body: JSON.stringify(order), headers: { 'Idempotency-Key': 'k' } };
    const { statusCode, headers, body } = await post(options);
    expect(statusCode).toBe(503);
    expect(headers?.['retry-after']).toBe('2');
    const problem = problemSchema.parse(JSON.parse(body));
    expect(problem.code).toBe('outcome-unknown');
    expect(problem.orderId).toBe(JSON.parse((await setUpSubmit().post(options)).body).orderId);
    expect(logger.lines.at(-1)).toMatchObject({ level: 'ERROR', orderId: problem.orderId });
  });

  it('logs the order’s id and nothing of the person', async () => {
    const { logger, post } = setUpSubmit();
    const { orderId } = JSON.parse((await post({ body: JSON.stringify(order) })).body);
    expect(logger.lines).toMatchObject([{ level: 'INFO', orderId, requestId: 'lambda-request-1' }]);
    expect(JSON.stringify(logger.lines)).not.toMatch(/John|example\.com/);
  });
});

describe('GET /orders/{orderId}', () => {
  const record = aProcessedRecord();
  const mailedOrders = ({ get }: Pick<OrderStore, 'get'>): MailedOrders => ({
    find: async (orderId) => {
      const found = await get(orderId);
      return found && { record: found, mails: [] };
    },
  });
  const handlerOf = (store: Pick<OrderStore, 'get'>) => {
    const logger = memoryLogger();
    const handler = apiHandler(logger, {
      'GET /orders/{orderId}': {
        respond: respondToGetOrder(
          createGetOrder({
            orders: mailedOrders(store),
            sha256,
            cancellationMinutes: 60,
            now: fixedClock('2025-12-24T00:00:00Z'),
          }),
        ),
      },
    });
    return {
      logger,
      get: (options: RequestOptions) => handler(anApiEvent({ route: 'GET /orders/{orderId}', ...options }), aContext()),
    };
  };
  const { get } = handlerOf(fakeOrderStore(record));
  const somebody = { ...shopperClaims, sub: 'somebody' };

  it('answers with the record', async () => {
    const { statusCode, body } = await get({ orderId: record.orderId });
    expect([statusCode, JSON.parse(body)]).toEqual([200, { ...record, mails: [] }]);
  });

  it('answers Received for an order that is still in the queue', async () => {
    const orderId = anOrderId('in the queue');
    const { statusCode, body } = await get({ orderId });
    expect([statusCode, JSON.parse(body)]).toEqual([200, { orderId, status: 'Received' }]);
  });

  it('answers one and the same 404 for another’s order and for none', async () => {
    const answers = [
      await get({ orderId: record.orderId, claims: somebody }),
      await get({ orderId: anOrderId('in the queue'), claims: somebody }),
      await get({ orderId: '0000-0000-0000-0000' }),
      await get({ orderId: '__proto__' }),
      await get({}),
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({ status: 404, code: 'order-not-found' });
  });

  it.each([
    ['support', 200],
    ['staff,support', 200],
    ['support-readers', 404],
    ['not support', 404],
    ['Support', 404],
    ['', 404],
  ])('to a member of "%s" answers %i', async (groups, status) => {
    const claims = { ...somebody, 'cognito:groups': groups };
    const headers = { Authorization: aToken({ sub: 'somebody', 'cognito:groups': groups.split(',') }) };
    expect((await get({ orderId: record.orderId, claims, headers })).statusCode).toBe(status);
  });

  it.each<[string, Record<string, string>]>([
    ['the token says so', { Authorization: aToken({ sub: 'somebody', 'cognito:groups': ['x,support'] }) }],
    ['there is no token', {}],
    ['the token is another’s', { Authorization: aToken({ sub: 'another', 'cognito:groups': ['x', 'support'] }) }],
    ['the token is none', { Authorization: 'x.y.z' }],
  ])('to a member of one group called "x,support" answers 404, where %s', async (_, headers) => {
    const claims = { ...somebody, 'cognito:groups': 'x,support' };
    expect((await get({ orderId: record.orderId, claims, headers })).statusCode).toBe(404);
  });

  it.each([' support', 'support '])('to a member of "%s" answers 404', async (group) => {
    const claims = { ...somebody, 'cognito:groups': group };
    expect((await get({ orderId: record.orderId, claims })).statusCode).toBe(404);
  });

  it.each([
    ['reads an order', record.orderId, '200', record.orderId],
    ['asks for one that does not exist', '0000-0000-0000-0000', '404', '0000-0000-0000-0000'],
    ['asks for what is no id', 'john@example.com', '404', 'none'],
  ])('leaves an audit line where support %s', async (_, orderId, outcome, named) => {
    const { get: read, logger } = handlerOf(fakeOrderStore(record));
    await read({ orderId, claims: { ...somebody, 'cognito:groups': 'support' } });
    expect(logger.lines).toMatchObject([
      { message: 'audit', audit: true, actor: 'somebody', action: 'read-order', orderId: named, outcome },
    ]);
    expect(JSON.stringify(logger.lines)).not.toContain('@');
  });

  it('leaves none where a shopper reads, or support their own', async () => {
    const { get: read, logger } = handlerOf(fakeOrderStore(record));
    await read({ orderId: record.orderId });
    await read({ orderId: record.orderId, claims: { ...shopperClaims, 'cognito:groups': 'support' } });
    await read({ orderId: anOrderId('in the queue'), claims: { ...shopperClaims, 'cognito:groups': 'support' } });
    expect(logger.lines).toEqual([]);
  });

  it('answers an unexpected error with 500, a request id and no internals', async () => {
    const failing = handlerOf({ get: () => Promise.reject(new Error('secret table name')) });
    const { statusCode, body } = await failing.get({ orderId: record.orderId });
    expect(statusCode).toBe(500);
    expect(problemSchema.parse(JSON.parse(body))).toMatchObject({ code: 'internal-error', requestId: 'api-request-1' });
    expect(body).not.toContain('secret');
    expect(failing.logger.lines.at(-1)).toMatchObject({ level: 'ERROR', error: { message: 'secret table name' } });
  });

  it('answers 503 with Retry-After while the store is throttled', async () => {
    const throttled = handlerOf({ get: () => Promise.reject(new TemporarilyUnavailable('throttled')) });
    const { statusCode, headers, body } = await throttled.get({ orderId: record.orderId });
    expect([statusCode, headers?.['retry-after'], JSON.parse(body).code]).toEqual([503, '2', 'unavailable']);
  });

  it('answers 500 when the route has no authorizer', async () => {
    expect((await get({ orderId: record.orderId, claims: {} })).statusCode).toBe(500);
  });
});

describe('GET /orders', () => {
  const respond = respondToListOrders(createListOrders(fakeCustomerOrders([aProcessedRecord()])));
  const handler = apiHandler(memoryLogger(), { 'GET /orders': { respond, query: ['cursor'] } });

  it.each([undefined, ''])('without a cursor (%j) answers with the newest', async (cursor) => {
    const event = anApiEvent(cursor === undefined ? {} : { cursor });
    const { statusCode, body } = await handler(event, aContext());
    expect([statusCode, JSON.parse(body)]).toEqual([200, { orders: [aProcessedRecord()] }]);
  });

  it('after the last order answers with none', async () => {
    const { body } = await handler(anApiEvent({ cursor: encodeCursor(aProcessedRecord()) }), aContext());
    expect(JSON.parse(body)).toEqual({ orders: [] });
  });

  it('refuses a bad cursor', async () => {
    const { statusCode, body } = await handler(anApiEvent({ cursor: '%7Bbad' }), aContext());
    expect([statusCode, JSON.parse(body).code]).toEqual([400, 'invalid-cursor']);
    expect(JSON.parse(body).errors).toEqual([{ path: 'cursor', message: 'Not a cursor that this API gave' }]);
  });
});
