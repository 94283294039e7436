import { escapeHtml } from '../../../kit/escape.ts';
import type { StoredMail } from '../../../kit/mailbox.ts';
import { toolPage } from '../../../kit/tool-page.ts';
import type { HttpResponse } from '../../../service.ts';
import { sourceOf } from '../mime/write.ts';
import type { SentMails } from '../outcomes/sent-mails.ts';
import { moment } from './moment.ts';
import { outcomeSection } from './outcomes.ts';

/** `/inbox/{id}`: one mail, with its HTML part in a frame that may do nothing but show it and open links. */
export const mailPage = (mail: StoredMail, sent: SentMails): HttpResponse => {
  const { subject, from, recipients, html, text } = mail;
  const address = `/inbox/${escapeHtml(mail.messageId)}`;
  return toolPage(
    subject || '(no subject)',
    `<p><a href="/inbox">Inbox</a></p>
<h1>${escapeHtml(subject || '(no subject)')}</h1>
<dl>
<dt>From</dt><dd>${escapeHtml(from)}</dd>
<dt>To</dt><dd>${escapeHtml(recipients.join(', '))}</dd>
<dt>Sent</dt><dd>${moment(mail.receivedAt)}</dd>
</dl>
${outcomeSection(sent, mail)}
${
  html === undefined
    ? ''
    : `<h2>As a mail program shows it</h2>
<iframe title="The mail" src="${address}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
<p><a href="${address}/html">Open it alone</a></p>`
}
${text === undefined ? '' : `<h2>As plain text</h2>\n<pre tabindex="0">${escapeHtml(text)}</pre>`}
<h2>Source</h2>
<details><summary>Show the source</summary><pre tabindex="0">${escapeHtml(sourceOf(mail))}</pre></details>
<p><a href="${address}/source">Open the source alone</a></p>`,
  );
};

/** `/inbox/{id}/html`: the HTML part by itself, in a sandbox also where it is opened without the frame. */
export const htmlPart = ({ html = '' }: StoredMail): HttpResponse => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // Mail programs run no script and, until asked, load nothing from outside.
    'content-security-policy':
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  },
  body: withNewWindows(html),
});

/** Links of a mail open beside the inbox, not in its frame. */
const withNewWindows = (html: string): string => {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + base) : base + html;
};

/** `/inbox/{id}/source`: the message as it would travel. */
export const sourcePart = (mail: StoredMail): HttpResponse => ({
  status: 200,
  headers: {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  },
  body: sourceOf(mail),
});
