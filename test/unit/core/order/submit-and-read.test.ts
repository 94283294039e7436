import { describe, expect, it } from 'vitest';
import type { Mail } from '../../../../lambdas/core/contract/mail.ts';
import { createGetOrder } from '../../../../lambdas/core/order/get-order.ts';
import { createListOrders } from '../../../../lambdas/core/order/list-orders.ts';
import { isIdOfCustomer } from '../../../../lambdas/core/order/order-id.ts';
import { createSubmitOrder } from '../../../../lambdas/core/order/submit-order.ts';
import { decodeCursor } from '../../../../lambdas/core/shared/cursor.ts';
import {
  anOrderId,
  aProcessedRecord,
  aReceivedRecord,
  CUSTOMER_ID,
  fakeCustomerOrders,
  fakeQueue,
  fixedClock,
  sha256,
} from '../../../helpers/factories.ts';

const customer = { customerId: CUSTOMER_ID, email: 'john@example.com' };
const request = { customerName: 'John Doe', items: [{ product: 'Laptop', quantity: 1 }] };

const setUpSubmit = (queue = fakeQueue()) => {
  let call = 0;
  const randomBytes = (count: number) => sha256(String(call++)).subarray(0, count);
  return { queue, submit: createSubmitOrder({ queue, sha256, randomBytes, now: fixedClock() }) };
};

describe('submitting an order', () => {
  it('enqueues it with the customer of the token, to the second', async () => {
    const { queue, submit } = setUpSubmit();
    const { orderId, status, timestamp } = await submit(customer, request, 'key');
    expect({ status, timestamp }).toEqual({ status: 'Received', timestamp: '2025-11-03T12:47:44Z' });
    expect(queue.messages).toEqual([{ orderId, ...customer, ...request, timestamp }]);
  });

  it('again with the same key and body names the same order, with another body or customer another', async () => {
    const { submit } = setUpSubmit();
    const idOf = async (who = customer, what = request, key = 'key') => (await submit(who, what, key)).orderId;
    const first = await idOf();
    expect(await idOf()).toBe(first);
    const others = await Promise.all([
      idOf(customer, { ...request, customerName: 'Jane Doe' }),
      idOf({ ...customer, customerId: 'another' }),
      idOf(customer, request, 'another key'),
    ]);
    expect(new Set([first, ...others]).size).toBe(4);
  });

  it('does not depend on the address: a changed one still names the same order', async () => {
    const { submit } = setUpSubmit();
    const before = await submit(customer, request, 'key');
    expect((await submit({ ...customer, email: 'new@example.com' }, request, 'key')).orderId).toBe(before.orderId);
  });

  it('does not depend on the language: the same order, sent again from a page in another one', async () => {
    const { queue, submit } = setUpSubmit();
    const sent = [request, { ...request, language: 'de' as const }, { ...request, language: 'en' as const }];
    const ids = await Promise.all(sent.map(async (each) => (await submit(customer, each, 'key')).orderId));
    expect(new Set(ids).size).toBe(1);
    expect(queue.messages.map(({ language }) => language)).toEqual([undefined, 'de', 'en']);
  });

  it('without a key is a new order each time, whose id is the customer’s', async () => {
    const { submit } = setUpSubmit();
    const ids = [await submit(customer, request, undefined), await submit(customer, request, undefined)].map(
      ({ orderId }) => orderId,
    );
    expect(ids[0]).not.toBe(ids[1]);
    expect(ids.every((id) => isIdOfCustomer(sha256, id, CUSTOMER_ID))).toBe(true);
  });

  it('tells the id also when it is not known whether the order is in the queue', async () => {
    const cause = new Error('socket hang up');
    const { submit } = setUpSubmit(fakeQueue({ enqueued: false, cause }));
    const submission = await submit(customer, request, 'key');
    expect(submission.outcome).toEqual({ enqueued: false, cause });
    expect(submission.orderId).toBe((await setUpSubmit().submit(customer, request, 'key')).orderId);
  });
});

describe('looking an order up', () => {
  const record = aProcessedRecord();
  const sent = {
    occasion: 'OrderProcessed',
    eventType: 'OrderProcessed',
    outcome: 'delivered',
    sentAt: '2025-11-03T12:47:46Z',
    to: 'john@example.com',
  } as const;
  const orders = (mails: Mail[] = []) => ({
    find: async (orderId: string) => (orderId === record.orderId ? { record, mails } : undefined),
  });
  const get = createGetOrder({
    orders: orders(),
    sha256,
    cancellationMinutes: 60,
    now: fixedClock('2025-11-03T13:47:44Z'),
  });
  const owner = { customerId: CUSTOMER_ID, isSupport: false };

  it('shows the record to its owner, however the id is typed', async () => {
    const shown = { ...record, mails: [], cancellableUntil: '2025-11-03T13:47:45Z' };
    expect(await get(owner, record.orderId)).toEqual(shown);
    expect(await get(owner, record.orderId.replaceAll('-', '').toLowerCase())).toEqual(shown);
  });

  it('tells no longer until when it can be cancelled once that is over', async () => {
    const now = fixedClock('2025-11-03T13:47:45Z');
    const late = createGetOrder({ orders: orders([sent]), sha256, cancellationMinutes: 60, now });
    expect(await late(owner, record.orderId)).not.toHaveProperty('cancellableUntil');
  });

  it('shows the mails about it, and of the outcome’s when and to whom as clients of before read it', async () => {
    const mailed = createGetOrder({
      ...{ orders: orders([sent]), sha256, cancellationMinutes: 60 },
      now: fixedClock('2025-12-24T00:00:00Z'),
    });
    expect(await mailed(owner, record.orderId)).toEqual({
      ...record,
      ...{ mails: [sent], confirmationSentAt: sent.sentAt, confirmationTo: sent.to },
    });
    const refused = { ...sent, sentAt: undefined, outcome: 'refused', outcomeAt: '2025-11-03T12:47:47Z' } as const;
    const never = createGetOrder({
      ...{ orders: orders([refused]), sha256, cancellationMinutes: 60 },
      now: fixedClock('2025-12-24T00:00:00Z'),
    });
    expect(await never(owner, record.orderId)).toMatchObject({ confirmationRefusedAt: refused.outcomeAt });
  });

  it('shows it to support and to nobody else', async () => {
    expect(await get({ customerId: 'support', isSupport: true }, record.orderId)).toMatchObject(record);
    expect(await get({ customerId: 'somebody', isSupport: false }, record.orderId)).toBeUndefined();
  });

  it('shows Received for an id that the customer was given and that is still in the queue', async () => {
    const orderId = anOrderId('in the queue');
    expect(await get(owner, orderId)).toEqual({ orderId, status: 'Received' });
    expect(await get({ ...owner, customerId: 'somebody' }, orderId)).toBeUndefined();
  });

  it('shows nothing for an id that was never given', async () => {
    expect(await get(owner, '0000-0000-0000-0000')).toBeUndefined();
    expect(await get(owner, 'nonsense')).toBeUndefined();
  });
});

describe('a customer’s list', () => {
  const records = Array.from({ length: 45 }, (_, n) =>
    // Three orders a second, so that pages end in the middle of one.
    aReceivedRecord({
      orderId: anOrderId(`order ${n}`),
      timestamp: `2025-11-03T12:00:${String(Math.floor(n / 3)).padStart(2, '0')}Z`,
    }),
  );

  it('comes in pages of 20, newest first, each order once, and ends without an empty page', async () => {
    const orders = fakeCustomerOrders(records);
    const list = createListOrders(orders);
    const sizes: number[] = [];
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(CUSTOMER_ID, cursor === undefined ? undefined : decodeCursor(cursor));
      sizes.push(page.orders.length);
      seen.push(...page.orders.map(({ orderId }) => orderId));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(sizes).toEqual([20, 20, 5]);
    expect(new Set(seen)).toEqual(new Set(records.map(({ orderId }) => orderId)));
    expect(orders.requests).toEqual([21, 21, 21]);
  });

  it('of exactly one page has no cursor', async () => {
    const page = await createListOrders(fakeCustomerOrders(records.slice(0, 20)))(CUSTOMER_ID, undefined);
    expect(page.orders).toHaveLength(20);
    expect(page).not.toHaveProperty('cursor');
  });

  it('holds nobody else’s orders', async () => {
    expect(await createListOrders(fakeCustomerOrders(records))('somebody', undefined)).toEqual({ orders: [] });
  });
});
