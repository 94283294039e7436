import type { Engine } from '../../service.ts';
import type { BusEvent } from './event.ts';
import type { Rule, Rules, Target } from './rules.ts';
import { type Failure, isClientError, type Transport } from './transport.ts';

interface Delivery {
  readonly id: number;
  readonly rule: string;
  readonly target: string;
  readonly event: BusEvent;
  readonly attempts: number;
  /** Milliseconds since the epoch. */
  readonly acceptedAt: number;
}

interface Row {
  id: number;
  rule: string;
  target: string;
  event: string;
  attempts: number;
  accepted_at: number;
  next_at: number;
}

/** Deliveries are stored before they are attempted and removed after: each is made at least once, across a kill. */
export interface Deliveries {
  /** Stores deliveries; part of a transaction that is open. They start a moment later. */
  owe(event: BusEvent, owed: readonly { rule: Rule; target: Target }[]): void;
  /** Goes on with what a stop interrupted. */
  resume(): void;
  stop(): void;
}

const MAX_DELAY_MS = 600_000;

/** Exponential with full jitter. AWS does not publish its schedule; its 185 attempts fill a day.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html */
const delayMs = (attempts: number): number => Math.random() * Math.min(MAX_DELAY_MS, 1000 * 2 ** attempts);

export const createDeliveries = (engine: Engine, rules: Rules, transport: Transport): Deliveries => {
  const { store } = engine;
  store.schema(`CREATE TABLE IF NOT EXISTS events_delivery (id INTEGER PRIMARY KEY AUTOINCREMENT, rule TEXT NOT NULL,
    target TEXT NOT NULL, event TEXT NOT NULL, attempts INTEGER NOT NULL, accepted_at INTEGER NOT NULL, next_at INTEGER NOT NULL)`);
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  const leftBehind = store.get<{ id: number | null }>('SELECT max(id) AS id FROM events_delivery')?.id ?? 0;

  const schedule = (id: number, afterMs: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void attempt(id);
    }, afterMs);
    timers.add(timer);
  };
  const settle = ({ id }: Delivery): void => void store.run('DELETE FROM events_delivery WHERE id = ?', id);
  const log = ({ event, rule, target }: Delivery, what: string, error: unknown): void =>
    engine.log(
      'events',
      `${event.id} of ${rule} to ${target}: ${what}: ${error instanceof Error ? error.message : error}`,
    );

  const attempt = async (id: number): Promise<void> => {
    const row = store.get<Row>('SELECT * FROM events_delivery WHERE id = ?', id);
    if (!row) return;
    const delivery: Delivery = { ...row, event: JSON.parse(row.event) as BusEvent, acceptedAt: row.accepted_at };
    const found = rules.target(delivery.rule, delivery.target);
    if (!found) return settle(delivery);
    try {
      await transport.deliver(delivery.event, found.rule, found.target);
      if (stopped) return;
      engine.count('events.delivery');
      settle(delivery);
    } catch (error) {
      if (!stopped) await fail(delivery, found.rule, found.target, error);
    }
  };

  const fail = async (delivery: Delivery, rule: Rule, target: Target, error: unknown): Promise<void> => {
    const attempts = delivery.attempts + 1;
    const waitMs = delayMs(attempts);
    const tooOld = engine.now() + waitMs - delivery.acceptedAt > target.maximumEventAgeSeconds * 1000;
    if (!isClientError(error) && attempts <= target.maximumRetryAttempts && !tooOld) {
      if (attempts === 1) log(delivery, 'the delivery failed and is retried', error);
      const nextAt = Math.ceil(engine.now() + waitMs);
      store.run('UPDATE events_delivery SET attempts = ?, next_at = ? WHERE id = ?', attempts, nextAt, delivery.id);
      return schedule(delivery.id, waitMs);
    }
    const exhausted = isClientError(error) ? undefined : tooOld ? 'MaximumEventAgeInSeconds' : 'MaximumRetryAttempts';
    await bury(delivery, rule, target, { error, attempts: delivery.attempts, exhausted });
  };

  const bury = async (delivery: Delivery, rule: Rule, target: Target, failure: Failure): Promise<void> => {
    const { deadLetterArn } = target;
    if (deadLetterArn === undefined) log(delivery, 'discarded, the target has no dead-letter queue', failure.error);
    else {
      try {
        await transport.bury(delivery.event, rule, target, deadLetterArn, failure);
        if (stopped) return;
        log(delivery, `moved to the dead-letter queue ${deadLetterArn}`, failure.error);
      } catch (error) {
        if (stopped) return;
        log(delivery, `discarded, the dead-letter queue ${deadLetterArn} did not take it`, error);
      }
    }
    settle(delivery);
  };

  return {
    owe: (event, owed) => {
      const body = JSON.stringify(event);
      for (const { rule, target } of owed) {
        store.run(
          'INSERT INTO events_delivery (rule, target, event, attempts, accepted_at, next_at) VALUES (?, ?, ?, 0, ?, ?)',
          rule.name,
          target.id,
          body,
          engine.now(),
          engine.now(),
        );
        const row = store.get<{ id: number }>('SELECT last_insert_rowid() AS id');
        if (row) schedule(row.id, 0);
      }
    },
    resume: () => {
      const rows = store.all<Row>('SELECT * FROM events_delivery WHERE id <= ? ORDER BY id', leftBehind);
      for (const { id, next_at } of rows) schedule(id, Math.max(0, next_at - engine.now()));
    },
    stop: () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
};
