import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Failure } from '../api/answer.ts';
import type { ShopApi } from '../api/shop-api.ts';
import type { Cart } from './cart.ts';
import type { AddressFaults } from './delivery.ts';
import type { Attempt } from './outbox.ts';
import type { Kept } from './shelf.ts';
import type { TextFault } from './text-fault.ts';

/** Why an order was not sent, or did not come to an accepted order. */
export type Trouble =
  /** Fields are to be mended, by what is wrong with them. */
  { kind: 'fields'; name?: TextFault | undefined; address: AddressFaults } | { kind: 'lines' } | Failure;

/** Whether an order is on its way, and whether it is one that was sent before. */
export type Sending = 'no' | 'new' | 'again';

/** Sends orders, one at a time, and keeps each until it is settled. */
export interface OrderSender {
  readonly sending: ReadonlySignal<Sending>;
  readonly trouble: Signal<Trouble | undefined>;
  /** Does a task that may send, unless one is under way already; after that of another tab. */
  once(kind: Exclude<Sending, 'no'>, task: () => Promise<string | undefined>): Promise<string | undefined>;
  /** Sends an order and keeps it where it waits; the order's id once it is accepted, which `onAccepted` is told before the order
   * is forgotten. Offline it is only kept. */
  send(
    kept: Kept<Attempt | undefined>,
    attempt: Attempt,
    onAccepted?: (orderId: string) => void,
  ): Promise<string | undefined>;
}

/** What a sender is made of. */
export interface OrderSenderParts {
  api: Pick<ShopApi, 'placeOrder'>;
  cart: Pick<Cart, 'takeOut'>;
  online: ReadonlySignal<boolean>;
  /** Does a task while no other tab does one. */
  alone: <T>(task: () => Promise<T>) => Promise<T>;
}

/** Answers by which the API says for certain that this order cannot be had as it stands. */
const REFUSALS: ReadonlySet<number> = new Set([400, 403, 413, 415]);

const isRefusal = (failure: Failure): boolean => failure.kind === 'problem' && REFUSALS.has(failure.problem.status);

/** Whether a failure leaves open that the order was accepted: only before the queue is it certain that it was not. */
const leavesOpen = (failure: Failure): boolean => {
  if (failure.kind === 'signed-out') return false;
  return failure.kind !== 'problem' || failure.problem.status >= 500;
};

/** Whether the same order may well be taken later as it stands: in a moment, or once its owner is signed in again. */
const passes = (failure: Failure): boolean =>
  leavesOpen(failure) ||
  failure.kind === 'signed-out' ||
  (failure.kind === 'problem' && failure.problem.status === 429);

/** Makes a sender. */
export const createOrderSender = ({ api, cart, online, alone }: OrderSenderParts): OrderSender => {
  const sending = signal<Sending>('no');
  const trouble = signal<Trouble | undefined>(undefined);

  /** What becomes of an order that was not accepted, as far as this browser knows. */
  const keepFor = (attempt: Attempt, failure: Failure): Attempt | undefined => {
    const mayHaveArrived = attempt.mayHaveArrived || leavesOpen(failure);
    if (isRefusal(failure) && !mayHaveArrived) return undefined;
    return { ...attempt, mayHaveArrived, waits: passes(failure) && (attempt.waits || !online.peek()) };
  };

  return {
    sending,
    trouble,
    once: async (kind, task) => {
      if (sending.peek() !== 'no') return undefined;
      trouble.value = undefined;
      sending.value = kind;
      try {
        return await alone(task);
      } finally {
        sending.value = 'no';
      }
    },
    send: async (kept, attempt, onAccepted = () => {}) => {
      if (!online.peek()) {
        kept.set({ ...attempt, waits: true });
        return undefined;
      }
      // Kept before it leaves: if the page dies on the way, nobody knows whether it arrived.
      kept.set({ ...attempt, mayHaveArrived: true });
      const answer = await api.placeOrder(attempt.request, attempt.idempotencyKey);
      if (answer.ok) {
        onAccepted(answer.value.orderId);
        cart.takeOut(attempt.request.items);
        kept.set(undefined);
        return answer.value.orderId;
      }
      const now = kept.signal.peek();
      // Another tab has given it up.
      if (now?.idempotencyKey !== attempt.idempotencyKey) return undefined;
      const left = keepFor({ ...attempt, waits: now.waits }, answer.failure);
      // What goes on waiting by itself is no trouble of the shopper's.
      if (!left?.waits) trouble.value = answer.failure;
      kept.set(left);
      return undefined;
    },
  };
};
