import { addressParser, decodeWords } from 'postal-mime';
import type { StoredMail } from '../../../kit/mailbox.ts';
import { headOf } from '../mime/write.ts';

/** What every event tells of its mail.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html#event-publishing-retrieving-sns-contents-mail-object */
export interface MailObject {
  readonly timestamp: string;
  readonly source: string;
  readonly sourceArn: string;
  readonly sendingAccountId: string;
  readonly messageId: string;
  readonly destination: readonly string[];
  readonly headersTruncated: boolean;
  readonly headers: readonly Header[];
  readonly commonHeaders: Readonly<Record<string, string | readonly string[]>>;
  readonly tags: Tags;
}

/** Values of each message tag by its name. */
export type Tags = Readonly<Record<string, readonly string[]>>;

interface Header {
  readonly name: string;
  readonly value: string;
}

/** Of whom a mail is, and what its sender says of it. */
interface Sending {
  /** As the caller named it, or the message. */
  readonly source: string;
  readonly sourceArn: string;
  readonly accountId: string;
  readonly tags: Tags;
}

/** Beyond it, headers are left out. */
const MAX_HEADER_BYTES = 10 * 1024;

/** Describes a mail as it travels. */
export const mailObject = (mail: StoredMail, { source, sourceArn, accountId, tags }: Sending): MailObject => {
  const all = headersOf(headOf(mail));
  const headers = withinLimit(all);
  return {
    timestamp: new Date(mail.receivedAt).toISOString(),
    source,
    sourceArn,
    sendingAccountId: accountId,
    messageId: mail.messageId,
    destination: mail.recipients,
    headersTruncated: headers.length < all.length,
    headers,
    commonHeaders: commonHeaders(all, mail.messageId),
    tags,
  };
};

const headersOf = (head: string): readonly Header[] =>
  head
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      return colon > 0 ? { name: line.slice(0, colon), value: line.slice(colon + 1).trim() } : [];
    });

const withinLimit = (headers: readonly Header[]): readonly Header[] => {
  let bytes = 0;
  return headers.filter(({ name, value }) => {
    bytes += Buffer.byteLength(`${name}: ${value}\r\n`);
    return bytes <= MAX_HEADER_BYTES;
  });
};

const commonHeaders = (headers: readonly Header[], messageId: string): MailObject['commonHeaders'] => {
  const textOf = (wanted: string): string | undefined =>
    headers.find(({ name }) => name.toLowerCase() === wanted)?.value;
  const people = ['from', 'to', 'cc'].flatMap((name) => {
    const value = textOf(name);
    return value === undefined ? [] : [[name, addressParser(value, { flatten: true }).map(written)] as const];
  });
  const date = textOf('date');
  return {
    ...Object.fromEntries(people),
    ...(date !== undefined && { date }),
    messageId,
    subject: decodeWords(textOf('subject') ?? ''),
  };
};

const written = ({ name, address = '' }: { name: string; address?: string }): string =>
  name ? `${name} <${address}>` : address;
