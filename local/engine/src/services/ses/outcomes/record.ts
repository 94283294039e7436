import { createHash } from 'node:crypto';
import { EVENT_TYPES, type EventType } from './event-types.ts';
import type { MailObject } from './mail-object.ts';

/** Something that became of a mail. */
export interface Happening {
  readonly id: number;
  readonly type: EventType;
  readonly subType?: string | undefined;
  readonly recipients: readonly string[];
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The event that tells of it; the same for the same happening, however often it is told.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html */
export const recordOf = (mail: MailObject, happening: Happening): Readonly<Record<string, unknown>> => {
  const { record, member } = EVENT_TYPES[happening.type];
  const leaves = happening.type === 'DELIVERY' || happening.type === 'BOUNCE';
  const tags = leaves && !isSuppressed(happening) ? { ...mail.tags, 'ses:outgoing-ip': ['127.0.0.1'] } : mail.tags;
  return { eventType: record, mail: { ...mail, tags }, [member]: detailsOf(mail, happening) };
};

const MTA = 'a1-1.smtp-out.amazonses.com';
const LIST_PAGE = 'https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html';

const isSuppressed = ({ subType }: Happening): boolean =>
  subType === 'Suppressed' || subType === 'OnAccountSuppressionList';

const detailsOf = (mail: MailObject, happening: Happening): unknown => {
  const timestamp = new Date(happening.at).toISOString();
  const each = (more: object = {}) => happening.recipients.map((emailAddress) => ({ emailAddress, ...more }));
  switch (happening.type) {
    case 'DELIVERY':
      return {
        timestamp,
        processingTimeMillis: Math.max(0, happening.at - Date.parse(mail.timestamp)),
        recipients: happening.recipients,
        smtpResponse: '250 2.6.0 Message received',
        remoteMtaIp: '127.0.0.1',
        reportingMTA: MTA,
      };
    case 'BOUNCE':
      return {
        feedbackId: feedbackId(mail, happening),
        bounceType: 'Permanent',
        bounceSubType: happening.subType ?? 'General',
        bouncedRecipients: each({ action: 'failed', status: '5.1.1', diagnosticCode: diagnosis(happening) }),
        timestamp,
        reportingMTA: `dns; ${isSuppressed(happening) ? 'amazonses.com' : MTA}`,
      };
    case 'COMPLAINT':
      return {
        feedbackId: feedbackId(mail, happening),
        complaintSubType: happening.subType ?? null,
        complainedRecipients: each(),
        timestamp,
        // A mail that was not sent has no report of a mailbox provider.
        ...(happening.subType === undefined && {
          userAgent: 'Amazon SES Mailbox Simulator',
          complaintFeedbackType: 'abuse',
          arrivalDate: timestamp,
        }),
      };
    case 'REJECT':
      return { reason: 'Bad content' };
    case 'DELIVERY_DELAY':
      return {
        timestamp,
        delayType: 'TransientCommunicationFailure',
        // SES gives up after 14 hours.
        expirationTime: new Date(Date.parse(mail.timestamp) + 14 * 3_600_000).toISOString(),
        delayedRecipients: each({
          status: '4.4.1',
          diagnosticCode: 'smtp; 421 4.4.1 Unable to connect to remote host',
        }),
        reportingMTA: MTA,
      };
    default:
      return {};
  }
};

const diagnosis = ({ subType }: Happening): string => {
  if (subType === 'Suppressed') {
    return `Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address. See ${LIST_PAGE}`;
  }
  return subType === 'OnAccountSuppressionList'
    ? `Amazon SES did not send the message to this address because it is on the suppression list for your account. See ${LIST_PAGE}`
    : 'smtp; 550 5.1.1 user unknown';
};

const feedbackId = (mail: MailObject, { id, at }: Happening): string => {
  const digest = createHash('sha256').update(`${mail.messageId} ${id}`).digest('hex').slice(0, 24);
  return `0100${at.toString(16).padStart(12, '0')}-${digest}-000000`;
};
