import type { Store } from '../../../store.ts';
import type { EventType } from './event-types.ts';
import type { Step } from './fates.ts';
import type { MailObject } from './mail-object.ts';
import type { Happening } from './record.ts';

/** A mail that SES took, as its events tell of it. */
export interface SentMail {
  readonly id: number;
  readonly configurationSet?: string;
  readonly mail: MailObject;
}

/** Mails that were sent, and what becomes of them, on disk. */
export interface SentMails {
  /** Gives the mail's id. */
  add(mail: MailObject, configurationSet: string | undefined): number;
  find(id: number): SentMail | undefined;
  /** By the id that the sender got. */
  named(messageId: string): SentMail | undefined;
  /** Notes what is to become of a mail, and gives its id. */
  plan(sentId: number, step: Omit<Step, 'afterMs'>): number;
  /** Notes that it came so, at this moment (milliseconds since the epoch). */
  happen(id: number, at: number): void;
  /** What has become of it, and of which mail. */
  happening(id: number): { readonly sentId: number; readonly happening: Happening } | undefined;
  /** All that became of a mail until now, in order. */
  happenings(messageId: string): readonly Happening[];
}

/** As many as the mailbox keeps; and those of which events are owed. */
const KEPT = 5_000;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS ses_sent (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id TEXT NOT NULL UNIQUE,
  configuration_set TEXT,
  mail TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS ses_happening (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sent_id INTEGER NOT NULL REFERENCES ses_sent (id) ON DELETE CASCADE,
  type TEXT NOT NULL,
  sub_type TEXT,
  recipients TEXT NOT NULL,
  happened_at INTEGER
);
CREATE INDEX IF NOT EXISTS ses_happening_of ON ses_happening (sent_id);
CREATE TABLE IF NOT EXISTS ses_owed (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sent_id INTEGER NOT NULL,
  happening_id INTEGER NOT NULL,
  destination TEXT,
  attempts INTEGER NOT NULL,
  accepted_at INTEGER NOT NULL,
  next_at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS ses_owed_of ON ses_owed (sent_id);
`;

interface SentRow {
  id: number;
  configuration_set: string | null;
  mail: string;
}
interface HappeningRow {
  id: number;
  sent_id: number;
  type: EventType;
  sub_type: string | null;
  recipients: string;
  happened_at: number;
}

export const openSentMails = (store: Store): SentMails => {
  store.schema(SCHEMA);
  return {
    add: (mail, configurationSet) => {
      const { id = 0 } =
        store.get<{ id: number }>(
          'INSERT INTO ses_sent (message_id, configuration_set, mail) VALUES (?, ?, ?) RETURNING id',
          mail.messageId,
          configurationSet ?? null,
          JSON.stringify(mail),
        ) ?? {};
      store.run(
        `DELETE FROM ses_sent WHERE id <= ? AND NOT EXISTS (SELECT 1 FROM ses_owed WHERE sent_id = ses_sent.id)`,
        id - KEPT,
      );
      return id;
    },
    find: (id) => toSent(store.get<SentRow>('SELECT * FROM ses_sent WHERE id = ?', id)),
    named: (messageId) => toSent(store.get<SentRow>('SELECT * FROM ses_sent WHERE message_id = ?', messageId)),
    plan: (sentId, { type, subType, recipients }) =>
      store.get<{ id: number }>(
        'INSERT INTO ses_happening (sent_id, type, sub_type, recipients) VALUES (?, ?, ?, ?) RETURNING id',
        sentId,
        type,
        subType ?? null,
        JSON.stringify(recipients),
      )?.id ?? 0,
    happen: (id, at) => void store.run('UPDATE ses_happening SET happened_at = ? WHERE id = ?', at, id),
    happening: (id) => {
      const row = store.get<HappeningRow>('SELECT * FROM ses_happening WHERE id = ?', id);
      return row && { sentId: row.sent_id, happening: toHappening(row) };
    },
    happenings: (messageId) =>
      store
        .all<HappeningRow>(
          `SELECT ses_happening.* FROM ses_happening JOIN ses_sent ON ses_sent.id = sent_id
           WHERE message_id = ? AND happened_at IS NOT NULL ORDER BY happened_at, ses_happening.id`,
          messageId,
        )
        .map(toHappening),
  };
};

const toSent = (row: SentRow | undefined): SentMail | undefined =>
  row && {
    id: row.id,
    mail: JSON.parse(row.mail) as MailObject,
    ...(row.configuration_set !== null && { configurationSet: row.configuration_set }),
  };

const toHappening = (row: HappeningRow): Happening => ({
  id: row.id,
  type: row.type,
  ...(row.sub_type !== null && { subType: row.sub_type }),
  recipients: JSON.parse(row.recipients) as string[],
  at: row.happened_at,
});
