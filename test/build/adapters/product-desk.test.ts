import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProductDesk } from '../../../lambdas/adapters/product-desk-dynamodb.ts';
import type { ProductDesk } from '../../../lambdas/core/catalogue/ports.ts';
import type { Product } from '../../../lambdas/core/contract/product.ts';
import { startDynamoDb, stubClientSettings } from '../../helpers/aws-stub.ts';
import { aProduct } from '../../helpers/factories.ts';
import { fakeProductDesk } from '../../helpers/fake-product-desk.ts';

let dynamoDb: Awaited<ReturnType<typeof startDynamoDb>>;
let client: DynamoDBDocumentClient;
const TableName = 'Products';

beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  const plain = new DynamoDBClient(stubClientSettings(dynamoDb.endpoint));
  client = DynamoDBDocumentClient.from(plain, { marshallOptions: { removeUndefinedValues: true } });
  await plain.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'product', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'product', KeyType: 'HASH' }],
    }),
  );
});

afterAll(async () => {
  client.destroy();
  await dynamoDb.stop();
});

const desks: [string, (...initial: Product[]) => Promise<ProductDesk>][] = [
  ['the fake', async (...initial) => fakeProductDesk(...initial)],
  [
    'DynamoDB',
    async (...initial) => {
      for (const Item of initial) await client.send(new PutCommand({ TableName, Item }));
      return createProductDesk(client, TableName, () => {});
    },
  ],
];

const { product: _, ...text } = aProduct();

describe.each(desks)('support’s side of the catalogue in %s', (name, deskWith) => {
  const keyOf = (what: string) => `${name}: ${what}`;

  it('has nothing of a product that is not there', async () => {
    expect(await (await deskWith()).get(keyOf('none'))).toBeUndefined();
  });

  it('writes a new product once', async () => {
    const desk = await deskWith();
    const key = keyOf('new / 100 %');
    const kept = { ...text, product: key, version: 1, stockRevision: 0, stockChanges: [] };
    expect(await desk.write(key, text, undefined)).toEqual(kept);
    expect(await desk.write(key, { ...text, name: 'Another' }, undefined)).toBeUndefined();
    expect(await desk.get(key)).toEqual(kept);
  });

  it('writes a version once, and leaves the stock', async () => {
    const key = keyOf('versions');
    const desk = await deskWith(aProduct({ product: key, stock: 4 }));
    const writes = Array.from({ length: 5 }, (_each, n) => desk.write(key, { ...text, maxPerOrder: n + 1 }, 0));
    expect((await Promise.all(writes)).filter((written) => written !== undefined)).toHaveLength(1);
    expect(await desk.write(key, text, 1)).toMatchObject({ ...text, stock: 4, version: 2 });
    expect(await desk.write(key, text, 0)).toBeUndefined();
    expect(await desk.write(keyOf('none'), text, 0)).toBeUndefined();
    expect(await desk.get(keyOf('none'))).toBeUndefined();
  });

  it('changes the stock once a revision, and notes the changes', async () => {
    const key = keyOf('stock');
    const desk = await deskWith(aProduct({ product: key, stock: 4 }));
    const seen = (await desk.get(key)) ?? expect.fail('not there');
    const adds = Array.from({ length: 5 }, () =>
      desk.changeStock(seen, { change: 'add', units: 3, revision: 0 }, ['a']),
    );
    expect((await Promise.all(adds)).filter((changed) => changed !== undefined)).toHaveLength(1);
    expect(await desk.get(key)).toMatchObject({ stock: 7, stockRevision: 1, stockChanges: ['a'], version: 0 });
  });

  it('takes no more than is left, starts and stops counting', async () => {
    const key = keyOf('counting');
    const desk = await deskWith(aProduct({ product: key }));
    const now = async () => (await desk.get(key)) ?? expect.fail('not there');
    expect(await desk.changeStock(await now(), { change: 'add', units: 1, revision: 0 }, [])).toBeUndefined();
    expect(await desk.changeStock(await now(), { change: 'take', units: 1, revision: 0 }, [])).toBeUndefined();
    expect(await desk.changeStock(await now(), { change: 'stop-counting', revision: 0 }, [])).toBeUndefined();
    const started = await desk.changeStock(await now(), { change: 'start-counting', units: 2, revision: 0 }, []);
    expect(started).toMatchObject({ stock: 2, stockRevision: 1 });
    expect(
      await desk.changeStock(await now(), { change: 'start-counting', units: 9, revision: 1 }, []),
    ).toBeUndefined();
    expect(await desk.changeStock(await now(), { change: 'take', units: 3, revision: 1 }, [])).toBeUndefined();
    expect(await desk.changeStock(await now(), { change: 'take', units: 2, revision: 1 }, [])).toMatchObject({
      stock: 0,
    });
    const stopped = await desk.changeStock(await now(), { change: 'stop-counting', revision: 2 }, []);
    expect(stopped).not.toHaveProperty('stock');
  });
});

describe('support’s side of the catalogue in DynamoDB', () => {
  it('adds to what orders left since it was looked at', async () => {
    const key = 'meanwhile';
    await client.send(new PutCommand({ TableName, Item: aProduct({ product: key, stock: 9 }) }));
    const desk = createProductDesk(client, TableName, () => {});
    const seen = (await desk.get(key)) ?? expect.fail('not there');
    await client.send(
      new UpdateCommand({
        TableName,
        Key: { product: key },
        UpdateExpression: 'SET stock = stock - :sold',
        ExpressionAttributeValues: { ':sold': 8 },
      }),
    );
    expect(await desk.changeStock(seen, { change: 'add', units: 10, revision: 0 }, [])).toMatchObject({ stock: 11 });
    expect(await desk.changeStock(seen, { change: 'take', units: 2, revision: 0 }, [])).toBeUndefined();
  });

  it('lists what it can read, with the keys of the rest', async () => {
    await client.send(new PutCommand({ TableName, Item: { ...aProduct({ product: 'Broken' }), unitPriceCents: 'x' } }));
    const told: string[] = [];
    const desk = createProductDesk(client, TableName, ({ key }) => void told.push(key));
    const { products, unreadable } = await desk.all();
    expect(products.length).toBeGreaterThan(0);
    expect([unreadable, told]).toEqual([['Broken'], ['Broken']]);
  });
});
