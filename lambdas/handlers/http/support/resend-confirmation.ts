import type { createResendConfirmation } from '../../../core/support/resend-confirmation.ts';
import { json, problem } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { forSupport } from './guard.ts';
import { type Noted, orderIdOf } from './noted.ts';

/** POST /api/support/orders/{orderId}/resend-confirmation */
export const respondToResend = (
  resendConfirmation: ReturnType<typeof createResendConfirmation>,
  noted: Noted,
): Respond =>
  forSupport('resend-confirmation', async (event, note) => {
    const orderId = orderIdOf(event);
    if (orderId === undefined) return problem('order-not-found', 'There is no record of such an order.');
    return noted(event, { subject: { orderId }, action: 'resend-confirmation' }, async () => {
      const resent = await resendConfirmation(orderId);
      if (resent === 'order-not-found') return problem(resent, 'There is no record of such an order.');
      if (resent === 'order-undecided') return problem(resent, 'There is nothing to confirm yet.');
      if (resent === 'order-erased') return problem(resent, 'Nobody is left to write to.');
      note({ eventType: resent.eventType });
      return json(202, resent);
    });
  });
