import { describe, expect, it } from 'vitest';
import { freshNamesOf } from '../../../../lambdas/core/contract/execution-names.ts';
import { createTraceOrder } from '../../../../lambdas/core/support/trace-order.ts';
import { aHistory, anExecution, bothMachines, fakeExecutions } from './fakes.ts';

const ORDER_ID = '7K3M-9QXT-2V5H-A1BC';
const ended = aHistory(['ExecutionStarted', 0], ['ExecutionFailed', 1, { error: 'Broken' }]);

describe('tracing an order that was started afresh', () => {
  it.each(freshNamesOf(ORDER_ID))('shows both executions, and the newest unless told otherwise: %s', async (name) => {
    const executions = [anExecution(), anExecution({ name })];
    const trace = createTraceOrder(bothMachines(fakeExecutions(executions, { [ORDER_ID]: ended, [name]: ended })));
    const names = [{ name: ORDER_ID }, { name }];
    expect(await trace(ORDER_ID, {})).toMatchObject({ orderId: ORDER_ID, executions: names, execution: { name } });
    expect(await trace(ORDER_ID, { execution: ORDER_ID })).toMatchObject({ execution: { name: ORDER_ID } });
    expect(await trace(ORDER_ID, { execution: name })).toMatchObject({ execution: { name } });
    expect(await trace(ORDER_ID, { execution: name, cursor: 'x' })).toMatchObject({ events: ended });
  });

  it('asks for another name only where the first one ended without success', async () => {
    const running = fakeExecutions([anExecution({ status: 'RUNNING' })], { [ORDER_ID]: ended });
    await createTraceOrder(bothMachines(running))(ORDER_ID, {});
    expect(running.calls.filter((call) => call.startsWith('describe'))).toEqual([`describe ${ORDER_ID}`]);
    const [fresh = ''] = freshNamesOf(ORDER_ID);
    const failed = fakeExecutions([anExecution(), anExecution({ name: fresh })], { [fresh]: ended });
    await createTraceOrder(bothMachines(failed))(ORDER_ID, {});
    expect(failed.calls.filter((call) => call.startsWith('describe'))).toEqual([
      `describe ${ORDER_ID}`,
      `describe ${fresh}`,
    ]);
  });

  it.each([`${ORDER_ID}-3`, 'AAAA-9QXT-2V5H-A1BC', 'AAAA-9QXT-2V5H-A1BC-2', ''])(
    'has no execution %o',
    async (execution) => {
      const trace = createTraceOrder(bothMachines(fakeExecutions([anExecution()], { [ORDER_ID]: ended })));
      expect(await trace(ORDER_ID, { execution })).toBe('not-found');
      expect(await trace(ORDER_ID, { execution, cursor: 'x' })).toBe('not-found');
    },
  );
});

describe('tracing an order that was cancelled', () => {
  const machine = 'OrderCancellation';
  const token = { name: 'RecordCancellation', parameters: '{"Payload":{"taskToken":"secret"}}' };
  const cancelled = aHistory(['ExecutionStarted', 0], ['TaskScheduled', 1, token], ['ExecutionSucceeded', 2]);
  const traceOf = () =>
    createTraceOrder(
      bothMachines(
        fakeExecutions([anExecution({ status: 'SUCCEEDED' })], { [ORDER_ID]: ended }),
        fakeExecutions(
          [anExecution({ machine, status: 'SUCCEEDED', input: '{"taskToken":"secret"}' })],
          { [ORDER_ID]: cancelled },
          [],
          machine,
        ),
      ),
    );
  const names = [
    { machine: 'OrderProcessing', name: ORDER_ID },
    { machine, name: ORDER_ID },
  ];

  it('shows both executions, and the cancellation unless told otherwise', async () => {
    const trace = traceOf();
    expect(await trace(ORDER_ID, {})).toMatchObject({ executions: names, execution: { machine } });
    expect(await trace(ORDER_ID, { machine })).toMatchObject({ executions: names, execution: { machine } });
    expect(await trace(ORDER_ID, { machine: 'OrderProcessing' })).toMatchObject({ execution: names[0], events: ended });
  });

  it('takes a name alone for one of OrderProcessing, as links of before mean it', async () => {
    const trace = traceOf();
    expect(await trace(ORDER_ID, { execution: ORDER_ID })).toMatchObject({ execution: names[0] });
    expect(await trace(ORDER_ID, { execution: ORDER_ID, machine })).toMatchObject({ execution: names[1] });
    expect(await trace(ORDER_ID, { execution: `${ORDER_ID}-2`, machine })).toBe('not-found');
    expect(await trace(ORDER_ID, { execution: ORDER_ID, cursor: 'x' })).toEqual({ events: ended });
  });

  it('withholds what answers for a person in either', async () => {
    const trace = traceOf();
    for (const query of [{}, { execution: ORDER_ID, machine, cursor: 'x' } as const]) {
      const told = JSON.stringify(await trace(ORDER_ID, query));
      expect(told).toContain('[withheld]');
      expect(told).not.toContain('secret');
    }
  });
});
