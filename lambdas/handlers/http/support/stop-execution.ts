import { stopRequestSchema } from '../../../core/contract/support.ts';
import type { createStopExecution, StopRefusal } from '../../../core/support/stop-execution.ts';
import { json, problem } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { readBody } from '../read-body.ts';
import { forSupport } from './guard.ts';
import { type Noted, orderIdOf } from './noted.ts';

/** What a person is told whose wish to stop an execution is refused. */
export const STOP_REFUSALS: Readonly<Record<StopRefusal, string>> = {
  'execution-not-found': 'This order has no such execution.',
  'execution-ended': 'It has ended by itself.',
};

/** POST /api/support/orders/{orderId}/stop */
export const respondToStop = (stopExecution: ReturnType<typeof createStopExecution>, noted: Noted): Respond =>
  forSupport('stop-execution', async (event, note) => {
    const read = readBody(event, stopRequestSchema);
    if (!read.ok) return read.refusal;
    const orderId = orderIdOf(event);
    if (orderId === undefined) return problem('execution-not-found', STOP_REFUSALS['execution-not-found']);
    return noted(event, { subject: { orderId }, action: 'stop-execution', details: read.body }, async () => {
      const stopped = await stopExecution(orderId, read.body);
      if (typeof stopped === 'string') return problem(stopped, STOP_REFUSALS[stopped]);
      note({ machine: stopped.machine, execution: stopped.execution });
      return json(202, stopped);
    });
  });
