import type { Bounce, MailOutcome } from '../contract/mail.ts';
import type { AnnouncedRecord } from '../contract/order.ts';
import type { ConfirmationRequest } from './confirmation-request.ts';

/** What became of the attempt to claim a confirmation; a completed claim never expires. */
export type Claim =
  /** `sentBefore` is when the mail went out that is to be sent again. */
  | { outcome: 'claimed'; sentBefore?: string | undefined }
  | { outcome: 'already-sent' }
  | { outcome: 'claimed-by-another' };

/** A mail that SES took. */
export interface SentMail {
  sentAt: string;
  to: string;
  /** SES's own. */
  messageId: string;
}

/** Keeps of each mail of an order who is at it, whether it went out, and what became of it. Every method throws
 * TemporarilyUnavailable. */
export interface Confirmations {
  /** Claims the confirmation until a moment (ISO 8601, milliseconds), unless it is sent or claimed beyond `now`. */
  claim(request: ConfirmationRequest, now: string, claimedUntil: string): Promise<Claim>;
  /** Gives back the claim that ends at this moment, if it is still held, of a mail that did not go out; it is unsent from its
   * first attempt on. */
  release(request: ConfirmationRequest, claimedUntil: string): Promise<void>;
  /** Takes back such a claim where there was nothing to send, and leaves no trace of it. */
  withdraw(request: ConfirmationRequest, claimedUntil: string): Promise<void>;
  /** Notes a mail that is out, with what is known of it by now; ends the claim. */
  noteSent(request: ConfirmationRequest, sent: SentMail): Promise<void>;
  /** Notes that the confirmation can never be sent, which puts it among what needs a person; ends the claim. */
  noteRefused(request: ConfirmationRequest, refusedAt: string): Promise<void>;
}

/** What a mail would be about, as it stands at this moment. */
export type Standing =
  /** `sentBefore` is when the version before sent it. */
  | { outcome: 'stands'; record: AnnouncedRecord; sentBefore?: string | undefined }
  /** The version before sent it. */
  | { outcome: 'already-sent' }
  /** The version before is at it. */
  | { outcome: 'claimed-by-another' }
  /** It is over: a question that has its answer, a processed order that is cancelled by now, a person who was erased. */
  | { outcome: 'overtaken' }
  /** The order is unknown, or has another outcome than the one announced. */
  | { outcome: 'nothing-to-confirm' };

/** Looks orders up by what was announced of them. */
export interface AnnouncedOrders {
  /** Never an older copy; throws TemporarilyUnavailable, and UnreadableItem. */
  standing(request: ConfirmationRequest, now: string): Promise<Standing>;
}

/** What SES told of a mail. */
export interface ToldOutcome {
  orderId: string;
  occasion: string;
  messageId: string;
  /** When SES took it. */
  mailedAt: string;
  outcome: Extract<MailOutcome, 'delayed' | 'delivered' | 'bounced' | 'complained' | 'rejected'>;
  at: string;
  bounce?: Bounce | undefined;
}

/** What noting an outcome did: `found` where the mail was out and not noted as such, which it is now; `known` where as much or
 * more is known; `of-another` where the mail was sent again since; `unknown` where there is no such mail. */
export type Noted = 'noted' | 'found' | 'known' | 'of-another' | 'unknown';

/** Keeps what became of mails. Throws TemporarilyUnavailable. */
export interface MailOutcomes {
  note(told: ToldOutcome): Promise<Noted>;
}

/** A mail as it goes out. */
export interface Mail {
  to: string;
  subject: string;
  html: string;
  text: string;
}

/** By what SES's events name a mail. */
export interface MailTags {
  orderId: string;
  occasion: string;
}

/** Sends mails. */
export interface Mailer {
  /** Makes one attempt, and gives SES's id of the mail; throws UnusableAddress where no attempt can ever succeed,
   * MailOutcomeUnknown where the mail may have gone out, any other error where it has not. */
  send(mail: Mail, tags: MailTags): Promise<string>;
}

/** Writes the confirmation of an order, which may say that it went out before and when; throws UnusableAddress. */
export type ComposeConfirmation = (record: AnnouncedRecord, sentBefore?: string) => Mail;
