import { isClientError } from '../../../kit/burial.ts';
import { createOutbox, type Ledger, type Owed } from '../../../kit/outbox.ts';
import type { Engine } from '../../../service.ts';
import type { Store } from '../../../store.ts';
import type { Registry } from '../registry.ts';
import { type Step, simulated } from './fates.ts';
import type { MailObject } from './mail-object.ts';
import { type Happening, recordOf } from './record.ts';
import type { SentMail, SentMails } from './sent-mails.ts';
import type { Transport } from './transport.ts';

/** What is owed of a mail: that something happens to it, or that a destination hears of what did. */
interface OwedStep {
  readonly sentId: number;
  readonly happeningId: number;
  /** Name of the event destination in the configuration set of the mail. */
  readonly destination?: string;
}

/** Leads every mail to its end, and tells the event destinations. Each thing happens once, and each destination hears of it at
 * least once, also across a kill. */
export interface Course {
  /** Takes a mail; part of a transaction that is open. The result starts it, once that is committed. */
  take(mail: MailObject, configurationSet: string | undefined, steps: readonly Step[]): () => void;
  /** Has something more become of a mail that was sent, now. */
  befall(sent: SentMail, step: Omit<Step, 'afterMs'>): void;
  start(): void;
  stop(): void;
}

const MAX_PAUSE_MS = 60_000;

export const createCourse = (engine: Engine, registry: Registry, sent: SentMails, transport: Transport): Course => {
  const { store } = engine;

  /** Part of a transaction: what happens, happens with all that follows from it. */
  const happen = (mail: SentMail, happeningId: number): (() => void)[] => {
    sent.happen(happeningId, engine.now());
    const happening = sent.happening(happeningId)?.happening;
    if (!happening) return [];
    suppress(registry, mail, happening);
    const set = mail.configurationSet;
    if (set === undefined) return [];
    return registry.eventDestinations
      .list(set)
      .filter(
        ({ enabled, types, topicArn, busArn }) => enabled && types.includes(happening.type) && (topicArn ?? busArn),
      )
      .map(({ name }) => outbox.owe({ sentId: mail.id, happeningId, destination: name }));
  };

  const happenOnce = ({ id, item }: Owed<OwedStep>): void => {
    const begins = store.transaction(() => {
      // What the last attempt did before a kill is not done again.
      if (store.run('DELETE FROM ses_owed WHERE id = ?', id) === 0) return [];
      const mail = sent.find(item.sentId);
      return mail ? happen(mail, item.happeningId) : [];
    });
    for (const begin of begins) begin();
  };

  const tell = async ({ sentId, happeningId, destination = '' }: OwedStep): Promise<void> => {
    const mail = sent.find(sentId);
    const found = sent.happening(happeningId);
    const set = mail?.configurationSet;
    const there = set === undefined ? undefined : registry.eventDestinations.find(set, destination);
    if (!mail || !found || set === undefined || !there) return;
    await transport.deliver(there, {
      type: found.happening.type,
      configurationSetArn: registry.arnOf('configuration-set', set),
      record: recordOf(mail.mail, found.happening),
    });
  };

  const log = ({ item }: Owed<OwedStep>, text: string): void =>
    engine.log('ses', `an event of mail ${sent.find(item.sentId)?.mail.messageId} to ${item.destination}: ${text}`);

  const outbox = createOutbox<OwedStep, void>(engine.clock, createLedger(store), {
    attempt: async (owed) => (owed.item.destination === undefined ? happenOnce(owed) : await tell(owed.item)),
    succeeded: () => {},
    failed: (owed, error) => {
      const reason = error instanceof Error ? error.message : String(error);
      if (isClientError(error)) return void log(owed, `not published: ${reason}`);
      if (owed.attempts === 0) log(owed, `not published, and tried again: ${reason}`);
      return { afterMs: Math.min(MAX_PAUSE_MS, 1000 * 2 ** owed.attempts), attempts: owed.attempts + 1 };
    },
    broken: (owed, error) => log(owed, `given up: ${error}`),
  });

  return {
    take: (mail, configurationSet, steps) => {
      const id = sent.add(mail, configurationSet);
      const taken: SentMail = { id, mail, ...(configurationSet !== undefined && { configurationSet }) };
      const begins = steps.flatMap(({ afterMs, ...step }) => {
        const happeningId = sent.plan(id, step);
        return afterMs === 0 ? happen(taken, happeningId) : outbox.owe({ sentId: id, happeningId }, afterMs);
      });
      return () => {
        for (const begin of begins) begin();
      };
    },
    befall: (mail, step) => {
      const begins = store.transaction(() => happen(mail, sent.plan(mail.id, step)));
      for (const begin of begins) begin();
    },
    start: () => outbox.start(),
    stop: () => outbox.stop(),
  };
};

/** Puts addresses that bounced or complained on the account's list, where the configuration set or the account asks for it.
 * https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html */
const suppress = (registry: Registry, { configurationSet }: SentMail, { type, subType, recipients, at }: Happening) => {
  if (type !== 'BOUNCE' && type !== 'COMPLAINT') return;
  if (type === 'BOUNCE' ? subType !== 'General' : subType !== undefined) return;
  if (!registry.suppressedReasons(configurationSet).includes(type)) return;
  for (const address of recipients) {
    if (simulated(address) === undefined) registry.suppressed.put({ address, reason: type, updatedAt: at });
  }
};

interface Row {
  id: number;
  sent_id: number;
  happening_id: number;
  destination: string | null;
  attempts: number;
  accepted_at: number;
  next_at: number;
}

const createLedger = (store: Store): Ledger<OwedStep> => ({
  add: ({ sentId, happeningId, destination }, acceptedAt, nextAt) =>
    store.get<{ id: number }>(
      `INSERT INTO ses_owed (sent_id, happening_id, destination, attempts, accepted_at, next_at)
       VALUES (?, ?, ?, 0, ?, ?) RETURNING id`,
      sentId,
      happeningId,
      destination ?? null,
      acceptedAt,
      nextAt,
    )?.id ?? 0,
  postpone: (id, attempts, nextAt) =>
    void store.run('UPDATE ses_owed SET attempts = ?, next_at = ? WHERE id = ?', attempts, nextAt, id),
  remove: (id) => void store.run('DELETE FROM ses_owed WHERE id = ?', id),
  all: () =>
    store.all<Row>('SELECT * FROM ses_owed ORDER BY id').map((row) => ({
      id: row.id,
      item: {
        sentId: row.sent_id,
        happeningId: row.happening_id,
        ...(row.destination !== null && { destination: row.destination }),
      },
      attempts: row.attempts,
      acceptedAt: row.accepted_at,
      nextAt: row.next_at,
    })),
});
