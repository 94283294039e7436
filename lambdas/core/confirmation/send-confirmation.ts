import { occasionOf } from '../contract/mail.ts';
import { backOff, type Patience } from '../shared/back-off.ts';
import { TemporarilyUnavailable } from '../shared/temporarily-unavailable.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import { claimEnd } from './claim-time.ts';
import type { ConfirmationRequest } from './confirmation-request.ts';
import { ConfirmationClaimed, MailOutcomeUnknown, NothingToConfirm, UnusableAddress } from './errors.ts';
import type {
  AnnouncedOrders,
  Claim,
  ComposeConfirmation,
  Confirmations,
  Mailer,
  SentMail,
  Standing,
} from './ports.ts';

/** What sending confirmations needs. */
interface SendConfirmationDependencies {
  confirmations: Confirmations;
  orders: AnnouncedOrders;
  compose: ComposeConfirmation;
  mailer: Mailer;
  now: Clock;
}

type Stands = Extract<Standing, { outcome: 'stands' }>;

/** What became of the wish for a confirmation; `refused` means that no mail can ever reach the address. */
export type ConfirmationOutcome = 'sent' | 'already-sent' | 'overtaken' | 'refused';

/** What one note may take at worst (two attempts of connect 1 s + request 3 s, see the adapters), and the answer after it. */
const NOTE_RESERVE_MS = 9_000;

/** Makes the use case "send the confirmation of an order, once": it claims the confirmation, looks the order up, sends the mail,
 * notes that it is sent. What did not go out for certain gives its claim back, so that the next attempt need not wait; where
 * nobody knows, the claim stays until it expires: that may send a mail twice, and never loses one. What can never go out is
 * noted at once. The order is read under the claim: who erases a person writes the order first and looks for claims then, so
 * that one of the two sees the other. */
export const createSendConfirmation = ({
  confirmations,
  orders,
  compose,
  mailer,
  now,
}: SendConfirmationDependencies) => {
  const send = async (
    request: ConfirmationRequest,
    { record, sentBefore }: Stands,
    claimedUntil: string,
  ): Promise<Omit<SentMail, 'sentAt'> | 'refused'> => {
    try {
      const mail = compose(record, sentBefore);
      const tags = { orderId: request.orderId, occasion: occasionOf(request) };
      return { to: mail.to, messageId: await mailer.send(mail, tags) };
    } catch (error) {
      if (error instanceof UnusableAddress) return 'refused';
      // Where giving it back fails too, the claim expires by itself; the first error is the one to tell.
      if (!(error instanceof MailOutcomeUnknown)) {
        await confirmations.release(request, claimedUntil).catch(() => undefined);
      }
      throw error;
    }
  };

  /** A mail that is out and not noted goes out again: it is noted as long as time remains, and tried once in any case. */
  const persistently = async (patience: Patience, note: () => Promise<void>): Promise<void> => {
    try {
      await note();
    } catch (error) {
      if (!(error instanceof TemporarilyUnavailable)) throw error;
      await backOff(patience, note, NOTE_RESERVE_MS);
    }
  };

  const lookUp = async (request: ConfirmationRequest, claimedUntil: string): Promise<Standing> => {
    try {
      return await orders.standing(request, now().toISOString());
    } catch (error) {
      await confirmations.release(request, claimedUntil).catch(() => undefined);
      throw error;
    }
  };

  const sendClaimed = async (
    request: ConfirmationRequest,
    mailed: Stands,
    claimedUntil: string,
    patience: Patience,
  ): Promise<ConfirmationOutcome> => {
    const sent = await send(request, mailed, claimedUntil);
    const sentAt = toTimestamp(now());
    if (sent === 'refused') {
      await confirmations.noteRefused(request, sentAt);
      return 'refused';
    }
    await persistently(patience, () => confirmations.noteSent(request, { sentAt, ...sent }));
    return 'sent';
  };

  return async (request: ConfirmationRequest, patience: Patience): Promise<ConfirmationOutcome> => {
    const claimedAt = now();
    const claimedUntil = claimEnd(claimedAt).toISOString();
    const claim = await confirmations.claim(request, claimedAt.toISOString(), claimedUntil);
    if (claim.outcome !== 'claimed') return settle(request, claim);
    const standing = await lookUp(request, claimedUntil);
    if (standing.outcome === 'stands') {
      const mailed = claim.sentBefore === undefined ? standing : { ...standing, sentBefore: claim.sentBefore };
      return sendClaimed(request, mailed, claimedUntil, patience);
    }
    await confirmations.withdraw(request, claimedUntil);
    return settle(request, standing);
  };
};

/** What becomes of a message whose mail is not sent now. */
const settle = (
  { orderId, eventType }: ConfirmationRequest,
  { outcome }: Exclude<Claim | Standing, Stands | { outcome: 'claimed' }>,
): ConfirmationOutcome => {
  switch (outcome) {
    case 'already-sent':
    case 'overtaken':
      return outcome;
    case 'claimed-by-another':
      throw new ConfirmationClaimed(`another sender is at the confirmation of ${orderId}`);
    case 'nothing-to-confirm':
      throw new NothingToConfirm(`there is no order ${orderId} for an ${eventType}`);
  }
};
