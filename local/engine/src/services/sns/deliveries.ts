import type { Engine } from '../../service.ts';
import type { Notification } from './notification.ts';
import { retryDelayMs } from './retry-schedule.ts';
import type { Subscription, Subscriptions } from './subscriptions.ts';
import { isClientError, type Transport } from './transport.ts';

/** A delivery that is owed. */
interface Delivery {
  readonly id: number;
  readonly subscriptionArn: string;
  readonly notification: Notification;
  readonly attempts: number;
}

interface DeliveryRow {
  id: number;
  subscription_arn: string;
  notification: string;
  attempts: number;
  next_at: number;
}

/** Deliveries are stored before they are attempted and removed after: each is made at least once, across a kill. */
export interface Deliveries {
  /** Stores deliveries; part of the transaction that is open. The result starts them, once it is committed. */
  owe(owed: readonly { subscription: Subscription; notification: Notification }[]): () => void;
  /** Goes on with what a stop interrupted. */
  resume(): void;
  stop(): void;
}

export const createDeliveries = (engine: Engine, subscriptions: Subscriptions, transport: Transport): Deliveries => {
  const { store } = engine;
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  const leftBehind = store.get<{ id: number | null }>('SELECT max(id) AS id FROM sns_delivery')?.id ?? 0;
  let lastId = leftBehind;

  const schedule = (delivery: Delivery, delayMs: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void attempt(delivery);
    }, delayMs);
    timers.add(timer);
  };
  const settle = (delivery: Delivery): void => void store.run('DELETE FROM sns_delivery WHERE id = ?', delivery.id);
  const log = (delivery: Delivery, what: string, error: unknown): void => {
    const reason = error instanceof Error ? error.message : String(error);
    engine.log('sns', `${delivery.notification.messageId} to ${delivery.subscriptionArn}: ${what}: ${reason}`);
  };
  const retry = (delivery: Delivery, delayMs: number): void => {
    const attempts = delivery.attempts + 1;
    const nextAt = engine.now() + delayMs;
    store.run('UPDATE sns_delivery SET attempts = ?, next_at = ? WHERE id = ?', attempts, nextAt, delivery.id);
    schedule({ ...delivery, attempts }, delayMs);
  };

  const attempt = async (delivery: Delivery): Promise<void> => {
    const subscription = subscriptions.find(delivery.subscriptionArn);
    if (!subscription) return settle(delivery);
    try {
      await transport.deliver(delivery.notification, subscription);
      if (stopped) return;
      engine.count('sns.delivery');
      settle(delivery);
    } catch (error) {
      if (!stopped) await fail(delivery, subscription, error);
    }
  };
  const fail = async (delivery: Delivery, subscription: Subscription, error: unknown): Promise<void> => {
    const delayMs = isClientError(error) ? undefined : retryDelayMs(delivery.attempts + 1);
    if (delayMs !== undefined) {
      if (delivery.attempts === 0) log(delivery, 'the delivery failed and is retried', error);
      return retry(delivery, delayMs);
    }
    const target = subscription.deadLetterTargetArn;
    if (target === undefined) {
      log(delivery, 'discarded, the subscription has no dead-letter queue', error);
      return settle(delivery);
    }
    await bury(delivery, subscription, target, error);
  };
  const bury = async (
    delivery: Delivery,
    subscription: Subscription,
    target: string,
    cause: unknown,
  ): Promise<void> => {
    try {
      await transport.bury(delivery.notification, subscription, target);
      if (stopped) return;
      log(delivery, `moved to the dead-letter queue ${target}`, cause);
      settle(delivery);
    } catch (error) {
      if (stopped) return;
      const delayMs = isClientError(error) ? undefined : retryDelayMs(delivery.attempts + 1);
      if (delayMs !== undefined) return retry(delivery, delayMs);
      log(delivery, `discarded, the dead-letter queue ${target} did not take it`, error);
      settle(delivery);
    }
  };

  return {
    owe: (owed) => {
      const now = engine.now();
      const deliveries = owed.map(({ subscription, notification }): Delivery => {
        lastId += 1;
        store.run(
          'INSERT INTO sns_delivery (id, subscription_arn, notification, next_at) VALUES (?, ?, ?, ?)',
          lastId,
          subscription.arn,
          JSON.stringify(notification),
          now,
        );
        return { id: lastId, subscriptionArn: subscription.arn, notification, attempts: 0 };
      });
      return () => {
        for (const delivery of deliveries) schedule(delivery, 0);
      };
    },
    resume: () => {
      for (const row of store.all<DeliveryRow>('SELECT * FROM sns_delivery WHERE id <= ? ORDER BY id', leftBehind)) {
        const { id, subscription_arn: subscriptionArn, attempts } = row;
        const notification = JSON.parse(row.notification) as Notification;
        schedule({ id, subscriptionArn, notification, attempts }, Math.max(0, row.next_at - engine.now()));
      }
    },
    stop: () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
};
