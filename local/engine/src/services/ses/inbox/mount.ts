import type { IncomingMessage } from 'node:http';
import { jsonResponse, writeResponse } from '../../../http.ts';
import type { Mailbox } from '../../../kit/mailbox.ts';
import { toolPage } from '../../../kit/tool-page.ts';
import type { HttpResponse, Mount } from '../../../service.ts';
import type { SentMails } from '../outcomes/sent-mails.ts';
import { listJson, listPage } from './list.ts';
import { htmlPart, mailPage, sourcePart } from './mail.ts';

const noSuchMail = (): HttpResponse =>
  toolPage('No such mail', '<h1>There is no such mail</h1>\n<p><a href="/inbox">Back to the inbox</a></p>', 404);

/** The inbox on the AWS endpoint: `/inbox` for people, `/inbox.json` for programs. */
export const inboxMount = (mailbox: Mailbox, sent: SentMails): Mount => ({
  matches: (method, path) => method === 'GET' && /^\/inbox(\.json$|\/|$)/.test(path),
  handle: (request, response) => writeResponse(response, answer(mailbox, sent, request)),
});

const answer = (mailbox: Mailbox, sent: SentMails, { url = '/' }: IncomingMessage): HttpResponse => {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  if (pathname === '/inbox.json') return jsonResponse(200, listJson(mailbox, sent, searchParams));
  const [, messageId = '', part] = /^\/inbox\/([^/]*)(?:\/([^/]*))?$/.exec(pathname) ?? [];
  if (messageId === '') return listPage(mailbox, searchParams);
  const mail = mailbox.find(messageId);
  if (!mail) return noSuchMail();
  if (part === undefined || part === '') return mailPage(mail);
  if (part === 'html' && mail.html !== undefined) return htmlPart(mail);
  return part === 'source' ? sourcePart(mail) : noSuchMail();
};
