import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { AwsError, type Interceptor } from 'local-aws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { productsResponseSchema } from '../../../lambdas/core/contract/api.ts';
import { supportProductSchema, supportProductsSchema } from '../../../lambdas/core/contract/support-products.ts';
import { aProduct } from '../../helpers/factories.ts';
import { outputOf, type Shop, shopper, startShop, support } from '../../helpers/shop.ts';

let shop: Shop;
const log: string[] = [];
/** While it is on, the answer to the next write of a product is lost, though the write happens. */
const fault = { loseAnswers: 0 };

const intercept: Interceptor = ({ service, operation, caller }) => {
  if (service !== 'dynamodb' || operation !== 'UpdateItem' || caller.kind !== 'role' || fault.loseAnswers === 0) return;
  fault.loseAnswers -= 1;
  return () => {
    throw new AwsError('InternalServerError', 'injected: it happened, its answer is lost', 500);
  };
};

beforeAll(async () => {
  shop = await startShop({ intercept, onLog: (_source, line) => void log.push(line) });
});
afterAll(() => shop.engine.dispose());

const { product: _, ...text } = aProduct();
let keys = 0;
const newKey = (): string => {
  keys += 1;
  return `key-${keys}`;
};

const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  shop.send(method, `support/products${path}`, {
    token: await shop.token(support),
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const write = (product: string, body: unknown) => call('PUT', `/${encodeURIComponent(product)}`, body);
const change = (product: string, body: unknown, key = newKey()) =>
  call('POST', `/${encodeURIComponent(product)}/stock`, body, { 'idempotency-key': key });
const put = (Item: Record<string, unknown>) =>
  shop.clients.tables.send(new PutCommand({ TableName: outputOf(shop.engine, 'ProductsTableName'), Item }));
const stored = async (product: string) =>
  (
    await shop.clients.tables.send(
      new GetCommand({ TableName: outputOf(shop.engine, 'ProductsTableName'), Key: { product }, ConsistentRead: true }),
    )
  ).Item;
const auditOf = (product: string) =>
  log
    .filter((line) => line.includes('"audit":true') && line.includes(JSON.stringify(product)))
    .map((line) => JSON.parse(line.slice(line.indexOf('{'))));

describe('the catalogue for support', () => {
  it('has every product with its stock and version, and the keys of what cannot be read', async () => {
    await put({ ...aProduct({ product: 'Damaged' }), unitPriceCents: 'much' });
    const answer = await call('GET', '');
    expect(answer.status).toBe(200);
    const { products, unreadable } = supportProductsSchema.parse(answer.body);
    expect(products.filter(({ stock }) => stock !== undefined).length).toBeGreaterThanOrEqual(15);
    expect(products.find(({ product }) => product === 'Laptop')).toMatchObject({ version: 0, stockRevision: 0 });
    expect(unreadable).toEqual(['Damaged']);
    expect(await write('Damaged', { ...text, version: 0 })).toMatchObject({
      status: 409,
      body: { code: 'record-unreadable' },
    });
  });

  it('is closed to shoppers', async () => {
    const token = await shop.token(shopper);
    const answers = [
      await shop.send('GET', 'support/products', { token }),
      await shop.send('PUT', 'support/products/Laptop', { token, body: JSON.stringify({ ...text, version: 0 }) }),
      await shop.send('POST', 'support/products/Laptop/stock', { token, body: '{}' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });
});

describe('a product', () => {
  it.each(['Standing/Lamp', '100 % wool', 'Ünïcode & more?', 'a+b#c', 'one.two'])(
    'of the key %j is added, changed and sold',
    async (product) => {
      const added = await write(product, { ...text, name: 'Of a difficult key' });
      expect(added.status).toBe(201);
      expect(supportProductSchema.parse(added.body)).toMatchObject({ product, version: 1 });
      const changed = await write(product, { ...text, name: 'Of a difficult key', unitPriceCents: 5, version: 1 });
      expect(changed).toMatchObject({ status: 200, body: { product, version: 2, unitPriceCents: 5 } });
      const { products } = productsResponseSchema.parse((await shop.send('GET', 'products')).body);
      expect(products.filter((shown) => shown.product === product)).toHaveLength(1);
      const { orderId } = (await shop.order({ customerName: 'Kim', product, quantity: 1 })).body;
      expect(await shop.settled(String(orderId))).toMatchObject({ status: 'Processed', totalCents: 5 });
    },
  );

  it('is changed by the first of two who edit at once, and the second is told', async () => {
    await put(aProduct({ product: 'Contested', stock: 3 }));
    const answers = await Promise.all(
      [1, 2, 3, 4].map((maxPerOrder) => write('Contested', { ...text, maxPerOrder, version: 0 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(
      Array.from({ length: 3 }, () => 'product-changed'),
    );
    expect(await stored('Contested')).toMatchObject({ version: 1, stock: 3 });
  });

  it('is changed once where the answer is lost, and the audit line has what changed', async () => {
    await put(aProduct({ product: 'Lost' }));
    fault.loseAnswers = 1;
    const answer = await write('Lost', { ...text, unitPriceCents: 100, version: 0 });
    expect(answer).toMatchObject({ status: 200, body: { version: 1, unitPriceCents: 100 } });
    expect(auditOf('Lost')).toMatchObject([
      { action: 'write-product', outcome: '200', version: 1, changed: 'unitPriceCents 129900 -> 100' },
    ]);
  });

  it.each([
    ['a price of nothing', { ...text, unitPriceCents: 0, version: 0 }],
    ['its stock', { ...text, stock: 5, version: 0 }],
    ['a version that is none', { ...text, version: -1 }],
    ['no name', { ...text, name: '', version: 0 }],
    ['nothing', undefined],
  ])('is not changed by %s', async (__, body) => {
    expect(await write('Mouse', body)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });

  it('is neither added over one that is there, nor changed where there is none', async () => {
    expect(await write('Mouse', text)).toMatchObject({ status: 409, body: { code: 'product-exists' } });
    expect(await write('Nothing', { ...text, version: 0 })).toMatchObject({
      status: 404,
      body: { code: 'product-not-found' },
    });
    expect(await write(' ', text)).toMatchObject({ status: 400, body: { errors: [{ path: 'product' }] } });
  });
});

describe('the stock of a product', () => {
  it('is added to and taken from, never below zero, each on record', async () => {
    await put(aProduct({ product: 'Counted', stock: 2 }));
    expect(await change('Counted', { change: 'add', units: 5, revision: 0 })).toMatchObject({
      status: 200,
      body: { stock: 7, stockRevision: 1, version: 0 },
    });
    expect(await change('Counted', { change: 'take', units: 8, revision: 1 })).toMatchObject({
      status: 409,
      body: { code: 'too-little-stock' },
    });
    expect(await change('Counted', { change: 'take', units: 7, revision: 1 })).toMatchObject({ body: { stock: 0 } });
    expect(auditOf('Counted')).toMatchObject([
      { action: 'change-stock', outcome: '200', change: 'add', units: 5, stock: 7, repeated: false },
      { action: 'change-stock', outcome: '200', change: 'take', units: 7, stock: 0, repeated: false },
    ]);
  });

  it('is changed once by twenty calls of one key at once, and by each of twenty keys', async () => {
    await put(aProduct({ product: 'Busy', stock: 0 }));
    const same = await Promise.all(
      Array.from({ length: 20 }, () => change('Busy', { change: 'add', units: 1, revision: 0 }, 'one-key')),
    );
    expect(new Set(same.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await stored('Busy')).toMatchObject({ stock: 1, stockRevision: 1 });
    for (let n = 0; n < 20; n += 1) {
      expect((await change('Busy', { change: 'add', units: 1, revision: n + 1 })).status).toBe(200);
    }
    const item = await stored('Busy');
    expect(item).toMatchObject({ stock: 21, stockRevision: 21 });
    expect(item?.stockChanges).toHaveLength(8);
    const again = await change('Busy', { change: 'add', units: 1, revision: 0 }, 'one-key');
    expect(again).toMatchObject({ status: 409, body: { code: 'stock-changed' } });
  });

  it('is changed once where answers are lost and the client tries again', async () => {
    await put(aProduct({ product: 'Unheard', stock: 0 }));
    for (const losses of [1, 2, 3]) {
      fault.loseAnswers = losses;
      const send = () => change('Unheard', { change: 'add', units: 1, revision: losses - 1 }, `lost-${losses}`);
      await send();
      fault.loseAnswers = 0;
      expect((await send()).status).toBe(200);
    }
    expect(await stored('Unheard')).toMatchObject({ stock: 3, stockRevision: 3 });
  });

  it('starts to be counted on a product of before, and ends', async () => {
    await put(aProduct({ product: 'Old' }));
    expect(await change('Old', { change: 'add', units: 1, revision: 0 })).toMatchObject({
      status: 409,
      body: { code: 'stock-not-counted' },
    });
    expect(await change('Old', { change: 'start-counting', units: 9, revision: 0 })).toMatchObject({
      body: { stock: 9 },
    });
    expect(await change('Old', { change: 'start-counting', units: 9, revision: 1 })).toMatchObject({
      status: 409,
      body: { code: 'stock-counted' },
    });
    const stopped = await change('Old', { change: 'stop-counting', revision: 1 });
    expect(stopped.status).toBe(200);
    expect(stopped.body).not.toHaveProperty('stock');
  });

  it.each([
    ['no key', '', { change: 'add', units: 1, revision: 0 }, 400, 'invalid-idempotency-key'],
    ['a number of its own', 'k1', { stock: 5 }, 400, 'invalid-request'],
    ['part of one', 'k2', { change: 'add', units: 0.5, revision: 0 }, 400, 'invalid-request'],
    ['less than one', 'k3', { change: 'take', units: -1, revision: 0 }, 400, 'invalid-request'],
    ['no revision', 'k4', { change: 'add', units: 1 }, 400, 'invalid-request'],
    ['a revision to come', 'k5', { change: 'add', units: 1, revision: 99 }, 409, 'stock-changed'],
  ])('is not changed by %s', async (__, key, body, status, code) => {
    expect(await change('Keyboard', body, key)).toMatchObject({ status, body: { code } });
    expect(await stored('Keyboard')).not.toHaveProperty('stockRevision');
  });

  it('is not changed where there is no such product, nor is one made', async () => {
    const answer = await change('No such thing', { change: 'start-counting', units: 1, revision: 0 });
    expect(answer).toMatchObject({ status: 404, body: { code: 'product-not-found' } });
    expect(await stored('No such thing')).toBeUndefined();
  });
});
