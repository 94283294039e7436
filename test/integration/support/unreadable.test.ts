import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { productsResponseSchema } from '../../../lambdas/core/contract/api.ts';
import { ordersPageSchema } from '../../../lambdas/core/contract/order-answers.ts';
import { supportOrdersSchema } from '../../../lambdas/core/contract/support.ts';
import { searchBucket, searchMembers } from '../../../lambdas/core/support/search-index.ts';
import { aProcessedRecord, aProduct, aReceivedRecord } from '../../helpers/factories.ts';
import { outputOf, type Shop, shopper, startShop } from '../../helpers/shop.ts';
import { emailQueueOf } from '../email/email-queue.ts';
import { laptop, reaches, staffOf, store } from './staff.ts';

let shop: Shop;
let staff: Awaited<ReturnType<typeof staffOf>>;
let queue: Awaited<ReturnType<typeof emailQueueOf>>;
const log: string[] = [];

beforeAll(async () => {
  shop = await startShop({ onLog: (_source, line) => void log.push(line) });
  staff = await staffOf(shop);
  // Its first receives would else hide a message for three minutes.
  queue = await emailQueueOf(shop);
});
afterAll(() => shop.engine.dispose());

/** The functions that said of an item that they cannot read it. */
const saidOf = (key: string): string[] => {
  const lines = log.filter((line) => line.includes('"message":"stored item cannot be read"'));
  const parsed = lines.map((line) => JSON.parse(line.slice(line.indexOf('{'))));
  return [...new Set(parsed.filter((line) => line.key === key).map((line) => String(line.function)))];
};

describe('a product that cannot be read', () => {
  const TableName = () => outputOf(shop.engine, 'ProductsTableName');

  it.each<[string, Record<string, unknown>]>([
    ['a price that is a text', { unitPriceCents: '12.90' }],
    ['no name', { name: undefined }],
    ['a limit of zero', { maxPerOrder: 0 }],
    ['nothing but its key', Object.fromEntries(Object.keys(aProduct()).map((name) => [name, undefined]))],
  ])('for %s is left out of the shop, which stays open, and logged by its key', async (_, changes) => {
    const bad = { ...aProduct(), ...changes, product: 'Broken' };
    const Item = Object.fromEntries(Object.entries(bad).filter(([, value]) => value !== undefined));
    await shop.clients.tables.send(new PutCommand({ TableName: TableName(), Item }));
    log.length = 0;
    const answer = await shop.send('GET', 'products');
    expect(answer.status).toBe(200);
    const { products, unreadable } = productsResponseSchema.parse(answer.body);
    expect(products.length).toBeGreaterThan(10);
    expect(unreadable).toEqual(['Broken']);
    expect(saidOf('Broken')).toEqual(['list-products']);
  });

  it('stops the orders for it alone, which go on once it is mended', async () => {
    await shop.clients.tables.send(
      new PutCommand({ TableName: TableName(), Item: { ...aProduct({ product: 'Broken' }), unitPriceCents: 'x' } }),
    );
    const orderId = String((await shop.order({ ...laptop, product: 'Broken' })).body.orderId);
    const other = String((await shop.order(laptop)).body.orderId);
    expect(await shop.settled(other)).toMatchObject({ status: 'Processed' });
    await reaches(shop, orderId, 'FAILED');
    expect(saidOf('Broken')).toContain('validate-order');
    await shop.clients.tables.send(new PutCommand({ TableName: TableName(), Item: aProduct({ product: 'Broken' }) }));
    expect((await staff.post(`orders/${orderId}/redrive`)).status).toBe(202);
    expect(await shop.settled(orderId)).toMatchObject({ status: 'Processed' });
    await shop.clients.tables.send(new DeleteCommand({ TableName: TableName(), Key: { product: 'Broken' } }));
  });
});

describe('an order record that cannot be read', () => {
  const bad = '6AAA-AAAA-AAAA-0001';
  const waiting = '6AAA-AAAA-AAAA-0002';
  let customerId: string;
  let good: string;

  beforeAll(async () => {
    good = String((await shop.order(laptop)).body.orderId);
    const record = await shop.settled(good);
    customerId = String(record.customerId);
    const { email } = shopper;
    const now = `${new Date().toISOString().slice(0, 19)}Z`;
    const broken = { ...aProcessedRecord({ orderId: bad, customerId, email, timestamp: now }), totalCents: 'nothing' };
    await shop.clients.tables.send(
      new PutCommand({
        TableName: 'Orders',
        Item: { ...broken, ...searchMembers(broken), searchBucket: searchBucket('Processed', broken) },
      }),
    );
    const late = aReceivedRecord({ orderId: waiting, customerId, email, timestamp: '2025-01-01T00:00:00Z' });
    await store(shop, late, { items: 'none' });
    log.length = 0;
  });

  it('is told to its customer beside the orders that can be', async () => {
    const token = await shop.token(shopper);
    const answer = await shop.send('GET', 'orders', { token });
    expect(answer.status).toBe(200);
    const { orders, unreadable } = ordersPageSchema.parse(answer.body);
    expect(orders.map(({ orderId }) => orderId)).toContain(good);
    expect(unreadable).toEqual([bad, waiting]);
    expect(await shop.send('GET', `orders/${bad}`, { token })).toMatchObject({
      status: 409,
      body: { code: 'record-unreadable' },
    });
    expect(saidOf(bad).sort()).toEqual(['get-order', 'list-orders']);
  });

  it('is to others as if there were none', async () => {
    const broken = { ...aProcessedRecord({ orderId: '6AAA-AAAA-AAAA-0003', customerId: 'another' }), items: 1 };
    await shop.clients.tables.send(new PutCommand({ TableName: 'Orders', Item: broken }));
    const answer = await shop.send('GET', 'orders/6AAA-AAAA-AAAA-0003', { token: await shop.token(shopper) });
    expect(answer).toMatchObject({ status: 404, body: { code: 'order-not-found' } });
    await shop.clients.tables.send(new DeleteCommand({ TableName: 'Orders', Key: { orderId: '6AAA-AAAA-AAAA-0003' } }));
  });

  it.each<[string, Record<string, string>]>([
    ['without a filter', {}],
    ['by its number', { orderId: bad }],
    ['by the address', { email: shopper.email }],
    ['by the status', { status: 'Processed' }],
    ['by the day', { day: new Date().toISOString().slice(0, 10) }],
  ])('is shown to support as such, by its number: %s', async (_, query) => {
    const answer = await staff.search(query);
    expect(answer.status).toBe(200);
    const { orders, unreadable } = supportOrdersSchema.parse(answer.body);
    expect(unreadable).toContain(bad);
    if (query.orderId === undefined) expect(orders.map(({ orderId }) => orderId)).toContain(good);
    expect(saidOf(bad)).toContain('support-search-orders');
  });

  it('that waits for its outcome is among what needs a person', async () => {
    const { attention } = supportOrdersSchema.parse((await staff.search()).body);
    expect(attention?.items.filter(({ orderId }) => orderId === waiting)).toEqual([
      { orderId: waiting, problem: 'delayed', since: '2025-01-01T00:00:00Z', unreadable: true },
    ]);
  });

  it('can be neither redriven nor mailed, and the answer says why', async () => {
    for (const act of ['redrive', 'resend-confirmation']) {
      expect(await staff.post(`orders/${bad}/${act}`)).toMatchObject({
        status: 409,
        body: { code: 'record-unreadable' },
      });
    }
    expect(await staff.get(`orders/${bad}/mails/OrderProcessed`)).toMatchObject({
      status: 409,
      body: { code: 'record-unreadable' },
    });
    expect((await staff.get(`orders/${bad}/execution`)).status).toBe(404);
  });

  it('keeps its mail in the dead letters, and no other mail waits for it', async () => {
    await queue.receives(1);
    await queue.send({ eventType: 'OrderProcessed', orderId: bad });
    await queue.isInDeadLetters(bad);
    expect(saidOf(bad)).toContain('send-email');
  });
});

describe('an order whose address takes no mail', () => {
  it('is told at once: of its mail, to support, and by a line that an alarm counts; and is in no queue', async () => {
    await queue.receives(2);
    const order = aProcessedRecord({
      orderId: '7AAA-AAAA-AAAA-0001',
      email: 'jöhn@example.com',
      timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
    });
    await store(shop, order);
    await queue.send({ eventType: 'OrderProcessed', orderId: order.orderId });
    const noted = await until('it is noted', async () => {
      const mail = await shop.mail(order.orderId);
      return mail?.outcome === 'refused' ? mail : undefined;
    });
    expect(noted).not.toHaveProperty('claimedUntil');
    await queue.isEmptied();
    expect(log.filter((line) => line.includes('confirmation can never be sent'))).toHaveLength(1);

    const { attention, orders } = supportOrdersSchema.parse((await staff.search()).body);
    expect(attention?.items).toContainEqual({
      orderId: order.orderId,
      problem: 'not-mailed',
      since: noted.outcomeAt,
      orderStatus: 'Processed',
      customerName: 'John Doe',
      mail: { occasion: 'OrderProcessed', outcome: 'refused' },
    });
    expect(orders.map(({ orderId }) => orderId)).toContain(order.orderId);
    const found = supportOrdersSchema.parse((await staff.search({ status: 'Processed' })).body).orders;
    expect(found.map(({ orderId }) => orderId)).toContain(order.orderId);
  });

  it('leaves the list once it was mailed after all', async () => {
    const orderId = '7AAA-AAAA-AAAA-0001';
    await shop.clients.tables.send(
      new UpdateCommand({
        TableName: 'Orders',
        Key: { orderId },
        UpdateExpression: 'SET email = :email',
        ExpressionAttributeValues: { ':email': 'john@exämple.com' },
      }),
    );
    expect((await staff.post(`orders/${orderId}/resend-confirmation`)).status).toBe(202);
    const sent = await until('it is sent', async () => {
      const mail = await shop.mail(orderId);
      return mail?.sentAt === undefined ? undefined : mail;
    });
    expect(sent).toMatchObject({ to: 'john@xn--exmple-cua.com' });
    expect(sent).not.toHaveProperty('trouble');
    const { attention, orders } = supportOrdersSchema.parse((await staff.search()).body);
    expect(attention?.items.filter((item) => item.orderId === orderId)).toEqual([]);
    expect(orders.map((order) => order.orderId)).toContain(orderId);
  });
});
