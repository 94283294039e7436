import { occasionSchema } from '../../../core/contract/mail.ts';
import type { createShowMail, ShowMailRefusal } from '../../../core/support/show-mail.ts';
import { json, problem } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { forSupport } from './guard.ts';

/** What a person is told who wishes to see a mail and cannot. */
export const SHOW_MAIL_REFUSALS: Readonly<Record<ShowMailRefusal, string>> = {
  'order-not-found': 'There is no record of such an order.',
  'mail-not-found': 'No such mail about this order was sent, nor tried to be.',
  'order-erased': 'The person was erased, and with them what their mails said.',
  'mail-overtaken': 'What this mail told is no longer in the record of the order, so it cannot be written anew.',
};

/** GET /api/support/orders/{orderId}/mails/{occasion} */
export const respondToShowMail = (showMail: ReturnType<typeof createShowMail>): Respond =>
  forSupport('show-mail', async ({ pathParameters }, note) => {
    const { orderId = '', occasion } = pathParameters ?? {};
    const named = occasionSchema.safeParse(occasion);
    const shown = named.success ? await showMail(orderId, named.data) : 'mail-not-found';
    if (typeof shown === 'string') return problem(shown, SHOW_MAIL_REFUSALS[shown]);
    note({ occasion: shown.occasion });
    return json(200, shown);
  });
