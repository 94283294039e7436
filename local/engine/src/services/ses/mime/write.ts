import type { StoredMail } from '../../../kit/mailbox.ts';
import { headerValue, quotedPrintable } from './encode.ts';

/** The mail as it would travel: as it was given, or made of its parts (RFC 5322, RFC 2046). */
export const sourceOf = (mail: StoredMail): string => {
  if (mail.raw !== undefined) return mail.raw;
  const boundary = `=_${mail.messageId}`;
  const headers: [string, string][] = [
    ['From', mail.from],
    ['To', mail.recipients.join(', ')],
    ['Subject', mail.subject],
    ['Date', new Date(mail.receivedAt).toUTCString().replace('GMT', '+0000')],
    ['Message-ID', `<${mail.messageId}@email.amazonses.com>`],
    ...(mail.headers ?? []).map(([name, value]): [string, string] => [name, value]),
    ['MIME-Version', '1.0'],
  ];
  const parts = [
    ...(mail.text === undefined ? [] : [part('text/plain', mail.text)]),
    ...(mail.html === undefined ? [] : [part('text/html', mail.html)]),
  ];
  const head = headers.map(([name, value]) => `${name}: ${headerValue(value)}`).join('\r\n');
  if (parts.length === 1) return `${head}\r\n${parts[0]}`;
  const body = parts.map((text) => `--${boundary}\r\n${text}\r\n`).join('');
  return `${head}\r\nContent-Type: multipart/alternative;\r\n boundary="${boundary}"\r\n\r\n${body}--${boundary}--\r\n`;
};

const part = (type: string, content: string): string =>
  `Content-Type: ${type}; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(content)}`;
