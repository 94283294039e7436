import type { DecidedRecord } from '../contract/order.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import { claimEnd } from './claim-time.ts';
import type { ConfirmationRequest } from './confirmation-request.ts';
import { ConfirmationClaimed, MailOutcomeUnknown, NothingToConfirm } from './errors.ts';
import type { ComposeConfirmation, Confirmations, Mail, Mailer } from './ports.ts';

/** What sending confirmations needs. */
interface SendConfirmationDependencies {
  confirmations: Confirmations;
  compose: ComposeConfirmation;
  mailer: Mailer;
  now: Clock;
}

/**
 * Makes the use case "send the confirmation of an order, once": it claims the confirmation, sends it, notes that it is
 * sent. What did not go out for certain gives its claim back, so that the next attempt need not wait; where nobody knows,
 * the claim stays until it expires: that may send a mail twice, and never loses one.
 */
export const createSendConfirmation = ({ confirmations, compose, mailer, now }: SendConfirmationDependencies) => {
  const send = async (record: DecidedRecord, claimedUntil: string): Promise<Mail> => {
    try {
      const mail = compose(record);
      await mailer.send(mail);
      return mail;
    } catch (error) {
      // Where giving it back fails too, the claim expires by itself; the first error is the one to tell.
      if (!(error instanceof MailOutcomeUnknown)) {
        await confirmations.release(record.orderId, claimedUntil).catch(() => undefined);
      }
      throw error;
    }
  };
  return async (request: ConfirmationRequest): Promise<'sent' | 'already-sent'> => {
    const { orderId, eventType } = request;
    const claimedAt = now();
    const claimedUntil = claimEnd(claimedAt).toISOString();
    const claim = await confirmations.claim(request, claimedAt.toISOString(), claimedUntil);
    switch (claim.outcome) {
      case 'already-sent':
        return 'already-sent';
      case 'claimed-by-another':
        throw new ConfirmationClaimed(`another sender is at the confirmation of ${orderId}`);
      case 'nothing-to-confirm':
        throw new NothingToConfirm(`there is no order ${orderId} for an ${eventType}`);
      case 'claimed': {
        const { to } = await send(claim.record, claimedUntil);
        await confirmations.noteSent(orderId, toTimestamp(now()), to);
        return 'sent';
      }
    }
  };
};
