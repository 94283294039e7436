import { describe, expect, it } from 'vitest';
import { freshNamesOf } from '../../../../lambdas/core/contract/execution-names.ts';
import { createTraceOrder } from '../../../../lambdas/core/support/trace-order.ts';
import { aHistory, anExecution, fakeExecutions } from './fakes.ts';

const ORDER_ID = '7K3M-9QXT-2V5H-A1BC';
const ended = aHistory(['ExecutionStarted', 0], ['ExecutionFailed', 1, { error: 'Broken' }]);

describe('tracing an order that was started afresh', () => {
  it.each(freshNamesOf(ORDER_ID))('shows both executions, and the newest unless told otherwise: %s', async (name) => {
    const executions = [anExecution(), anExecution({ name })];
    const trace = createTraceOrder(fakeExecutions(executions, { [ORDER_ID]: ended, [name]: ended }));
    const names = [{ name: ORDER_ID }, { name }];
    expect(await trace(ORDER_ID, {})).toMatchObject({ orderId: ORDER_ID, executions: names, execution: { name } });
    expect(await trace(ORDER_ID, { execution: ORDER_ID })).toMatchObject({ execution: { name: ORDER_ID } });
    expect(await trace(ORDER_ID, { execution: name })).toMatchObject({ execution: { name } });
    expect(await trace(ORDER_ID, { execution: name, cursor: 'x' })).toMatchObject({ events: ended });
  });

  it('asks for another name only where the first one ended without success', async () => {
    const running = fakeExecutions([anExecution({ status: 'RUNNING' })], { [ORDER_ID]: ended });
    await createTraceOrder(running)(ORDER_ID, {});
    expect(running.calls.filter((call) => call.startsWith('describe'))).toEqual([`describe ${ORDER_ID}`]);
    const [fresh = ''] = freshNamesOf(ORDER_ID);
    const failed = fakeExecutions([anExecution(), anExecution({ name: fresh })], { [fresh]: ended });
    await createTraceOrder(failed)(ORDER_ID, {});
    expect(failed.calls.filter((call) => call.startsWith('describe'))).toEqual([
      `describe ${ORDER_ID}`,
      `describe ${fresh}`,
    ]);
  });

  it.each([`${ORDER_ID}-3`, 'AAAA-9QXT-2V5H-A1BC', 'AAAA-9QXT-2V5H-A1BC-2', ''])(
    'has no execution %o',
    async (execution) => {
      const trace = createTraceOrder(fakeExecutions([anExecution()], { [ORDER_ID]: ended }));
      expect(await trace(ORDER_ID, { execution })).toBe('not-found');
      expect(await trace(ORDER_ID, { execution, cursor: 'x' })).toBe('not-found');
    },
  );
});
