import type { IncomingMessage } from 'node:http';
import { jsonResponse, readRequest, writeResponse } from '../../../http.ts';
import { escapeHtml } from '../../../kit/escape.ts';
import type { Mailbox } from '../../../kit/mailbox.ts';
import { toolPage } from '../../../kit/tool-page.ts';
import type { HttpResponse, Mount } from '../../../service.ts';
import type { ChosenFates } from '../outcomes/chosen-fates.ts';
import type { Course } from '../outcomes/course.ts';
import type { SentMails } from '../outcomes/sent-mails.ts';
import { type Answer, befall, chooseFate } from './actions.ts';
import { listJson, listPage } from './list.ts';
import { htmlPart, mailPage, sourcePart } from './mail.ts';

/** What the inbox shows, and what can be done there. */
export interface Inbox {
  readonly mailbox: Mailbox;
  readonly sent: SentMails;
  readonly fates: ChosenFates;
  readonly course: Course;
}

/** The inbox on the AWS endpoint: `/inbox` for people, `/inbox.json` for programs. */
export const inboxMount = (inbox: Inbox): Mount => ({
  matches: (method, path) => (method === 'GET' || method === 'POST') && /^\/inbox(\.json$|\/|$)/.test(path),
  handle: async (request, response) =>
    writeResponse(response, request.method === 'POST' ? await act(inbox, request) : show(inbox, request)),
});

const show = (inbox: Inbox, { url = '/' }: IncomingMessage): HttpResponse => {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  if (pathname === '/inbox.json') return jsonResponse(200, listJson(inbox, searchParams));
  const [, messageId = '', part] = /^\/inbox\/([^/]*)(?:\/([^/]*))?$/.exec(pathname) ?? [];
  if (messageId === '') return listPage(inbox, searchParams);
  const mail = inbox.mailbox.find(messageId);
  if (!mail) return noSuchMail();
  if (part === undefined || part === '') return mailPage(mail, inbox.sent);
  if (part === 'html' && mail.html !== undefined) return htmlPart(mail);
  return part === 'source' ? sourcePart(mail) : noSuchMail();
};

const act = async (inbox: Inbox, request: IncomingMessage): Promise<HttpResponse> => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const form = new URLSearchParams((await readRequest(request))?.body.toString() ?? '');
  if (pathname === '/inbox/fates') return answered(chooseFate(inbox, form));
  const [, messageId] = /^\/inbox\/([^/]+)\/outcome$/.exec(pathname) ?? [];
  const answer = messageId === undefined ? undefined : befall(inbox, messageId, form);
  return answer ? answered(answer) : noSuchMail();
};

const answered = (answer: Answer): HttpResponse =>
  'refusal' in answer
    ? toolPage(
        'Not done',
        `<h1>Not done</h1>\n<p role="alert">${escapeHtml(answer.refusal)}</p>\n<p><a href="/inbox">Back to the inbox</a></p>`,
        400,
      )
    : { status: 303, headers: { location: answer.location, 'cache-control': 'no-store' }, body: '' };

const noSuchMail = (): HttpResponse =>
  toolPage('No such mail', '<h1>There is no such mail</h1>\n<p><a href="/inbox">Back to the inbox</a></p>', 404);
