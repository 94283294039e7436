import { randomBytes } from 'node:crypto';
import type { Store } from '../store.ts';

/** What a mail says, whoever brings it. */
export interface MailContent {
  /** As in the header: `"Shop" <shop@example.com>`. */
  readonly from: string;
  /** Plain addresses of everybody who gets it. */
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  /** Further headers, in order. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** The message as it was given, where it was given as a whole. */
  readonly raw?: string;
}

/** A mail in the mailbox. */
export interface StoredMail extends MailContent {
  /** Counts up; the newest has the highest. */
  readonly id: number;
  readonly messageId: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
}

/** Which mails to list; the newest first. */
interface MailQuery {
  /** One of the recipients, in any case. */
  readonly to?: string | undefined;
  /** Only mails older than this id. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Every mail that anybody was sent, on disk; nothing leaves this machine. */
export interface Mailbox {
  /** Keeps a mail; may be part of a transaction that is open. */
  put(mail: MailContent, receivedAt: number): StoredMail;
  list(query: MailQuery): readonly StoredMail[];
  find(messageId: string): StoredMail | undefined;
  count(to?: string): number;
}

/** Older ones are let go, so that a benchmark does not fill the disk. */
const KEPT = 5_000;
const TRIM_EVERY = 100;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS ses_mail (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id TEXT NOT NULL UNIQUE,
  received_at INTEGER NOT NULL,
  recipients TEXT NOT NULL,
  content TEXT NOT NULL
);
`;

interface Row {
  id: number;
  message_id: string;
  received_at: number;
  content: string;
}

const SENT_TO = `(?1 IS NULL OR EXISTS (SELECT 1 FROM json_each(ses_mail.recipients) WHERE value = lower(?1)))`;

/** As SES writes them: `0100018f0a1b2c3d-<random>-000000`. */
const messageIdAt = (receivedAt: number): string =>
  `0100${receivedAt.toString(16).padStart(12, '0')}-${randomBytes(12).toString('hex')}-000000`;

/** Opens the mailbox; SES and the e-mail subscriptions of SNS share it. */
export const openMailbox = (store: Store): Mailbox => {
  store.schema(SCHEMA);
  return {
    put: (mail, receivedAt) => {
      const messageId = messageIdAt(receivedAt);
      return store.transaction(() => {
        const { id = 0 } =
          store.get<{ id: number }>(
            'INSERT INTO ses_mail (message_id, received_at, recipients, content) VALUES (?, ?, ?, ?) RETURNING id',
            messageId,
            receivedAt,
            JSON.stringify(mail.recipients.map((address) => address.toLowerCase())),
            JSON.stringify(mail),
          ) ?? {};
        if (id % TRIM_EVERY === 0) store.run('DELETE FROM ses_mail WHERE id <= ? - ?', id, KEPT);
        return { ...mail, id, messageId, receivedAt };
      });
    },
    list: ({ to, before, limit }) =>
      store
        .all<Row>(
          `SELECT * FROM ses_mail WHERE ${SENT_TO} AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3`,
          to ?? null,
          before ?? null,
          limit,
        )
        .map(toMail),
    find: (messageId) => {
      const row = store.get<Row>('SELECT * FROM ses_mail WHERE message_id = ?', messageId);
      return row && toMail(row);
    },
    count: (to) => store.get<{ n: number }>(`SELECT count(*) AS n FROM ses_mail WHERE ${SENT_TO}`, to ?? null)?.n ?? 0,
  };
};

const toMail = (row: Row): StoredMail => ({
  ...(JSON.parse(row.content) as MailContent),
  id: row.id,
  messageId: row.message_id,
  receivedAt: row.received_at,
});
