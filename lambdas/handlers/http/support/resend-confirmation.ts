import { resendRequestSchema } from '../../../core/contract/support.ts';
import type { createResendConfirmation, ResendRefusal } from '../../../core/support/resend-confirmation.ts';
import { json, problem } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { readBody } from '../read-body.ts';
import { forSupport } from './guard.ts';
import { type Noted, orderIdOf } from './noted.ts';

/** What a person is told whose wish to send a mail again is refused. */
export const RESEND_REFUSALS: Readonly<Record<ResendRefusal, string>> = {
  'order-not-found': 'There is no record of such an order.',
  'order-undecided': 'There is nothing to confirm yet.',
  'order-erased': 'Nobody is left to write to.',
  'mail-overtaken': 'The order stands otherwise by now than this mail tells: send the latest one.',
};

/** POST /api/support/orders/{orderId}/resend-confirmation */
export const respondToResend = (
  resendConfirmation: ReturnType<typeof createResendConfirmation>,
  noted: Noted,
): Respond =>
  forSupport('resend-confirmation', async (event, note) => {
    const read = readBody(event, resendRequestSchema);
    if (!read.ok) return read.refusal;
    const orderId = orderIdOf(event);
    if (orderId === undefined) return problem('order-not-found', RESEND_REFUSALS['order-not-found']);
    return noted(event, { subject: { orderId }, action: 'resend-confirmation' }, async () => {
      const resent = await resendConfirmation(orderId, read.body);
      if (typeof resent === 'string') return problem(resent, RESEND_REFUSALS[resent]);
      note({ eventType: resent.eventType });
      return json(202, resent);
    });
  });
