import { escapeHtml } from '../../../kit/escape.ts';
import type { StoredMail } from '../../../kit/mailbox.ts';
import { toolPage } from '../../../kit/tool-page.ts';
import type { HttpResponse } from '../../../service.ts';
import type { SentMails } from '../outcomes/sent-mails.ts';
import { fatesSection } from './fates.ts';
import { moment } from './moment.ts';
import type { Inbox } from './mount.ts';
import { outcomeBadges, outcomesJson } from './outcomes.ts';

const PAGE = 50;

/** `/inbox`: every mail, the newest first; `?to=` shows those to one address, `?before=` older ones. */
export const listPage = ({ mailbox, sent, fates }: Inbox, query: URLSearchParams): HttpResponse => {
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
${mails.length === 0 ? '<p>There is no mail here yet. Reload the page when something was sent.</p>' : `<ul class="mails">${mails.map((mail) => item(mail, sent)).join('')}</ul>`}
${mails.length < PAGE ? '' : older(mails.at(-1), to)}
${fatesSection(fates)}`,
  );
};

const item = (mail: StoredMail, sent: SentMails): string => `<li>
<a href="/inbox/${escapeHtml(mail.messageId)}">${escapeHtml(mail.subject || '(no subject)')}</a>
<p class="muted">To ${escapeHtml(mail.recipients.join(', '))}, from ${escapeHtml(mail.from)}, ${moment(mail.receivedAt)}</p>
${outcomeBadges(sent, mail)}
</li>`;

const older = (last: StoredMail | undefined, to: string | undefined): string => {
  const query = new URLSearchParams({ ...(to !== undefined && { to }), before: String(last?.id ?? 0) });
  return `<p><a href="/inbox?${escapeHtml(query.toString())}">Older mails</a></p>`;
};

/** `/inbox.json`: the same for programs, `?to=`, `?before=` and `?limit=`. */
export const listJson = ({ mailbox, sent }: Inbox, query: URLSearchParams) => ({
  mails: mailbox
    .list({
      to: query.get('to') ?? undefined,
      before: Number(query.get('before')) || undefined,
      limit: Number(query.get('limit')) || PAGE,
    })
    .map(({ receivedAt, raw: _source, ...mail }) => ({
      ...mail,
      receivedAt: new Date(receivedAt).toISOString(),
      outcomes: outcomesJson(sent, mail.messageId),
    })),
});
