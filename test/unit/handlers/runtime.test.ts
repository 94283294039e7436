import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { orderSchema } from '../../../lambdas/core/contract/order.ts';
import { createProcessOrder } from '../../../lambdas/core/order/process-order.ts';
import { customResource } from '../../../lambdas/handlers/event/custom-resource.ts';
import { handleOrderBatch } from '../../../lambdas/handlers/queue/process-order.ts';
import { taskHandler } from '../../../lambdas/handlers/task/task-handler.ts';
import { readEnv } from '../../../lambdas/runtime/env.ts';
import { createLogger } from '../../../lambdas/runtime/logger.ts';
import {
  aContext,
  aMessage,
  anOrder,
  anOrderId,
  fakeOrderStore,
  fakeWorkflow,
  memoryLogger,
} from '../../helpers/factories.ts';

describe('the environment', () => {
  test('gives the variables that a function names', () => {
    const source = { ORDERS_TABLE: 'Orders', STATE_MACHINE_ARN: 'arn:aws:states:x', OTHER: 'x' };
    expect(readEnv(['ORDERS_TABLE', 'STATE_MACHINE_ARN'], source)).toEqual({
      ORDERS_TABLE: 'Orders',
      STATE_MACHINE_ARN: 'arn:aws:states:x',
    });
  });

  test('names every variable that is missing or malformed', () => {
    const source = { ORDER_QUEUE_URL: 'not an address', ORDERS_TABLE: '' };
    expect(() => readEnv(['ORDER_QUEUE_URL', 'ORDERS_TABLE', 'STATE_MACHINE_ARN'], source)).toThrow(
      /ORDER_QUEUE_URL: .*ORDERS_TABLE: .*STATE_MACHINE_ARN: /,
    );
  });
});

describe('a log line', () => {
  test('is one line of JSON, whatever it says', () => {
    const lines: string[] = [];
    const log = createLogger({ function: 'x' }, (line) => lines.push(line)).with({ orderId: 'o' });
    log.info('two\nlines', { n: 1 });
    log.error('failed', new Error('outer', { cause: new TypeError('inner') }));
    expect(lines.every((line) => !line.includes('\n'))).toBe(true);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'INFO', message: 'two\nlines', function: 'x', orderId: 'o', n: 1 },
      { level: 'ERROR', error: { name: 'Error', message: 'outer', cause: { name: 'TypeError', message: 'inner' } } },
    ]);
    expect(JSON.parse(lines[0] ?? '').timestamp).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });
});

describe('a batch of the pipe', () => {
  const setUp = () => {
    const workflow = fakeWorkflow();
    const orders = fakeOrderStore();
    const logger = memoryLogger();
    const handler = handleOrderBatch(logger, createProcessOrder({ orders, workflow }));
    return { handler, workflow, orders, logger };
  };
  const record = (messageId: string, body: string) => ({ messageId, body, receiptHandle: 'r', eventSource: 'aws:sqs' });
  const order = (key: string) => JSON.stringify(aMessage({ orderId: anOrderId(key) }));

  test('is a bare array, also of one; all done is no failures', async () => {
    const { handler, workflow } = setUp();
    expect(await handler([record('1', order('a'))], aContext())).toEqual({ batchItemFailures: [] });
    expect([...workflow.executions.keys()]).toEqual([anOrderId('a')]);
  });

  test('returns exactly the messages that failed, and the others pass', async () => {
    const { handler, workflow } = setUp();
    workflow.set(anOrderId('dead'), 'FAILED', false);
    const poison = ['', 'not json', 'null', '[]', '{}', JSON.stringify({ ...aMessage(), orderId: '12345' })];
    const batch = [
      record('good 1', order('a')),
      ...poison.map((body, n) => record(`poison ${n}`, body)),
      record('dead', order('dead')),
      record('good 2', order('b')),
    ];
    const { batchItemFailures } = await handler(batch, aContext());
    const failed = [...poison.map((_, n) => `poison ${n}`), 'dead'];
    expect(batchItemFailures).toEqual(failed.map((itemIdentifier) => ({ itemIdentifier })));
    expect(workflow.executions.get(anOrderId('a'))?.state.status).toBe('RUNNING');
    expect(workflow.executions.get(anOrderId('b'))?.state.status).toBe('RUNNING');
  });

  test('works at its orders at once', async () => {
    const { workflow, orders, logger } = setUp();
    let waiting = 0;
    let release = () => {};
    const allWait = new Promise<void>((resolve) => {
      release = resolve;
    });
    const start = async (orderId: string, input: string) => {
      waiting += 1;
      if (waiting === 10) release();
      await allWait;
      return workflow.start(orderId, input);
    };
    const handler = handleOrderBatch(logger, createProcessOrder({ orders, workflow: { ...workflow, start } }));
    const batch = Array.from({ length: 10 }, (_, n) => record(String(n), order(String(n))));
    expect(await handler(batch, aContext())).toEqual({ batchItemFailures: [] });
  });

  test('logs each order by its id, and nothing of the person, also when it fails', async () => {
    const { handler, logger } = setUp();
    const unreadable = JSON.stringify({ ...aMessage(), items: 'John' });
    await handler([record('1', order('a')), record('2', unreadable)], aContext());
    expect(logger.lines).toMatchObject([
      { level: 'ERROR', messageId: '2' },
      { level: 'INFO', orderId: anOrderId('a'), processing: 'started' },
    ]);
    expect(JSON.stringify(logger.lines)).not.toMatch(/John|example\.com/);
  });

  test('that is no array of messages is a fault of the pipe', async () => {
    await expect(async () => setUp().handler({ Records: [] }, aContext())).rejects.toThrow();
  });
});

describe('a task', () => {
  const handlerOf = (run: () => Promise<string>) => {
    const logger = memoryLogger();
    return { logger, handler: taskHandler(logger, orderSchema, ({ orderId }) => orderId, run) };
  };

  test('logs its success with the order’s id', async () => {
    const { handler, logger } = handlerOf(async () => 'done');
    expect(await handler(anOrder(), aContext())).toBe('done');
    expect(logger.lines).toMatchObject([{ level: 'INFO', orderId: anOrderId(), requestId: 'lambda-request-1' }]);
  });

  test('lets its error through as it is', async () => {
    const error = new Error('fault');
    const { handler } = handlerOf(() => Promise.reject(error));
    await expect(handler(anOrder(), aContext())).rejects.toBe(error);
  });

  test('refuses an input that is no order', async () => {
    await expect(handlerOf(async () => 'done').handler({ orderId: '1' }, aContext())).rejects.toThrow(/orderId/);
  });
});

describe('a custom resource', () => {
  let stop = () => {};
  afterEach(() => stop());

  const cloudFormation = async (status = 200) => {
    const answers: { contentType: string | undefined; body: Record<string, unknown> }[] = [];
    const server = createServer(async (request, response) => {
      const chunks = await request.toArray();
      const body = JSON.parse(Buffer.concat(chunks).toString());
      answers.push({ contentType: request.headers['content-type'], body });
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stop = () => {
      server.closeAllConnections();
      server.close();
    };
    const { port } = server.address() as AddressInfo;
    const request = {
      RequestType: 'Create',
      ResponseURL: `http://127.0.0.1:${port}/response?signature=x`,
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Seeding',
      ResourceProperties: { ServiceToken: 'arn', Products: '[]' },
    };
    return { answers, request };
  };

  test('answers SUCCESS under an id that stays the same', async () => {
    const { answers, request } = await cloudFormation();
    const handler = customResource(memoryLogger(), 'catalogue', async () => {});
    await handler(request, aContext());
    await handler({ ...request, RequestType: 'Update', PhysicalResourceId: 'as it was' }, aContext());
    const common = { Status: 'SUCCESS', StackId: 'stack', RequestId: 'request', LogicalResourceId: 'Seeding' };
    expect(answers).toEqual([
      { contentType: '', body: { ...common, PhysicalResourceId: 'catalogue' } },
      { contentType: '', body: { ...common, PhysicalResourceId: 'as it was' } },
    ]);
  });

  test('answers FAILED with a reason that fits', async () => {
    const { answers, request } = await cloudFormation();
    const failing = () => Promise.reject(new Error(`no such table ${'x'.repeat(10_000)}`));
    await customResource(memoryLogger(), 'catalogue', failing)(request, aContext());
    expect(answers[0]?.body).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('no such table') });
    expect(JSON.stringify(answers[0]?.body).length).toBeLessThan(4_096);
  });

  test('fails, to be called again, when CloudFormation does not take the answer', async () => {
    const { request } = await cloudFormation(500);
    const handler = customResource(memoryLogger(), 'catalogue', async () => {});
    await expect(handler(request, aContext())).rejects.toThrow('HTTP 500');
  });
});
