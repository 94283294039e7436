import { describe, expect, it } from 'vitest';
import { freshNamesOf } from '../../../../lambdas/core/contract/execution-names.ts';
import type { Execution } from '../../../../lambdas/core/contract/support.ts';
import { createRedriveOrder } from '../../../../lambdas/core/support/redrive-order.ts';
import { aProcessedRecord, aReceivedRecord, fakeOrderStore, fixedClock } from '../../../helpers/factories.ts';
import { anExecution, fakeExecutions } from './fakes.ts';

const ORDER_ID = '7K3M-9QXT-2V5H-A1BC';
const received = aReceivedRecord({ orderId: ORDER_ID });

const setUp = (executions: readonly Execution[], records: Parameters<typeof fakeOrderStore> = [received]) => {
  const calls: string[] = [];
  const redrive = createRedriveOrder({
    executions: fakeExecutions(executions),
    control: {
      start: async (name, input) => {
        calls.push(`start ${name} ${JSON.parse(input).status ?? ''}`.trim());
        return executions.some((execution) => execution.name === name) ? 'already-exists' : 'started';
      },
      redrive: async (name, token) => {
        calls.push(`redrive ${name} ${token}`);
        return executions.find((execution) => execution.name === name)?.redrivable ? 'redriven' : 'not-redrivable';
      },
    },
    orders: {
      ...fakeOrderStore(...records),
      noteRestart: async (id, at) => void calls.push(`note ${id} ${at}`),
    },
    now: fixedClock(),
  });
  return { redrive, calls };
};

describe('reviving an order', () => {
  it.each(['FAILED', 'TIMED_OUT'] as const)(
    'redrives an execution that is %s, with a token of its own',
    async (status) => {
      const { redrive, calls } = setUp([anExecution({ status, redriveCount: 2 })]);
      expect(await redrive(ORDER_ID.toLowerCase(), {})).toEqual({
        orderId: ORDER_ID,
        execution: ORDER_ID,
        action: 'redriven',
      });
      expect(calls).toEqual([`redrive ${ORDER_ID} ${ORDER_ID}-2`]);
    },
  );

  it('starts -2 from the record, and then notes it, where a redrive is no longer possible', async () => {
    const { redrive, calls } = setUp([anExecution({ redrivable: false })]);
    expect(await redrive(ORDER_ID, {})).toEqual({ orderId: ORDER_ID, execution: `${ORDER_ID}-2`, action: 'started' });
    expect(calls).toEqual([`start ${ORDER_ID}-2`, `note ${ORDER_ID} 2025-11-03T12:47:44Z`]);
  });

  it.each(freshNamesOf(ORDER_ID))('goes on with %s where that failed', async (name) => {
    const fresh = anExecution({ name });
    const { redrive, calls } = setUp([anExecution({ redrivable: false }), fresh]);
    expect(await redrive(ORDER_ID, {})).toMatchObject({ execution: name, action: 'redriven' });
    expect(calls).toEqual([`redrive ${name} ${name}-0`]);
  });

  it('starts what never began, under the order’s own name and without a note', async () => {
    const { redrive, calls } = setUp([]);
    expect(await redrive(ORDER_ID, {})).toEqual({ orderId: ORDER_ID, execution: ORDER_ID, action: 'started' });
    expect(calls).toEqual([`start ${ORDER_ID}`]);
  });

  it('does nothing at a click of a page from before the last redrive', async () => {
    const { redrive, calls } = setUp([anExecution({ redriveCount: 1 })]);
    expect(await redrive(ORDER_ID, { redriveCount: 0 })).toMatchObject({ action: 'redriven' });
    expect(calls).toEqual([]);
  });

  it.each([
    ['execution-running', anExecution({ status: 'RUNNING' }), {}, [received]],
    ['execution-running', anExecution({ status: 'PENDING_REDRIVE' }), {}, [received]],
    ['execution-succeeded', anExecution({ status: 'SUCCEEDED' }), { fresh: true }, [received]],
    ['execution-aborted', anExecution({ status: 'ABORTED' }), {}, [received]],
    ['order-decided', anExecution({ redrivable: false }), {}, [aProcessedRecord({ orderId: ORDER_ID })]],
    ['order-decided', anExecution(), { fresh: true }, [aProcessedRecord({ orderId: ORDER_ID })]],
    ['order-not-found', anExecution(), {}, []],
  ] as const)('is refused as %s', async (refusal, execution, request, records) => {
    const { redrive, calls } = setUp([execution], [...records]);
    expect(await redrive(ORDER_ID, request)).toBe(refusal);
    expect(calls).toEqual([]);
  });

  it.each(freshNamesOf(ORDER_ID))('is refused where %s failed for good as well', async (name) => {
    const fresh = anExecution({ name, redrivable: false });
    const { redrive } = setUp([anExecution({ redrivable: false }), fresh]);
    expect(await redrive(ORDER_ID, {})).toBe('not-redrivable');
  });
});
