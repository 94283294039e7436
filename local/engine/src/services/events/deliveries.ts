import { isClientError, retryOrBury } from '../../kit/burial.ts';
import { createOutbox, type Ledger, type Outbox } from '../../kit/outbox.ts';
import type { Engine } from '../../service.ts';
import type { Store } from '../../store.ts';
import type { BusEvent } from './event.ts';
import type { Rules, Target } from './rules.ts';
import type { Failure, Transport } from './transport.ts';

/** An event that a rule's target has yet to get. */
interface OwedEvent {
  readonly event: BusEvent;
  /** Name of the rule. */
  readonly rule: string;
  /** Id of the target. */
  readonly target: string;
}

/** What is owed to targets. */
export type Deliveries = Outbox<OwedEvent>;

const MAX_DELAY_MS = 600_000;

/** Exponential with full jitter. AWS does not publish its schedule; its 185 attempts fill a day.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html */
const delayMs = (attempts: number): number => Math.random() * Math.min(MAX_DELAY_MS, 1000 * 2 ** attempts);

/** Delivers events with the retries that each target asks for, then to its dead-letter queue. */
export const createDeliveries = (engine: Engine, rules: Rules, transport: Transport): Deliveries => {
  const find = ({ rule, target }: OwedEvent) => rules.target(rule, target);
  return createOutbox(engine.clock, createLedger(engine.store), {
    attempt: async ({ item }) => {
      const found = find(item);
      if (found) await transport.deliver(item.event, found.rule, found.target);
      return found !== undefined;
    },
    succeeded: (_owed, delivered) => {
      if (delivered) engine.count('events.delivery');
    },
    failed: retryOrBury({
      owner: 'target',
      retry: ({ item, attempts: failed, ageMs }) => {
        const limits = find(item)?.target;
        const attempts = failed + 1;
        const afterMs = delayMs(attempts);
        if (
          !limits ||
          attempts > limits.maximumRetryAttempts ||
          ageMs + afterMs > limits.maximumEventAgeSeconds * 1000
        ) {
          return undefined;
        }
        return { afterMs, attempts };
      },
      grave: ({ item }) => find(item)?.target.deadLetterArn,
      bury: async ({ item, attempts }, graveArn, error) => {
        const found = find(item);
        if (!found) return;
        const failure: Failure = { error, attempts, exhausted: exhausted(found.target, attempts, error) };
        await transport.bury(item.event, found, graveArn, failure);
      },
      retriesBurial: false,
      log: ({ item }, text) => log(engine, item, text),
    }),
    broken: ({ item }, error) => log(engine, item, `given up: ${error}`),
  });
};

/** The limit that ended the retries: where it was not their number, it was the event's age. */
const exhausted = ({ maximumRetryAttempts }: Target, attempts: number, error: unknown): Failure['exhausted'] => {
  if (isClientError(error)) return undefined;
  return attempts + 1 > maximumRetryAttempts ? 'MaximumRetryAttempts' : 'MaximumEventAgeInSeconds';
};

const log = (engine: Engine, { event, rule, target }: OwedEvent, text: string): void =>
  engine.log('events', `${event.id} of ${rule} to ${target}: ${text}`);

interface Row {
  id: number;
  rule: string;
  target: string;
  event: string;
  attempts: number;
  accepted_at: number;
  next_at: number;
}

const createLedger = (store: Store): Ledger<OwedEvent> => {
  store.schema(`CREATE TABLE IF NOT EXISTS events_delivery (id INTEGER PRIMARY KEY AUTOINCREMENT, rule TEXT NOT NULL,
    target TEXT NOT NULL, event TEXT NOT NULL, attempts INTEGER NOT NULL, accepted_at INTEGER NOT NULL, next_at INTEGER NOT NULL)`);
  return {
    add: ({ event, rule, target }, at) =>
      store.get<{ id: number }>(
        `INSERT INTO events_delivery (rule, target, event, attempts, accepted_at, next_at)
         VALUES (?, ?, ?, 0, ?, ?) RETURNING id`,
        rule,
        target,
        JSON.stringify(event),
        at,
        at,
      )?.id ?? 0,
    postpone: (id, attempts, nextAt) =>
      void store.run('UPDATE events_delivery SET attempts = ?, next_at = ? WHERE id = ?', attempts, nextAt, id),
    remove: (id) => void store.run('DELETE FROM events_delivery WHERE id = ?', id),
    all: () =>
      store.all<Row>('SELECT * FROM events_delivery ORDER BY id').map((row) => ({
        id: row.id,
        item: { event: JSON.parse(row.event) as BusEvent, rule: row.rule, target: row.target },
        attempts: row.attempts,
        acceptedAt: row.accepted_at,
        nextAt: row.next_at,
      })),
  };
};
