import { toFieldErrors } from '../../../core/contract/order-request.ts';
import { redriveRequestSchema } from '../../../core/contract/support.ts';
import type { createRedriveOrder, RedriveRefusal } from '../../../core/support/redrive-order.ts';
import { json, problem } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { bodyBytesOf, parseJson } from '../request.ts';
import { forSupport } from './guard.ts';
import { type Noted, orderIdOf } from './noted.ts';

/** What a person is told whose wish to revive an order is refused. */
export const REDRIVE_REFUSALS: Readonly<Record<RedriveRefusal, string>> = {
  'order-not-found': 'There is no record of such an order: it may still wait in its queue.',
  'execution-running': 'It is under way already.',
  'execution-succeeded': 'It did all of its work. To send the confirmation again there is an action of its own.',
  'execution-aborted': 'A person stopped it. Say so explicitly to take it up again.',
  'order-decided': 'A new start would decide the order once more. Send the confirmation again instead.',
  'not-redrivable': 'Neither a redrive nor another new start is possible.',
};

/** No body is an empty one. */
const parseBody = (text: string): unknown => (text.trim() === '' ? {} : parseJson(text));

/** POST /api/support/orders/{orderId}/redrive */
export const respondToRedrive = (redriveOrder: ReturnType<typeof createRedriveOrder>, noted: Noted): Respond =>
  forSupport('redrive-order', async (event, note) => {
    const parsed = redriveRequestSchema.safeParse(parseBody(bodyBytesOf(event).toString('utf8')));
    if (!parsed.success) {
      return problem('invalid-request', 'The request is not valid.', { errors: toFieldErrors(parsed.error) });
    }
    const orderId = orderIdOf(event);
    if (orderId === undefined) return problem('order-not-found', REDRIVE_REFUSALS['order-not-found']);
    return noted(event, { subject: { orderId }, action: 'redrive-order', details: parsed.data }, async () => {
      const redriven = await redriveOrder(orderId, parsed.data);
      if (typeof redriven === 'string') return problem(redriven, REDRIVE_REFUSALS[redriven]);
      note({ machine: redriven.machine, execution: redriven.execution, did: redriven.action });
      return json(202, redriven);
    });
  });
