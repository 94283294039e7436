import { describe, expect, it } from 'vitest';
import { freshNamesOf } from '../../../../lambdas/core/contract/execution-names.ts';
import { createTraceOrder } from '../../../../lambdas/core/support/trace-order.ts';
import { aHistory, anExecution, fakeExecutions } from './fakes.ts';

const orderId = '7K3M-9QXT-2V5H-A1BC';
const ended = aHistory(['ExecutionStarted', 0], ['ExecutionFailed', 1, { error: 'Broken' }]);

describe('tracing an order that was started afresh', () => {
  it.each(freshNamesOf(orderId))('shows both executions, and the newest unless told otherwise: %s', async (name) => {
    const executions = [anExecution(), anExecution({ name })];
    const trace = createTraceOrder(fakeExecutions(executions, { [orderId]: ended, [name]: ended }));
    const names = [{ name: orderId }, { name }];
    expect(await trace(orderId, {})).toMatchObject({ orderId, executions: names, execution: { name } });
    expect(await trace(orderId, { execution: orderId })).toMatchObject({ execution: { name: orderId } });
    expect(await trace(orderId, { execution: name })).toMatchObject({ execution: { name } });
    expect(await trace(orderId, { execution: name, cursor: 'x' })).toMatchObject({ events: ended });
  });

  it('asks for another name only where the first one ended without success', async () => {
    const running = fakeExecutions([anExecution({ status: 'RUNNING' })], { [orderId]: ended });
    await createTraceOrder(running)(orderId, {});
    expect(running.calls.filter((call) => call.startsWith('describe'))).toEqual([`describe ${orderId}`]);
    const [fresh = ''] = freshNamesOf(orderId);
    const failed = fakeExecutions([anExecution(), anExecution({ name: fresh })], { [fresh]: ended });
    await createTraceOrder(failed)(orderId, {});
    expect(failed.calls.filter((call) => call.startsWith('describe'))).toEqual([
      `describe ${orderId}`,
      `describe ${fresh}`,
    ]);
  });

  it.each([`${orderId}-3`, 'AAAA-9QXT-2V5H-A1BC', 'AAAA-9QXT-2V5H-A1BC-2', ''])(
    'has no execution %o',
    async (execution) => {
      const trace = createTraceOrder(fakeExecutions([anExecution()], { [orderId]: ended }));
      expect(await trace(orderId, { execution })).toBe('not-found');
      expect(await trace(orderId, { execution, cursor: 'x' })).toBe('not-found');
    },
  );
});
