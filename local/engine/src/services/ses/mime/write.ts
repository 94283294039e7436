import type { StoredMail } from '../../../kit/mailbox.ts';
import { headerValue, quotedPrintable } from './encode.ts';

/** The mail as it would travel: as it was given, or made of its parts (RFC 5322, RFC 2046). */
export const sourceOf = (mail: StoredMail): string => {
  if (mail.raw !== undefined) return mail.raw;
  const head = headOf(mail);
  const parts = partsOf(mail);
  if (parts.length === 1) return parts.map(({ content }) => `${head}\r\n\r\n${quotedPrintable(content)}`).join('');
  const boundary = boundaryOf(mail);
  const body = parts.map((part) => `--${boundary}\r\n${describe(part)}\r\n\r\n${quotedPrintable(part.content)}\r\n`);
  return `${head}\r\n\r\n${body.join('')}--${boundary}--\r\n`;
};

/** The headers of it. */
export const headOf = (mail: StoredMail): string => {
  if (mail.raw !== undefined) return mail.raw.split(/\r?\n\r?\n/, 1)[0] ?? '';
  const headers: [string, string][] = [
    ['From', mail.from],
    ['To', mail.recipients.join(', ')],
    ['Subject', mail.subject],
    ['Date', new Date(mail.receivedAt).toUTCString().replace('GMT', '+0000')],
    ['Message-ID', `<${mail.messageId}@email.amazonses.com>`],
    ...(mail.headers ?? []).map(([name, value]): [string, string] => [name, value]),
    ['MIME-Version', '1.0'],
  ];
  const [first, second] = partsOf(mail);
  return [
    ...headers.map(([name, value]) => `${name}: ${headerValue(value)}`),
    first && !second ? describe(first) : `Content-Type: multipart/alternative;\r\n boundary="${boundaryOf(mail)}"`,
  ].join('\r\n');
};

interface Part {
  readonly type: string;
  readonly content: string;
}

const partsOf = ({ text, html }: StoredMail): readonly Part[] => [
  ...(text === undefined ? [] : [{ type: 'text/plain', content: text }]),
  ...(html === undefined ? [] : [{ type: 'text/html', content: html }]),
];

const describe = ({ type }: Part): string =>
  `Content-Type: ${type}; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable`;

const boundaryOf = ({ messageId }: StoredMail): string => `=_${messageId}`;
