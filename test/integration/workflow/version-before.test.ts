import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { decodeJwt } from 'jose';
import { inboxOf } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Order, orderSchema } from '../../../lambdas/core/contract/order.ts';
import { anOrder, anOrderId, aProcessedRecord, aReceivedRecord, aRejectedRecord } from '../../helpers/factories.ts';
import { outputOf, type Shop, shopper, startShop } from '../../helpers/shop.ts';
import { emailQueueOf } from '../email/email-queue.ts';
import { reaches, store } from '../support/staff.ts';
import { decisionsIn } from './decisions.ts';
import { definitionOfBefore, type StateOfBefore } from './definition-of-before.ts';

let shop: Shop;
let at: Awaited<ReturnType<typeof decisionsIn>>;
let inbox: ReturnType<typeof inboxOf>;
let queue: Awaited<ReturnType<typeof emailQueueOf>>;
let customer: Pick<Order, 'customerId' | 'email'>;

beforeAll(async () => {
  shop = await startShop();
  at = await decisionsIn(shop);
  inbox = inboxOf(shop.engine);
  queue = await emailQueueOf(shop);
  const { sub = '', email } = decodeJwt<{ email: string }>(await shop.token(shopper));
  customer = { customerId: sub, email };
});
afterAll(() => shop.engine.dispose());

let placed = 0;
/** An order of one unit of a product of its own. */
const orderOfBefore = async (changes: Partial<Order> = {}) => {
  placed += 1;
  const product = await at.product({ stock: 5 });
  const items = [{ product, quantity: 1 }];
  const timestamp = new Date().toISOString().replace(/\.\d+/, '');
  return anOrder({ orderId: anOrderId(`before ${placed}`), ...customer, product, items, timestamp, ...changes });
};

/** What the first wave's ValidateOrder gave: prices, and nothing about stock. */
const pricedOfBefore = (order: Order) => ({
  ...order,
  items: order.items.map((line) => ({ ...line, name: 'A thing of before', unitPriceCents: 900 })),
  totalCents: 900,
  currency: 'EUR',
});

/** An execution of the first wave that had come to a state when the update came. */
const comesTo = async (state: StateOfBefore, { orderId }: Order, input: object): Promise<void> => {
  const stateMachineArn = outputOf(shop.engine, 'StateMachineArn');
  const machine = { stateMachineArn };
  const { definition } = await shop.engine.call<{ definition: string }>('states', 'DescribeStateMachine', machine);
  const update = (to: string) => shop.engine.call('states', 'UpdateStateMachine', { ...machine, definition: to });
  await update(definitionOfBefore(definition, state));
  await shop.engine.call('states', 'StartExecution', { ...machine, name: orderId, input: JSON.stringify(input) });
  await update(definition);
};

describe('an execution of the version before', () => {
  it('that had validated its order is persisted at the price it had, and mailed', async () => {
    const order = await orderOfBefore();
    await store(shop, aReceivedRecord(order));
    await comesTo('PersistOrder', order, pricedOfBefore(order));
    await reaches(shop, order.orderId, 'SUCCEEDED');
    expect(await at.read(order.orderId)).toMatchObject({ status: 'Processed', totalCents: 900 });
    expect(await at.stock(order.product)).toBe(5);
    expect((await inbox.arrives(order.orderId)).subject).toContain('is processed');
  });

  it('that had found reasons against its order rejects it', async () => {
    const order = await orderOfBefore();
    await store(shop, aReceivedRecord(order));
    await comesTo('RecordRejection', order, { ...order, reasons: ['The price has changed.'] });
    await reaches(shop, order.orderId, 'SUCCEEDED');
    expect(await at.read(order.orderId)).toMatchObject({ status: 'Rejected', reasons: ['The price has changed.'] });
    expect((await inbox.arrives(order.orderId)).subject).toContain('is rejected');
  });

  it('that had persisted its order announces it', async () => {
    const order = await orderOfBefore();
    const record = { ...aProcessedRecord(order), items: pricedOfBefore(order).items };
    await store(shop, record);
    await comesTo('PublishConfirmation', order, record);
    expect((await inbox.arrives(order.orderId)).subject).toContain('is processed');
  });

  it('that began goes on as one of today, where nobody has to be asked', async () => {
    const order = await orderOfBefore();
    await store(shop, aReceivedRecord(order));
    await comesTo('ValidateOrder', order, order);
    await reaches(shop, order.orderId, 'SUCCEEDED');
    expect(await at.stock(order.product)).toBe(4);
  });

  it('whose order somebody has to be asked about fails, and a fresh start asks', async () => {
    const order = await orderOfBefore({ expectedTotalCents: 900 });
    await store(shop, aReceivedRecord(order));
    await comesTo('ValidateOrder', order, order);
    await reaches(shop, order.orderId, 'FAILED');
    const traced = await at.staff.get(`orders/${order.orderId}/execution`);
    expect(traced.body).toMatchObject({ failure: { state: 'ValidateOrder', error: 'CustomerNeeded' } });
    expect((await at.staff.post(`orders/${order.orderId}/redrive`, { fresh: true })).status).toBe(202);
    const { id } = await at.asked(order.orderId);
    await at.answer(order.orderId, id, 'accept');
    expect(await at.reaches(order.orderId, 'Processed')).toMatchObject({ totalCents: 1_000 });
  });
});

describe('what the version before left', () => {
  it('in the order queue is processed, without an address', async () => {
    const { product: _, quantity: __, ...message } = await orderOfBefore();
    const QueueUrl = outputOf(shop.engine, 'OrderQueueUrl');
    await shop.clients.queues.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
    await shop.settled(message.orderId);
    const read = await at.reaches(message.orderId, 'Processed');
    expect(read).not.toHaveProperty('deliveryAddress');
  });

  it('in the e-mail queue is mailed once', async () => {
    const order = await orderOfBefore();
    const record = aRejectedRecord();
    await store(shop, { ...record, ...orderSchema.parse(order), status: 'Rejected' });
    const { timestamp } = order;
    const event = { eventType: 'OrderRejected', orderId: order.orderId, status: 'Rejected', timestamp };
    await queue.send(...Array.from({ length: 3 }, () => ({ ...event, processedAt: record.processedAt })));
    await inbox.arrives(order.orderId);
    await queue.isEmptied();
    expect(await inbox.about(order.orderId)).toHaveLength(1);
  });

  it('in the table is shown, and can be cancelled, which gives nothing back that was never taken', async () => {
    const order = await orderOfBefore();
    const { items } = pricedOfBefore(order);
    await store(shop, { ...aProcessedRecord(order), items, processedAt: order.timestamp });
    expect(await at.read(order.orderId)).toMatchObject({ status: 'Processed' });
    expect((await at.cancel(order.orderId)).status).toBe(202);
    await at.reaches(order.orderId, 'Cancelled');
    expect(await at.stock(order.product)).toBe(5);
    const listed = await shop.send('GET', 'orders', { token: await shop.token(shopper) });
    expect(listed.body.orders).toEqual(expect.arrayContaining([expect.objectContaining({ orderId: order.orderId })]));
  });
});
