import { retryOrBury } from '../../kit/burial.ts';
import { createOutbox, type Ledger, type Outbox } from '../../kit/outbox.ts';
import type { Engine } from '../../service.ts';
import type { Store } from '../../store.ts';
import type { Notification } from './notification.ts';
import { retryDelayMs } from './retry-schedule.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { Transport } from './transport.ts';

/** A notification that a subscriber has yet to get. */
interface OwedNotification {
  readonly subscriptionArn: string;
  readonly notification: Notification;
}

/** What is owed to subscribers. */
export type Deliveries = Outbox<OwedNotification>;

/** Delivers notifications as AWS does to its own endpoints: with retries, then the subscription's dead-letter queue. */
export const createDeliveries = (engine: Engine, subscriptions: Subscriptions, transport: Transport): Deliveries => {
  const find = ({ subscriptionArn }: OwedNotification) => subscriptions.find(subscriptionArn);
  return createOutbox(engine.clock, createLedger(engine.store), {
    attempt: async ({ item }) => {
      const subscription = find(item);
      if (subscription) await transport.deliver(item.notification, subscription);
      return subscription !== undefined;
    },
    succeeded: (_owed, delivered) => {
      if (delivered) engine.count('sns.delivery');
    },
    failed: retryOrBury({
      owner: 'subscription',
      retry: ({ attempts }) => {
        const afterMs = retryDelayMs(attempts + 1);
        return afterMs === undefined ? undefined : { afterMs, attempts: attempts + 1 };
      },
      grave: ({ item }) => find(item)?.deadLetterTargetArn,
      bury: async ({ item }, graveArn) => {
        const subscription = find(item);
        if (subscription) await transport.bury(item.notification, subscription, graveArn);
      },
      retriesBurial: true,
      log: ({ item }, text) => log(engine, item, text),
    }),
    broken: ({ item }, error) => log(engine, item, `given up: ${error}`),
  });
};

const log = (engine: Engine, { notification, subscriptionArn }: OwedNotification, text: string): void =>
  engine.log('sns', `${notification.messageId} to ${subscriptionArn}: ${text}`);

interface Row {
  id: number;
  subscription_arn: string;
  notification: string;
  attempts: number;
  next_at: number;
}

const createLedger = (store: Store): Ledger<OwedNotification> => ({
  add: ({ subscriptionArn, notification }, at) =>
    store.get<{ id: number }>(
      'INSERT INTO sns_delivery (subscription_arn, notification, next_at) VALUES (?, ?, ?) RETURNING id',
      subscriptionArn,
      JSON.stringify(notification),
      at,
    )?.id ?? 0,
  postpone: (id, attempts, nextAt) =>
    void store.run('UPDATE sns_delivery SET attempts = ?, next_at = ? WHERE id = ?', attempts, nextAt, id),
  remove: (id) => void store.run('DELETE FROM sns_delivery WHERE id = ?', id),
  all: () =>
    store.all<Row>('SELECT * FROM sns_delivery ORDER BY id').map((row) => ({
      id: row.id,
      item: {
        subscriptionArn: row.subscription_arn,
        notification: JSON.parse(row.notification) as Notification,
      },
      attempts: row.attempts,
      acceptedAt: row.next_at,
      nextAt: row.next_at,
    })),
});
