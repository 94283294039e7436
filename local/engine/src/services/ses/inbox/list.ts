import { escapeHtml } from '../../../kit/escape.ts';
import type { Mailbox, StoredMail } from '../../../kit/mailbox.ts';
import { toolPage } from '../../../kit/tool-page.ts';
import type { HttpResponse } from '../../../service.ts';
import { EVENT_TYPES } from '../outcomes/event-types.ts';
import type { SentMails } from '../outcomes/sent-mails.ts';

const PAGE = 50;

/** `/inbox`: every mail, the newest first; `?to=` shows those to one address, `?before=` older ones. */
export const listPage = (mailbox: Mailbox, query: URLSearchParams): HttpResponse => {
  const to = query.get('to')?.trim() || undefined;
  const before = Number(query.get('before')) || undefined;
  const mails = mailbox.list({ to, before, limit: PAGE });
  const count = mailbox.count(to);
  return toolPage(
    'Inbox',
    `<h1>Inbox</h1>
<p class="muted">${count === 1 ? 'One mail' : `${count} mails`}${to === undefined ? '' : ` to ${escapeHtml(to)}`}. Nothing leaves this machine: what the shop sends ends here.</p>
<form method="get" action="/inbox" role="search">
<label>Sent to<input type="search" name="to" value="${escapeHtml(to ?? '')}" autocomplete="off"></label>
<button>Show</button>
</form>
${mails.length === 0 ? '<p>There is no mail here yet. Reload the page when something was sent.</p>' : `<ul class="mails">${mails.map(item).join('')}</ul>`}
${mails.length < PAGE ? '' : older(mails.at(-1), to)}`,
  );
};

const item = (mail: StoredMail): string => `<li>
<a href="/inbox/${escapeHtml(mail.messageId)}">${escapeHtml(mail.subject || '(no subject)')}</a>
<p class="muted">To ${escapeHtml(mail.recipients.join(', '))}, from ${escapeHtml(mail.from)}, ${moment(mail)}</p>
</li>`;

/** When a mail came, as a person and as a program read it. */
export const moment = ({ receivedAt }: StoredMail): string => {
  const iso = new Date(receivedAt).toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
};

const older = (last: StoredMail | undefined, to: string | undefined): string => {
  const query = new URLSearchParams({ ...(to !== undefined && { to }), before: String(last?.id ?? 0) });
  return `<p><a href="/inbox?${escapeHtml(query.toString())}">Older mails</a></p>`;
};

/** `/inbox.json`: the same for programs, `?to=`, `?before=` and `?limit=`. */
export const listJson = (mailbox: Mailbox, sent: SentMails, query: URLSearchParams) => ({
  mails: mailbox
    .list({
      to: query.get('to') ?? undefined,
      before: Number(query.get('before')) || undefined,
      limit: Number(query.get('limit')) || PAGE,
    })
    .map(({ receivedAt, raw: _source, ...mail }) => ({
      ...mail,
      receivedAt: new Date(receivedAt).toISOString(),
      outcomes: sent.happenings(mail.messageId).map(({ type, subType, recipients, at }) => ({
        event: EVENT_TYPES[type].record,
        ...(subType !== undefined && { subType }),
        recipients,
        at: new Date(at).toISOString(),
      })),
    })),
});
