import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import * as z from 'zod';
import type { Language } from '../../../lambdas/core/contract/language.ts';
import { parseOrderRequest } from '../../../lambdas/core/contract/order-request.ts';
import type { Cart } from './cart.ts';
import type { Catalogue } from './catalogue.ts';
import { type CartChange, cartChanges } from './changes.ts';
import { readAddress } from './delivery.ts';
import type { Draft } from './draft.ts';
import { faultOfName } from './name-fault.ts';
import { type ShownLine, showLines, type Total, totalOf } from './order-lines.ts';
import { createOrderSender, type OrderSenderParts, type Sending, type Trouble } from './order-sender.ts';
import type { Attempt, Outbox } from './outbox.ts';
import type { Session } from './session.ts';
import { type Kept, keep, type Shelf } from './shelf.ts';

/** The checkout: from the cart to an accepted order. */
export interface Checkout {
  readonly lines: ReadonlySignal<readonly ShownLine[]>;
  /** What changed in price or stock since the cart was filled; none while the catalogue is not known. */
  readonly changes: ReadonlySignal<readonly CartChange[]>;
  /** Undefined while a price is not known. */
  readonly total: ReadonlySignal<Total | undefined>;
  readonly sending: ReadonlySignal<Sending>;
  readonly trouble: ReadonlySignal<Trouble | undefined>;
  /** The signed-in person's order that was sent and is not settled. */
  readonly waiting: ReadonlySignal<Attempt | undefined>;
  /** Whether there is an order to send by itself, and a network to send it over. */
  readonly isDue: ReadonlySignal<boolean>;
  /** The order that was sent by itself, until its page is shown; in every tab. */
  readonly sent: ReadonlySignal<string | undefined>;
  /** The order that was placed just now, until its page is left. */
  readonly placed: ReadonlySignal<string | undefined>;
  /** Orders what is in the cart; the order's id once it is accepted. Does nothing while an order is on its way. */
  place(): Promise<string | undefined>;
  /** Sends the waiting order again, under its key. */
  resend(): Promise<string | undefined>;
  /** Sends the order that is due. */
  sendDue(): Promise<void>;
  /** The page of the order that was sent by itself is shown. */
  forgetSent(): void;
  /** Takes today's prices for those that the shopper knows. */
  acceptPrices(): void;
  /** Says no more of the last trouble. */
  dismissTrouble(): void;
  /** The page of the order that was placed just now is left. */
  forgetPlaced(): void;
  /** Forgets the waiting order; the cart keeps what was in it. */
  abandon(): void;
}

/** What a checkout is made of. */
export interface CheckoutParts extends OrderSenderParts {
  cart: Cart;
  catalogue: Catalogue;
  draft: Draft;
  outbox: Outbox;
  shelf: Shelf;
  session: Session;
  /** Where the shop delivers to. */
  countries: readonly string[];
  /** In which language the customer reads; undefined where that is not known. */
  language: () => Language | undefined;
  /** A new key, never the same twice. */
  newKey: () => string;
}

/** Makes the checkout. */
export const createCheckout = (parts: CheckoutParts): Checkout => {
  const { cart, catalogue, draft, outbox, shelf, session, online, countries, language, newKey } = parts;
  const { sending, trouble, once, send } = createOrderSender(parts);
  const placed = signal<string | undefined>(undefined);
  const sent = keep<string | undefined>(shelf, 'shop.sent', z.string().max(64).optional(), undefined);
  const sendAndRemember = async (
    kept: Kept<Attempt | undefined>,
    attempt: Attempt,
    onAccepted?: (orderId: string) => void,
  ): Promise<string | undefined> => {
    placed.value = await send(kept, attempt, onAccepted);
    return placed.peek();
  };
  const lines = computed(() => showLines(cart.lines.value, catalogue.byKey.value));
  const total = computed(() => totalOf(lines.value));
  const changes = computed(() =>
    catalogue.state.value.status === 'ready' ? cartChanges(lines.value, cart.seenPrices) : [],
  );
  const box = computed((): Kept<Attempt | undefined> | undefined =>
    session.state.value.status === 'signed-in' ? outbox.of(session.state.value.person.id) : undefined,
  );

  const placeNew = async (kept: Kept<Attempt | undefined>): Promise<string | undefined> => {
    const price = total.peek();
    const customerName = draft.customerName.peek();
    const name = faultOfName(customerName);
    const delivery = readAddress(draft.address.peek(), countries);
    if (name || !delivery.valid) {
      trouble.value = { kind: 'fields', name, address: delivery.valid ? {} : delivery.faults };
      return undefined;
    }
    const parsed = parseOrderRequest({
      customerName,
      deliveryAddress: delivery.address,
      items: cart.lines.peek(),
      expectedTotalCents: price?.cents,
      language: language(),
    });
    if (price === undefined || !parsed.valid || lines.peek().some(({ obstacle }) => obstacle !== undefined)) {
      trouble.value = { kind: 'lines' };
      return undefined;
    }
    const attempt = { idempotencyKey: newKey(), request: parsed.request, mayHaveArrived: false, waits: false };
    return sendAndRemember(kept, attempt);
  };

  const resend = async (onAccepted?: (orderId: string) => void): Promise<string | undefined> => {
    const kept = box.peek();
    if (kept?.refresh() === undefined) return undefined;
    return once('again', async () => {
      // Another tab may have settled it while this one waited for its turn.
      const attempt = kept.refresh();
      return attempt && sendAndRemember(kept, attempt, onAccepted);
    });
  };

  // One that is on its way, too: whether it arrived may not be known for long.
  effect(() => {
    const attempt = box.value?.signal.value;
    if (!online.value && attempt && !attempt.waits) box.peek()?.set({ ...attempt, waits: true });
  });

  return {
    lines,
    changes,
    total,
    placed,
    sending,
    trouble,
    waiting: computed(() => box.value?.signal.value),
    isDue: computed(() => online.value && box.value?.signal.value?.waits === true),
    sent: sent.signal,
    place: async () => {
      const kept = box.peek();
      // Another tab may have sent one just now: it must be settled first.
      if (kept === undefined || kept.refresh() !== undefined) return undefined;
      return once('new', async () => (kept.refresh() === undefined ? placeNew(kept) : undefined));
    },
    resend: () => resend(),
    sendDue: async () => {
      await resend(sent.set);
    },
    forgetSent: () => sent.set(undefined),
    acceptPrices: () => cart.seenPrices.accept(lines.peek().flatMap(({ details }) => details ?? [])),
    dismissTrouble: () => {
      trouble.value = undefined;
    },
    forgetPlaced: () => {
      placed.value = undefined;
    },
    abandon: () => {
      if (sending.peek() !== 'no') return;
      trouble.value = undefined;
      box.peek()?.set(undefined);
    },
  };
};
