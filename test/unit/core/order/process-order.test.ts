import { describe, expect, it } from 'vitest';
import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import { ExecutionNotRevivable } from '../../../../lambdas/core/order/errors.ts';
import type { OrderStore, OrderWorkflow } from '../../../../lambdas/core/order/ports.ts';
import { createProcessOrder } from '../../../../lambdas/core/order/process-order.ts';
import { TemporarilyUnavailable } from '../../../../lambdas/core/shared/temporarily-unavailable.ts';
import {
  aMessage,
  anOrder,
  aProcessedRecord,
  aReceivedRecord,
  aRejectedRecord,
  fakeOrderStore,
  fakePatience,
  fakeWorkflow,
} from '../../../helpers/factories.ts';

const setUp = (...records: OrderRecord[]) => {
  const orders = fakeOrderStore(...records);
  const workflow = fakeWorkflow();
  return { orders, workflow, process: createProcessOrder({ orders, workflow }), message: aMessage() };
};

/** Fails so often before it works. */
const failingFirst = <T>(times: number, error: Error, operation: () => Promise<T>) => {
  let left = times;
  return async (): Promise<T> => {
    if (left-- > 0) throw error;
    return operation();
  };
};

const throttled = new TemporarilyUnavailable('ThrottlingException');

describe('a first message', () => {
  it('puts the record as Received, with its summary, and starts the execution named as the order', async () => {
    const { orders, workflow, process, message } = setUp();
    expect(await process(message, fakePatience())).toBe('started');
    expect(orders.records.get(message.orderId)).toEqual(aReceivedRecord());
    expect(JSON.parse(workflow.executions.get(message.orderId)?.input ?? '')).toEqual(anOrder());
  });

  it('keeps the language of its customer on the record, and out of the execution, whose input is the same in each', async () => {
    const { orders, workflow, process, message } = setUp();
    await process({ ...message, language: 'de' }, fakePatience());
    expect(orders.records.get(message.orderId)).toEqual({ ...aReceivedRecord(), language: 'de' });
    expect(JSON.parse(workflow.executions.get(message.orderId)?.input ?? '')).toEqual(anOrder());
  });

  it('leaves the record when the execution cannot be started, so that support sees the order', async () => {
    const { orders, workflow, message } = setUp();
    const start = async (): Promise<never> => {
      throw new Error('StateMachineDoesNotExist');
    };
    const process = createProcessOrder({ orders, workflow: { ...workflow, start } });
    await expect(process(message, fakePatience())).rejects.toThrow('StateMachineDoesNotExist');
    expect(orders.records.get(message.orderId)?.status).toBe('Received');
  });
});

describe('a message that comes again', () => {
  it('after a death between the record and the start does start the execution', async () => {
    const { process, workflow, message } = setUp(aReceivedRecord());
    expect(await process(message, fakePatience())).toBe('started');
    expect(workflow.executions.size).toBe(1);
  });

  it('starts with what is stored, whatever address and time the duplicate carries: the first message wins', async () => {
    const { orders, workflow, process, message } = setUp();
    await process(message, fakePatience());
    const [input] = [...workflow.executions.values()].map((execution) => execution.input);
    const duplicate = { ...message, email: 'new@example.com', timestamp: '2025-11-03T13:00:00Z' };
    expect(await process(duplicate, fakePatience())).toBe('started');
    expect([...workflow.executions.values()].map((execution) => execution.input)).toEqual([input]);
    expect(orders.records.get(message.orderId)).toEqual(aReceivedRecord());
  });

  it('starts with the same text in whatever order the store gives the members', async () => {
    const shuffled = Object.fromEntries(Object.entries(aReceivedRecord()).toReversed()) as OrderRecord;
    const one = setUp(aReceivedRecord());
    const other = setUp(shuffled);
    await one.process(one.message, fakePatience());
    await other.process(other.message, fakePatience());
    const inputOf = ({ workflow, message }: typeof one) => workflow.executions.get(message.orderId)?.input;
    expect(inputOf(other)).toBe(inputOf(one));
  });

  it('fifty times at once starts one execution and puts one record', async () => {
    const { orders, workflow, process, message } = setUp();
    const results = await Promise.all(Array.from({ length: 50 }, () => process(message, fakePatience())));
    expect(results.every((result) => result === 'started')).toBe(true);
    expect([workflow.executions.size, orders.records.size]).toEqual([1, 1]);
  });

  it.each([aProcessedRecord(), aRejectedRecord()])('is done when the record is $status', async (record) => {
    const { workflow, process, message } = setUp(record);
    expect(await process(message, fakePatience())).toBe('already-decided');
    expect(workflow.calls).toEqual([]);
  });

  it.each([
    ['RUNNING', 'already-running'],
    ['PENDING_REDRIVE', 'already-running'],
    ['SUCCEEDED', 'already-decided'],
    ['ABORTED', 'aborted-by-a-person'],
  ] as const)('is done when the execution is %s', async (status, result) => {
    const { workflow, process, message } = setUp(aReceivedRecord());
    workflow.set(message.orderId, status);
    expect(await process(message, fakePatience())).toBe(result);
    expect(workflow.calls).toEqual(['start', 'describe']);
  });
});

describe('a message of an order whose execution failed', () => {
  it.each(['FAILED', 'TIMED_OUT'] as const)('redrives it when it is %s', async (status) => {
    const { workflow, process, message } = setUp(aReceivedRecord());
    workflow.set(message.orderId, status);
    expect(await process(message, fakePatience())).toBe('redriven');
    expect(workflow.executions.get(message.orderId)?.state).toEqual({ status: 'RUNNING', redriveCount: 1 });
  });

  it('redrives it once for duplicates at once, and once more after a further failure', async () => {
    const { workflow, process, message } = setUp(aReceivedRecord());
    workflow.set(message.orderId, 'FAILED');
    await Promise.all(Array.from({ length: 10 }, () => process(message, fakePatience())));
    expect(workflow.executions.get(message.orderId)?.state.redriveCount).toBe(1);
    workflow.set(message.orderId, 'FAILED');
    expect(await process(message, fakePatience())).toBe('redriven');
    expect(workflow.executions.get(message.orderId)?.state.redriveCount).toBe(2);
  });

  it('is done when somebody else redrove it in between', async () => {
    const { orders, workflow, message } = setUp(aReceivedRecord());
    workflow.set(message.orderId, 'FAILED');
    const redrive: OrderWorkflow['redrive'] = async (orderId) => {
      workflow.set(orderId, 'RUNNING');
      return 'not-redrivable';
    };
    const process = createProcessOrder({ orders, workflow: { ...workflow, redrive } });
    expect(await process(message, fakePatience())).toBe('already-running');
  });

  it('fails and stays in the queue when redrive is no longer possible', async () => {
    const { workflow, process, message } = setUp(aReceivedRecord());
    workflow.set(message.orderId, 'FAILED', false);
    await expect(process(message, fakePatience())).rejects.toBeInstanceOf(ExecutionNotRevivable);
  });
});

describe('throttling', () => {
  it.each(['putReceived', 'get'] as const)('of the store’s %s is waited out', async (method) => {
    const { orders, workflow, message } = setUp(aReceivedRecord());
    const store: OrderStore = { ...orders };
    const slow: OrderStore =
      method === 'get'
        ? { ...store, get: failingFirst(3, throttled, () => store.get(message.orderId)) }
        : { ...store, putReceived: failingFirst(3, throttled, () => store.putReceived(aReceivedRecord())) };
    const patience = fakePatience();
    expect(await createProcessOrder({ orders: slow, workflow })(message, patience)).toBe('started');
    expect(patience.slept).toEqual([100, 200, 400]);
  });

  it('of a start is waited out, ever longer up to five seconds', async () => {
    const { orders, workflow, message } = setUp();
    const start = failingFirst(8, throttled, async () => 'started' as const);
    const patience = fakePatience(60_000);
    await createProcessOrder({ orders, workflow: { ...workflow, start } })(message, patience);
    expect(patience.slept).toEqual([100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
  });

  it('that outlasts the function’s time returns the message in good time', async () => {
    const { orders, workflow, message } = setUp();
    const start = failingFirst(1_000, throttled, async () => 'started' as const);
    const patience = fakePatience(30_000);
    const processing = createProcessOrder({ orders, workflow: { ...workflow, start } })(message, patience);
    await expect(processing).rejects.toBeInstanceOf(TemporarilyUnavailable);
    expect(patience.remainingMs()).toBeGreaterThanOrEqual(5_000);
    expect(patience.remainingMs()).toBeLessThan(10_000);
  });

  it('is not waited out by a function that is about to end: it does not even begin', async () => {
    const { orders, process, message } = setUp();
    await expect(process(message, fakePatience(4_000))).rejects.toBeInstanceOf(TemporarilyUnavailable);
    expect(orders.records.size).toBe(0);
  });

  it('is told from a fault, which is not repeated', async () => {
    const { orders, workflow, message } = setUp();
    const patience = fakePatience();
    const start = failingFirst(1, new Error('AccessDenied'), async () => 'started' as const);
    await expect(createProcessOrder({ orders, workflow: { ...workflow, start } })(message, patience)).rejects.toThrow(
      'AccessDenied',
    );
    expect(patience.slept).toEqual([]);
  });
});
