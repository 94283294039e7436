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
  | { kind: 'offline' }
  /** Fields are to be mended, by what is wrong with them. */
  | { kind: 'fields'; name?: TextFault | undefined; address: AddressFaults }
  | { kind: 'lines' }
  | Failure;

/** Whether an order is on its way, and whether it is one that was sent before. */
export type Sending = 'no' | 'new' | 'again';

/** Sends orders, one at a time, and keeps each until it is settled. */
export interface OrderSender {
  readonly sending: ReadonlySignal<Sending>;
  readonly trouble: Signal<Trouble | undefined>;
  /** Does a task that may send, unless one is under way already or the browser is offline. */
  once(kind: Exclude<Sending, 'no'>, task: () => Promise<string | undefined>): Promise<string | undefined>;
  /** Sends an order and keeps it where it waits; the order's id once it is accepted. */
  send(kept: Kept<Attempt | undefined>, attempt: Attempt): Promise<string | undefined>;
}

/** What a sender is made of. */
export interface OrderSenderParts {
  api: Pick<ShopApi, 'placeOrder'>;
  cart: Pick<Cart, 'takeOut'>;
  online: ReadonlySignal<boolean>;
}

/** Answers by which the API says for certain that this order cannot be had as it stands. */
const REFUSALS: ReadonlySet<number> = new Set([400, 403, 413, 415]);

const isRefusal = (failure: Failure): boolean => failure.kind === 'problem' && REFUSALS.has(failure.problem.status);

/** Whether a failure leaves open that the order was accepted: only before the queue is it certain that it was not. */
const leavesOpen = (failure: Failure): boolean => {
  if (failure.kind === 'signed-out') return false;
  return failure.kind !== 'problem' || failure.problem.status >= 500;
};

/** Makes a sender. */
export const createOrderSender = ({ api, cart, online }: OrderSenderParts): OrderSender => {
  const sending = signal<Sending>('no');
  const trouble = signal<Trouble | undefined>(undefined);
  return {
    sending,
    trouble,
    once: async (kind, task) => {
      if (sending.peek() !== 'no') return undefined;
      trouble.value = online.peek() ? undefined : { kind: 'offline' };
      if (trouble.peek()) return undefined;
      sending.value = kind;
      try {
        return await task();
      } finally {
        sending.value = 'no';
      }
    },
    send: async (kept, attempt) => {
      // Kept before it leaves: if the page dies on the way, nobody knows whether it arrived.
      kept.set({ ...attempt, mayHaveArrived: true });
      const answer = await api.placeOrder(attempt.request, attempt.idempotencyKey);
      if (answer.ok) {
        cart.takeOut(attempt.request.items);
        kept.set(undefined);
        return answer.value.orderId;
      }
      trouble.value = answer.failure;
      const mayHaveArrived = attempt.mayHaveArrived || leavesOpen(answer.failure);
      kept.set(isRefusal(answer.failure) && !mayHaveArrived ? undefined : { ...attempt, mayHaveArrived });
      return undefined;
    },
  };
};
