import { describe, expect, it } from 'vitest';
import { freshNamesOf } from '../../../../lambdas/core/contract/execution-names.ts';
import type { Machine } from '../../../../lambdas/core/contract/machine.ts';
import type { Execution } from '../../../../lambdas/core/contract/support.ts';
import type { ExecutionControl } from '../../../../lambdas/core/support/ports.ts';
import { createRedriveOrder } from '../../../../lambdas/core/support/redrive-order.ts';
import { aProcessedRecord, aReceivedRecord, fakeOrderStore, fixedClock } from '../../../helpers/factories.ts';
import { anExecution, bothMachines, fakeExecutions } from './fakes.ts';

const ORDER_ID = '7K3M-9QXT-2V5H-A1BC';
const received = aReceivedRecord({ orderId: ORDER_ID });

const setUp = (executions: readonly Execution[], records: Parameters<typeof fakeOrderStore> = [received]) => {
  const calls: string[] = [];
  const of = (machine: Machine) => executions.filter((execution) => execution.machine === machine);
  const controlOf = (machine: Machine, prefix: string): ExecutionControl => ({
    start: async (name, input) => {
      calls.push(`${prefix}start ${name} ${machine === 'OrderCancellation' ? input : ''}`.trim());
      return of(machine).some((execution) => execution.name === name) ? 'already-exists' : 'started';
    },
    redrive: async (name, token) => {
      calls.push(`${prefix}redrive ${name} ${token}`);
      return of(machine).find((execution) => execution.name === name)?.redrivable ? 'redriven' : 'not-redrivable';
    },
  });
  const redrive = createRedriveOrder({
    executions: bothMachines(fakeExecutions(of('OrderProcessing')), fakeExecutions(of('OrderCancellation'))),
    control: {
      OrderProcessing: controlOf('OrderProcessing', ''),
      OrderCancellation: controlOf('OrderCancellation', 'cancellation: '),
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
        machine: 'OrderProcessing',
        execution: ORDER_ID,
        action: 'redriven',
      });
      expect(calls).toEqual([`redrive ${ORDER_ID} ${ORDER_ID}-2`]);
    },
  );

  it('starts -2 from the record, and then notes it, where a redrive is no longer possible', async () => {
    const { redrive, calls } = setUp([anExecution({ redrivable: false })]);
    expect(await redrive(ORDER_ID, {})).toEqual({
      orderId: ORDER_ID,
      machine: 'OrderProcessing',
      execution: `${ORDER_ID}-2`,
      action: 'started',
    });
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
    expect(await redrive(ORDER_ID, {})).toEqual({
      orderId: ORDER_ID,
      machine: 'OrderProcessing',
      execution: ORDER_ID,
      action: 'started',
    });
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

describe('reviving the cancellation of an order', () => {
  const machine = 'OrderCancellation';
  const wish = { by: 'customer' as const, at: '2025-11-03T12:50:00Z', reason: 'too many' };
  const processed = aProcessedRecord({ orderId: ORDER_ID });
  const wished = { ...processed, cancelRequested: wish };
  const cancelled = { ...processed, status: 'Cancelled' as const, cancelledAt: wish.at, cancelledBy: wish.by };
  const done = anExecution({ status: 'SUCCEEDED', redrivable: false });
  const failed = anExecution({ machine, redriveCount: 1 });
  const input = JSON.stringify({ orderId: ORDER_ID, cancelledBy: 'customer', requestedAt: wish.at });

  it.each([
    ['before anything was changed', wished],
    ['where nobody was told', cancelled],
  ])('goes on where it failed: %s', async (_, record) => {
    const { redrive, calls } = setUp([done, failed], [record]);
    expect(await redrive(ORDER_ID, { machine, redriveCount: 1 })).toEqual({
      orderId: ORDER_ID,
      machine,
      execution: ORDER_ID,
      action: 'redriven',
    });
    expect(calls).toEqual([`cancellation: redrive ${ORDER_ID} ${ORDER_ID}-1`]);
  });

  it.each([
    ['that can not be redriven any more', { ...failed, redrivable: false }, {}, wished],
    ['where support says so', failed, { fresh: true }, cancelled],
  ])('starts one %s afresh from the wish on the record, without its reason', async (_, execution, request, record) => {
    const { redrive, calls } = setUp([done, execution], [record]);
    expect(await redrive(ORDER_ID, { machine, ...request })).toMatchObject({ machine, action: 'started' });
    expect(calls).toEqual([`cancellation: start ${ORDER_ID}-2 ${input}`]);
  });

  it('starts one that was wished and never began', async () => {
    const { redrive, calls } = setUp([done], [wished]);
    expect(await redrive(ORDER_ID, { machine })).toMatchObject({ machine, execution: ORDER_ID, action: 'started' });
    expect(calls).toEqual([`cancellation: start ${ORDER_ID} ${input}`]);
  });

  it.each([
    ['not-redrivable', [done], {}, processed],
    ['not-redrivable', [done], {}, received],
    ['execution-running', [done, { ...failed, status: 'RUNNING' as const }], {}, wished],
    ['execution-aborted', [done, { ...failed, status: 'ABORTED' as const }], {}, wished],
    ['execution-succeeded', [done, failed], { machine: undefined }, wished],
  ])('is refused as %s', async (refusal, executions, request, record) => {
    const { redrive, calls } = setUp(executions, [record]);
    expect(await redrive(ORDER_ID, { machine, ...request })).toBe(refusal);
    expect(calls).toEqual([]);
  });
});
