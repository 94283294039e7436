import type { createResendConfirmation } from '../../../core/support/resend-confirmation.ts';
import { json, problem } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { forSupport } from './guard.ts';

/** POST /api/support/orders/{orderId}/resend-confirmation */
export const respondToResend = (resendConfirmation: ReturnType<typeof createResendConfirmation>): Respond =>
  forSupport('resend-confirmation', async (event, note) => {
    const resent = await resendConfirmation(event.pathParameters?.orderId ?? '');
    if (resent === 'order-not-found') return problem(resent, 'There is no record of such an order.');
    if (resent === 'order-undecided') return problem(resent, 'There is nothing to confirm yet.');
    if (resent === 'order-erased') return problem(resent, 'Nobody is left to write to.');
    note({ eventType: resent.eventType });
    return json(202, resent);
  });
