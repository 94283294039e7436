import { backOff, type Patience } from '../shared/back-off.ts';
import { TemporarilyUnavailable } from '../shared/temporarily-unavailable.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import { claimEnd } from './claim-time.ts';
import type { ConfirmationRequest } from './confirmation-request.ts';
import { ConfirmationClaimed, MailOutcomeUnknown, NothingToConfirm, UnusableAddress } from './errors.ts';
import type { Claim, ComposeConfirmation, Confirmations, Mail, Mailer } from './ports.ts';

/** What sending confirmations needs. */
interface SendConfirmationDependencies {
  confirmations: Confirmations;
  compose: ComposeConfirmation;
  mailer: Mailer;
  now: Clock;
}

/** What became of the wish for a confirmation; `refused` means that no mail can ever reach the address. */
export type ConfirmationOutcome = 'sent' | 'already-sent' | 'overtaken' | 'refused';

type Claimed = Claim & { outcome: 'claimed' };

/** What one note may take at worst (two attempts of connect 1 s + request 3 s, see the adapters), and the answer after it. */
const NOTE_RESERVE_MS = 9_000;

/** Makes the use case "send the confirmation of an order, once": it claims the confirmation, sends it, notes that it is
 * sent. What did not go out for certain gives its claim back, so that the next attempt need not wait; where nobody knows,
 * the claim stays until it expires: that may send a mail twice, and never loses one. What can never go out is noted at once. */
export const createSendConfirmation = ({ confirmations, compose, mailer, now }: SendConfirmationDependencies) => {
  const send = async (
    request: ConfirmationRequest,
    { record, sentBefore }: Claimed,
    claimedUntil: string,
  ): Promise<Mail | 'refused'> => {
    try {
      const mail = compose(record, sentBefore);
      await mailer.send(mail);
      return mail;
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

  const sendClaimed = async (
    request: ConfirmationRequest,
    claim: Claimed,
    claimedUntil: string,
    patience: Patience,
  ): Promise<ConfirmationOutcome> => {
    const mail = await send(request, claim, claimedUntil);
    const at = toTimestamp(now());
    if (mail === 'refused') {
      await confirmations.noteRefused(request, at);
      return 'refused';
    }
    const refused = claim.refusedBefore ? [claim.record] : [];
    await persistently(patience, () => confirmations.noteSent(request, at, mail.to, ...refused));
    return 'sent';
  };

  return async (request: ConfirmationRequest, patience: Patience): Promise<ConfirmationOutcome> => {
    const { orderId, eventType } = request;
    const claimedAt = now();
    const claimedUntil = claimEnd(claimedAt).toISOString();
    const claim = await confirmations.claim(request, claimedAt.toISOString(), claimedUntil);
    switch (claim.outcome) {
      case 'already-sent':
      case 'overtaken':
        return claim.outcome;
      case 'claimed-by-another':
        throw new ConfirmationClaimed(`another sender is at the confirmation of ${orderId}`);
      case 'nothing-to-confirm':
        throw new NothingToConfirm(`there is no order ${orderId} for an ${eventType}`);
      case 'claimed':
        return sendClaimed(request, claim, claimedUntil, patience);
    }
  };
};
