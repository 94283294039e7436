import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCatalogueSeeder, createProductCatalogue } from '../../../lambdas/adapters/catalogue-dynamodb.ts';
import { createCustomerOrders } from '../../../lambdas/adapters/customer-orders-dynamodb.ts';
import { createOrderStore } from '../../../lambdas/adapters/orders-dynamodb.ts';
import { createOutcomeStore } from '../../../lambdas/adapters/outcomes-dynamodb.ts';
import type { OrderRecord } from '../../../lambdas/core/contract/order.ts';
import type { PersistInput } from '../../../lambdas/core/order/messages.ts';
import type { OrderStore, OutcomeStore } from '../../../lambdas/core/order/ports.ts';
import { startDynamoDb, stubClientSettings } from '../../helpers/aws-stub.ts';
import { anAskedRecord } from '../../helpers/decisions.ts';
import {
  anOrder,
  anOrderId,
  aProcessedRecord,
  aProduct,
  aReceivedRecord,
  aRejectedRecord,
  CUSTOMER_ID,
  fakeOrderStore,
} from '../../helpers/factories.ts';

const INDEX = 'byCustomer';

const tables: CreateTableCommandInput[] = [
  {
    TableName: 'Orders',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['orderId', 'customerId', 'timestamp'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: INDEX,
        KeySchema: [
          { AttributeName: 'customerId', KeyType: 'HASH' },
          { AttributeName: 'timestamp', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
  {
    TableName: 'Products',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'product', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'product', KeyType: 'HASH' }],
  },
];

let dynamoDb: Awaited<ReturnType<typeof startDynamoDb>>;
let client: DynamoDBDocumentClient;

beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  const plain = new DynamoDBClient(stubClientSettings(dynamoDb.endpoint));
  client = DynamoDBDocumentClient.from(plain, { marshallOptions: { removeUndefinedValues: true } });
  for (const table of tables) await plain.send(new CreateTableCommand(table));
});

afterAll(async () => {
  client.destroy();
  await dynamoDb.stop();
});

const storeOfOrders = () => ({
  ...createOrderStore(client, 'Orders'),
  ...createOutcomeStore(client, { orders: 'Orders', products: 'Products' }),
});

const stores: [string, (...initial: OrderRecord[]) => Promise<OrderStore & OutcomeStore>][] = [
  ['the fake', async (...initial) => fakeOrderStore(...initial)],
  [
    'DynamoDB',
    async (...initial) => {
      for (const Item of initial) await client.send(new PutCommand({ TableName: 'Orders', Item }));
      return storeOfOrders();
    },
  ],
];

describe.each(stores)('the store of orders in %s', (name, storeWith) => {
  const orderIdOf = (what: string) => anOrderId(`${name} ${what}`);

  it('puts a record once, and keeps the first', async () => {
    const orderId = orderIdOf('put');
    const store = await storeWith();
    const record = aReceivedRecord({ orderId, expectedTotalCents: 129_900 });
    expect(await store.putReceived(record)).toBe('created');
    expect(await store.putReceived({ ...record, email: 'new@example.com' })).toBe('exists');
    expect(await store.get(orderId)).toEqual(record);
  });

  it('puts one of fifty records that come at once', async () => {
    const store = await storeWith();
    const record = aReceivedRecord({ orderId: orderIdOf('at once') });
    const results = await Promise.all(Array.from({ length: 50 }, () => store.putReceived(record)));
    expect(results.filter((result) => result === 'created')).toHaveLength(1);
  });

  it('has nothing for an order without a record', async () => {
    expect(await (await storeWith()).get(orderIdOf('nothing'))).toBeUndefined();
  });

  it('turns Received into Processed, once', async () => {
    const orderId = orderIdOf('processed');
    const store = await storeWith(aReceivedRecord({ orderId }));
    const record = aProcessedRecord({ orderId });
    const outcome = { status: 'Processed', order: record } as const;
    expect(await store.recordOutcome(outcome, record.processedAt)).toEqual(record);
    expect(await store.get(orderId)).toEqual(record);
    expect(await store.recordOutcome(outcome, '2025-12-24T00:00:00Z')).toBe('not-open');
    const rejected: PersistInput = { status: 'Rejected', order: { ...anOrder({ orderId }), reasons: ['No.'] } };
    expect(await store.recordOutcome(rejected, '2025-12-24T00:00:00Z')).toBe('not-open');
    expect(await store.get(orderId)).toEqual(record);
  });

  it('processes no order whose cancellation is noted, but what was accepted', async () => {
    const outcomeOf = (orderId: string) => ({ status: 'Processed', order: aProcessedRecord({ orderId }) }) as const;
    const answer = { at: '2025-11-03T12:50:00Z', by: 'customer' } as const;
    const [cancelled, accepted] = [orderIdOf('cancelled'), orderIdOf('accepted')];
    const store = await storeWith(
      { ...anAskedRecord({ ...answer, kind: 'cancelled' }), orderId: cancelled },
      { ...anAskedRecord({ ...answer, kind: 'accepted' }), orderId: accepted },
    );
    expect(await store.recordOutcome(outcomeOf(cancelled), '2025-12-24T00:00:00Z')).toBe('not-open');
    expect((await store.get(cancelled))?.status).toBe('AwaitingCustomer');
    expect(await store.recordOutcome(outcomeOf(accepted), '2025-12-24T00:00:00Z')).toMatchObject({ orderId: accepted });
  });

  it('turns Received into Rejected, with the reasons', async () => {
    const orderId = orderIdOf('rejected');
    const store = await storeWith(aReceivedRecord({ orderId }));
    const record = { ...aRejectedRecord(['One.', 'Two.']), orderId };
    const outcome = { status: 'Rejected', order: record } as const;
    expect(await store.recordOutcome(outcome, record.processedAt)).toEqual(record);
    expect(await store.get(orderId)).toEqual(record);
  });

  it('makes no record where there was none', async () => {
    const orderId = orderIdOf('no record');
    const store = await storeWith();
    const outcome = { status: 'Processed', order: aProcessedRecord({ orderId }) } as const;
    expect(await store.recordOutcome(outcome, '2025-12-24T00:00:00Z')).toBe('not-open');
    expect(await store.get(orderId)).toBeUndefined();
  });
});

it('a stored one-product order reads as the design’s sample', async () => {
  const orderId = anOrderId('sample');
  const store = storeOfOrders();
  await store.putReceived(aReceivedRecord({ orderId }));
  await store.recordOutcome({ status: 'Processed', order: aProcessedRecord({ orderId }) }, '2025-11-03T12:47:45Z');
  const { Item } = await client.send(new GetCommand({ TableName: 'Orders', Key: { orderId } }));
  expect(Item).toMatchObject({
    orderId,
    customerName: 'John Doe',
    product: 'Laptop',
    quantity: 1,
    status: 'Processed',
    timestamp: '2025-11-03T12:47:44Z',
  });
});

describe('a customer’s orders in DynamoDB', () => {
  it('come newest first, and pages that end within a second neither skip nor repeat one', async () => {
    const customerId = 'a-busy-customer';
    const store = storeOfOrders();
    const timestamps = Array.from(
      { length: 30 },
      (_, n) => `2025-11-03T12:00:${String(Math.floor(n / 10)).padStart(2, '0')}Z`,
    );
    const records = timestamps.map((timestamp, n) =>
      aReceivedRecord({ orderId: anOrderId(`busy ${n}`, customerId), customerId, timestamp }),
    );
    for (const record of records) await store.putReceived(record);

    const orders = createCustomerOrders(client, 'Orders', INDEX, () => {});
    const seen: OrderRecord[] = [];
    for (;;) {
      const page = await orders.page(customerId, 7, seen.at(-1));
      seen.push(...page.flatMap(({ record }) => record ?? []));
      if (page.length < 7) break;
    }
    expect(seen.map(({ timestamp }) => timestamp)).toEqual(timestamps.toReversed());
    expect(new Set(seen.map(({ orderId }) => orderId))).toEqual(new Set(records.map(({ orderId }) => orderId)));
    expect(await orders.page(CUSTOMER_ID, 7, { timestamp: '2000-01-01T00:00:00Z', orderId: anOrderId() })).toEqual([]);
  });
});

describe('the catalogue in DynamoDB', () => {
  it('finds what exists, lists all, and keeps a product that is there when it is seeded', async () => {
    const reader = createProductCatalogue(client, 'Products', () => {});
    const seeder = createCatalogueSeeder(client, 'Products');
    const mouse = aProduct({ product: 'Mouse', stock: 3 });
    expect(await seeder.add(aProduct({ unitPriceCents: 1 }))).toBe('added');
    expect(await seeder.add(mouse)).toBe('added');
    expect(await seeder.add(aProduct({ stock: 9 }))).toBe('kept');
    expect(await reader.find(['Laptop', 'Yacht'])).toEqual([aProduct({ unitPriceCents: 1 })]);
    const { products } = await reader.all();
    expect(products.toSorted((a, b) => a.product.localeCompare(b.product))).toEqual([
      aProduct({ unitPriceCents: 1 }),
      mouse,
    ]);
  });
});
