import { escapeHtml } from '../../../kit/escape.ts';
import type { StoredMail } from '../../../kit/mailbox.ts';
import { EVENT_TYPES } from '../outcomes/event-types.ts';
import type { Happening } from '../outcomes/record.ts';
import type { SentMails } from '../outcomes/sent-mails.ts';
import { moment } from './moment.ts';

/** What became of a mail in a few words, for a line of the list; nothing where SES did not send it. */
export const outcomeBadges = (sent: SentMails, { messageId }: StoredMail): string => {
  const happenings = sent.happenings(messageId);
  if (happenings.length === 0) return '';
  const ends = happenings.filter(({ type }) => type !== 'SEND');
  // A recipient's last one counts: what is delivered is no longer delayed.
  const last = new Map(ends.flatMap((end) => end.recipients.map((recipient) => [recipient, end] as const)));
  const labels = new Map([...last.values()].map((end) => [labelOf(end), badge(end)]));
  return labels.size === 0 ? '<span class="badge">On its way</span>' : [...labels.values()].join(' ');
};

/** What became of a mail, in order and with times, and what else can be made of it. */
export const outcomeSection = (sent: SentMails, { messageId }: StoredMail): string => {
  const happenings = sent.happenings(messageId);
  if (happenings.length === 0) return '';
  const action = `/inbox/${escapeHtml(messageId)}/outcome`;
  return `<h2>What became of it</h2>
<ul class="mails">${happenings.map(item).join('')}</ul>
<form method="post" action="${action}" class="actions">
<button name="outcome" value="bounce">Let it bounce</button>
<button name="outcome" value="complaint">Mark it as spam</button>
<p class="muted">Either is told to the sender as Amazon SES would, and may put the address on the suppression list.</p>
</form>`;
};

/** The same for programs. */
export const outcomesJson = (sent: SentMails, messageId: string) =>
  sent.happenings(messageId).map(({ type, subType, recipients, at }) => ({
    event: EVENT_TYPES[type].record,
    ...(subType !== undefined && { subType }),
    recipients,
    at: new Date(at).toISOString(),
  }));

const item = (happening: Happening): string =>
  `<li>${badge(happening)} <p class="muted">${escapeHtml(happening.recipients.join(', '))}, ${moment(happening.at)}</p></li>`;

const badge = (happening: Happening): string => {
  const isGood = happening.type === 'SEND' || happening.type === 'DELIVERY';
  return `<span class="badge${isGood ? '' : ' bad'}">${labelOf(happening)}</span>`;
};

const labelOf = ({ type, subType }: Happening): string => {
  if (subType === 'Suppressed') return 'Not sent: Amazon SES suppresses the address';
  if (subType === 'OnAccountSuppressionList') return 'Not sent: the address is on the suppression list';
  return LABELS[type] ?? type;
};

const LABELS: Readonly<Record<string, string>> = {
  SEND: 'Sent',
  DELIVERY: 'Delivered',
  BOUNCE: 'Bounced',
  COMPLAINT: 'Marked as spam',
  REJECT: 'Rejected: it has a virus',
  DELIVERY_DELAY: 'Delayed',
};
