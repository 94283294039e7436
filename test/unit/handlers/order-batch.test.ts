import { describe, expect, it } from 'vitest';
import { createProcessOrder } from '../../../lambdas/core/order/process-order.ts';
import { handleOrderBatch } from '../../../lambdas/handlers/queue/process-order.ts';
import { aContext, aMessage, anOrderId, fakeOrderStore, fakeWorkflow, memoryLogger } from '../../helpers/factories.ts';

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

  it('is a bare array, also of one; all done is no failures', async () => {
    const { handler, workflow } = setUp();
    expect(await handler([record('1', order('a'))], aContext())).toEqual({ batchItemFailures: [] });
    expect([...workflow.executions.keys()]).toEqual([anOrderId('a')]);
  });

  it('returns exactly the messages that failed, and the others pass', async () => {
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

  it('works at its orders at once', async () => {
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

  it('logs each order by its id, and nothing of the person, also when it fails', async () => {
    const { handler, logger } = setUp();
    const unreadable = JSON.stringify({ ...aMessage(), items: 'John' });
    await handler([record('1', order('a')), record('2', unreadable)], aContext());
    expect(logger.lines).toMatchObject([
      { level: 'ERROR', messageId: '2' },
      { level: 'INFO', orderId: anOrderId('a'), processing: 'started' },
    ]);
    expect(JSON.stringify(logger.lines)).not.toMatch(/John|example\.com/);
  });

  it('that is no array of messages is a fault of the pipe', async () => {
    await expect(async () => setUp().handler({ Records: [] }, aContext())).rejects.toThrow();
  });
});
