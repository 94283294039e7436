import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { holdEvents, publishedApi, takeBreaches } from '../helpers/contract/contract.ts';
import { openShop, outputOf, type Shop, startShop, support } from '../helpers/shop.ts';

const ORDER_ID = '7K3M-9QXT-2V5H-A1BC';

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.engine.dispose());

const operationSchema = z.object({
  parameters: z.array(z.object({ name: z.string(), in: z.string() })).default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ example: z.unknown() })) }).optional(),
});
const { paths } = z
  .object({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) })
  .parse(publishedApi());
const calls = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    method,
    path,
    operation,
  })),
);

describe('the parameters of the contract', () => {
  it.each(calls)('are all that $name takes', async ({ method, path, operation }) => {
    const example = operation.requestBody?.content['application/json']?.example;
    const answer = await shop.send(
      method.toUpperCase(),
      `${path.slice(1).replaceAll(/\{\w+\}/g, ORDER_ID)}?nonsense=1`,
      {
        token: await shop.token(support),
        ...(example !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(example),
        }),
      },
    );
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-parameters' } });
    const named = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
    expect(answer.body.detail).toBe(
      named.length === 0 ? 'This call takes no parameters.' : `This call takes: ${named.join(', ')}.`,
    );
  });
});

describe('what breaks the contract', () => {
  let server: Server;
  let wrong: { status: number; type: string; body: unknown };
  let answering: ReturnType<typeof openShop>;
  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.writeHead(wrong.status, { 'content-type': wrong.type }).end(JSON.stringify(wrong.body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const outputs = { ...shop.engine.outputs, ApiUrl: `http://127.0.0.1:${port}/api/` };
    answering = openShop({ ...shop.engine, outputs });
  });
  afterAll(() => void server.close());

  const inQueue = { orderId: ORDER_ID, status: 'Received' };
  const problem = { type: 'about:blank', title: 'No', status: 404, code: 'order-not-found', detail: 'No.' };
  const JSON_TYPE = 'application/json';
  const PROBLEM_TYPE = 'application/problem+json';

  it.each([
    [
      'a token that leaks',
      200,
      JSON_TYPE,
      { ...inQueue, questionToken: 'secret' },
      'additional properties: questionToken',
    ],
    ['a member of another kind', 200, JSON_TYPE, { ...inQueue, orderId: 7 }, 'body/orderId must be string'],
    ['a member that is missing', 200, JSON_TYPE, { status: 'Received' }, "must have required property 'orderId'"],
    ['a status that the call has not', 201, JSON_TYPE, inQueue, 'the call has no such status'],
    ['a content type of another kind', 200, 'text/html', inQueue, 'is text/html, not application/json'],
    ['a problem of plain JSON', 404, JSON_TYPE, problem, 'is application/json, not application/problem+json'],
    [
      'a code that the call has not',
      404,
      PROBLEM_TYPE,
      { ...problem, code: 'queue-not-found' },
      'body/code must be equal',
    ],
    ['a problem of another status', 404, PROBLEM_TYPE, { ...problem, status: 400 }, 'body/status must be equal'],
  ])('is found in an answer: %s', async (_what, status, type, body, says) => {
    wrong = { status, type, body };
    await answering.send('GET', `orders/${ORDER_ID}`);
    const [breach, ...others] = takeBreaches();
    expect(others).toEqual([]);
    expect(breach).toContain(`GET /orders/{orderId}: ${status}: `);
    expect(breach).toContain(says);
  });

  it('is found in an answer of a call that there is not', async () => {
    wrong = { status: 200, type: JSON_TYPE, body: {} };
    await answering.send('GET', 'carts');
    expect(takeBreaches()).toEqual(['GET /carts: 200: the contract has no such call']);
  });

  const processed = {
    eventType: 'OrderProcessed',
    orderId: ORDER_ID,
    timestamp: '2025-11-03T12:47:44Z',
    processedAt: '2025-11-03T12:47:45Z',
    status: 'Processed',
  };
  const announce = (event: object): void => {
    const TopicArn = outputOf(shop.engine, 'OrderEventsTopicArn');
    const Message = JSON.stringify({ default: JSON.stringify(event), email: 'Processed' });
    const input = { TopicArn, Message, MessageStructure: 'json' };
    const roleArn = 'arn:aws:iam::000000000000:role/any';
    const caller = { kind: 'role', roleArn, arn: roleArn } as const;
    holdEvents({ service: 'sns', operation: 'Publish', input, caller });
  };

  it.each([
    ['a person named', { ...processed, customerName: 'John Doe' }, 'additional properties: customerName'],
    ['a status of another event', { ...processed, status: 'Rejected' }, 'event/status must be equal'],
    [
      'an event that there is not',
      { ...processed, eventType: 'OrderShipped' },
      'OrderShipped: the contract has no such',
    ],
  ])('is found in an announcement: %s', (_what, event, says) => {
    announce(event);
    expect(takeBreaches()).toEqual([expect.stringContaining(says)]);
  });

  it('is nothing of an announcement that keeps it', () => {
    announce(processed);
    expect(takeBreaches()).toEqual([]);
  });
});
