import { occasionSchema } from '../../../core/contract/mail.ts';
import { settleMailRequestSchema } from '../../../core/contract/support.ts';
import type { createSettleMail, SettleRefusal } from '../../../core/support/settle-mail.ts';
import { json, problem } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { readBody } from '../read-body.ts';
import { forSupport } from './guard.ts';
import { type Noted, orderIdOf } from './noted.ts';

/** What a person is told whose wish to settle a mail is refused. */
export const SETTLE_REFUSALS: Readonly<Record<SettleRefusal, string>> = {
  'order-not-found': 'There is no record of such an order.',
  'mail-not-found': 'There is no such mail about this order that needs a person.',
  'mail-trouble-changed': 'It arrived, was settled, or something newer became of it: look at it again.',
};

/** POST /api/support/orders/{orderId}/mails/{occasion}/settle */
export const respondToSettle = (settleMail: ReturnType<typeof createSettleMail>, noted: Noted): Respond =>
  forSupport('settle-mail', async (event, note) => {
    const read = readBody(event, settleMailRequestSchema);
    if (!read.ok) return read.refusal;
    const orderId = orderIdOf(event);
    if (orderId === undefined) return problem('order-not-found', SETTLE_REFUSALS['order-not-found']);
    const occasion = occasionSchema.safeParse(event.pathParameters?.occasion).data;
    if (occasion === undefined) return problem('mail-not-found', SETTLE_REFUSALS['mail-not-found']);
    const { reason, since } = read.body;
    note({ occasion });
    return noted(event, { subject: { orderId }, action: 'settle-mail', details: { occasion, reason } }, async () => {
      const settled = await settleMail(orderId, occasion, since);
      return typeof settled === 'string' ? problem(settled, SETTLE_REFUSALS[settled]) : json(200, settled);
    });
  });
