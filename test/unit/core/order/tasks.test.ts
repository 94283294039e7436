import { describe, expect, it } from 'vitest';
import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import { OrderRejected, OutcomeConflict } from '../../../../lambdas/core/order/errors.ts';
import type { PersistInput } from '../../../../lambdas/core/order/messages.ts';
import { createPersistOrder } from '../../../../lambdas/core/order/persist-order.ts';
import { createPublishConfirmation } from '../../../../lambdas/core/order/publish-confirmation.ts';
import { createValidateOrder } from '../../../../lambdas/core/order/validate-order.ts';
import { anAskedRecord } from '../../../helpers/decisions.ts';
import {
  anOrder,
  aProcessedRecord,
  aProduct,
  aReceivedRecord,
  aRejectedRecord,
  fakeCatalogue,
  fakeOrderEvents,
  fakeOrderStore,
  fixedClock,
} from '../../../helpers/factories.ts';

const POLICY = { reviewAboveCents: 1_000_000 };

describe('validating an order', () => {
  const validate = createValidateOrder(fakeCatalogue(aProduct()), POLICY);

  it('prices it', async () => {
    expect(await validate(anOrder())).toMatchObject({ totalCents: 129_900, currency: 'EUR' });
  });

  it('throws OrderRejected by its literal name, one reason a line', async () => {
    const items = [
      { product: 'Yacht', quantity: 1 },
      { product: 'Laptop', quantity: 6 },
    ];
    const error: unknown = await validate(anOrder({ items })).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OrderRejected);
    expect(error).toMatchObject({
      name: 'OrderRejected',
      message: [
        'There is no product “{line 1}” in the shop. {"code":"unknown-product","line":1}',
        'You can order at most 5 of “Laptop 14"” at a time; this order has 6. {"code":"too-many","name":"Laptop 14\\"","most":5,"wanted":6}',
      ].join('\n'),
    });
  });
});

const processed: PersistInput = { status: 'Processed', order: aProcessedRecord() };
const rejected: PersistInput = { status: 'Rejected', order: { ...anOrder(), reasons: ['Out of stock.'] } };

describe('persisting an outcome', () => {
  it('gives the stored record with its outcome and the time', async () => {
    const orders = fakeOrderStore(aReceivedRecord());
    const persist = createPersistOrder(orders, fixedClock('2025-11-03T12:47:45.999Z'));
    expect(await persist(processed)).toEqual(aProcessedRecord());
    expect(orders.records.get(anOrder().orderId)).toEqual(aProcessedRecord());
  });

  it('records a rejection with its reasons', async () => {
    const persist = createPersistOrder(fakeOrderStore(aReceivedRecord()), fixedClock('2025-11-03T12:47:45Z'));
    expect(await persist(rejected)).toEqual(aRejectedRecord());
  });

  it('puts what the customer wrote into the reasons, which no task threw', async () => {
    const items = [
      { product: 'Mouse', quantity: 1 },
      { product: 'Yacht', quantity: 1 },
    ];
    const order = anOrder({ items });
    const validate = createValidateOrder(fakeCatalogue(aProduct({ product: 'Mouse', available: false })), POLICY);
    const error: unknown = await validate(order).catch((thrown: unknown) => thrown);
    const reasons = String((error as Error).message).split('\n');
    expect(reasons.join()).not.toContain('Yacht');
    const orders = fakeOrderStore(aReceivedRecord({ items }));
    const persist = createPersistOrder(orders, fixedClock());
    expect(await persist({ status: 'Rejected', order: { ...order, reasons } })).toMatchObject({
      reasons: ['“Laptop 14"” is not available at the moment.', 'There is no product “Yacht” in the shop.'],
    });
    expect(orders.records.get(order.orderId)).toMatchObject({
      grounds: [
        { code: 'not-available', name: 'Laptop 14"' },
        { code: 'unknown-product', name: 'Yacht' },
      ],
    });
  });

  it.each([
    ['customer', 'customer-silent'],
    ['review', 'reviewer-silent'],
  ] as const)('knows by its code that nobody answered: the %s', async (unanswered, code) => {
    const orders = fakeOrderStore(aReceivedRecord());
    const order = { ...anOrder(), reasons: ['Too late.'], unanswered };
    await createPersistOrder(orders, fixedClock())({ status: 'Rejected', order });
    expect(orders.records.get(order.orderId)).toMatchObject({ reasons: ['Too late.'], grounds: [{ code }] });
  });

  it('again gives what is stored, with the time of the first', async () => {
    const orders = fakeOrderStore(aReceivedRecord());
    await createPersistOrder(orders, fixedClock('2025-11-03T12:47:45Z'))(processed);
    const later = createPersistOrder(orders, fixedClock('2025-11-03T18:00:00Z'));
    expect(await later(processed)).toEqual(aProcessedRecord());
  });

  it('again, after its customer has cancelled it, hands on the cancellation', async () => {
    const cancelled: OrderRecord = {
      ...aProcessedRecord(),
      ...{ status: 'Cancelled', cancelledAt: '2025-11-03T12:48:00Z', cancelledBy: 'customer' },
    };
    const orders = fakeOrderStore(cancelled);
    expect(await createPersistOrder(orders, fixedClock())(processed)).toEqual(cancelled);
    const { totalCents: _, currency: __, ...neverSold } = cancelled;
    const conflicting = createPersistOrder(fakeOrderStore(neverSold), fixedClock());
    await expect(conflicting(processed)).rejects.toBeInstanceOf(OutcomeConflict);
  });

  it.each([
    ['a rejection over Processed', aProcessedRecord(), rejected],
    ['processing over Rejected', aRejectedRecord(), processed],
  ])('never puts %s', async (_, stored, outcome) => {
    const orders = fakeOrderStore(stored);
    await expect(createPersistOrder(orders, fixedClock())(outcome)).rejects.toBeInstanceOf(OutcomeConflict);
    expect([...orders.records.values()]).toEqual([stored]);
  });

  it('of an order whose noted cancellation nobody was told is not Processed, but cancelled', async () => {
    const asked = anAskedRecord({ kind: 'cancelled', at: '2025-11-03T12:50:00Z', by: 'customer' });
    const store = fakeOrderStore(asked);
    const { status: _, processedAt: __, ...order } = aProcessedRecord();
    const persist = createPersistOrder(store, fixedClock());
    await expect(persist({ status: 'Processed', order })).rejects.toMatchObject({ name: 'OrderCancelled' });
    expect(store.records.get(asked.orderId)?.status).toBe('AwaitingCustomer');
  });

  it('of an order without a record is a conflict and makes none', async () => {
    const orders = fakeOrderStore();
    await expect(createPersistOrder(orders, fixedClock())(processed)).rejects.toThrow('it is not recorded');
    expect(orders.records.size).toBe(0);
  });
});

describe('announcing an outcome', () => {
  it('of a processed order names it, its status and its times, and a text without names', async () => {
    const events = fakeOrderEvents();
    const record = aProcessedRecord();
    expect(await createPublishConfirmation(events)(record)).toBe('OrderProcessed');
    expect(events.published).toEqual([
      {
        event: {
          eventType: 'OrderProcessed',
          orderId: record.orderId,
          status: 'Processed',
          timestamp: record.timestamp,
          processedAt: record.processedAt,
        },
        text: {
          subject: `Order ${record.orderId} processed`,
          body: `Order ${record.orderId}, placed at 2025-11-03T12:47:44Z.\nIt was processed:\n1 x Laptop 14": €1,299.00\nTotal: €1,299.00`,
        },
      },
    ]);
  });

  it('of a rejected order says so, with the reasons', async () => {
    const events = fakeOrderEvents();
    const record = aRejectedRecord(['Out of stock.', 'Too many.']);
    expect(await createPublishConfirmation(events)(record)).toBe('OrderRejected');
    const { orderId, status, timestamp, processedAt } = record;
    expect(events.published[0]?.event).toEqual({ eventType: 'OrderRejected', orderId, status, timestamp, processedAt });
    expect(events.published[0]?.text.body).toContain('It was rejected:\n- Out of stock.\n- Too many.');
  });
});
