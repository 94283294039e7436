import type { AnnouncedRecord } from '../contract/order.ts';
import type { ConfirmationRequest } from './confirmation-request.ts';

/** What became of the attempt to claim a confirmation. */
export type Claim =
  /** `sentBefore` is when the mail went out that is to be sent again. */
  | { outcome: 'claimed'; record: AnnouncedRecord; refusedBefore?: true; sentBefore?: string }
  /** A completed claim never expires. */
  | { outcome: 'already-sent' }
  | { outcome: 'claimed-by-another' }
  /** What the mail would be about is over: a question that has its answer, a processed order that is cancelled by now. */
  | { outcome: 'overtaken' }
  /** The order is unknown, or has another outcome than the one announced. */
  | { outcome: 'nothing-to-confirm' };

/** Keeps on each order's record whether its confirmation went out. Every method throws TemporarilyUnavailable. */
export interface Confirmations {
  /** Claims the confirmation until a moment (ISO 8601, milliseconds), unless it is sent or claimed beyond `now`. */
  claim(request: ConfirmationRequest, now: string, claimedUntil: string): Promise<Claim>;
  /** Gives back the claim that ends at this moment, if it is still held. */
  release(request: ConfirmationRequest, claimedUntil: string): Promise<void>;
  /** Notes when the confirmation was sent, and to which address; ends the claim. `refused` is the record where an earlier
   * attempt noted that it can never be sent: that no longer holds. */
  noteSent(request: ConfirmationRequest, sentAt: string, sentTo: string, refused?: AnnouncedRecord): Promise<void>;
  /** Notes that the confirmation can never be sent, which puts the order among those that need a person; ends the claim. */
  noteRefused(request: ConfirmationRequest, refusedAt: string): Promise<void>;
}

/** A mail as it goes out. */
export interface Mail {
  to: string;
  subject: string;
  html: string;
  text: string;
}

/** Sends mails. */
export interface Mailer {
  /** Makes one attempt; throws UnusableAddress where no attempt can ever succeed, MailOutcomeUnknown where the mail may have
   * gone out, any other error where it has not. */
  send(mail: Mail): Promise<void>;
}

/** Writes the confirmation of an order, which may say that it went out before and when; throws UnusableAddress. */
export type ComposeConfirmation = (record: AnnouncedRecord, sentBefore?: string) => Mail;
