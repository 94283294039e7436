import { BatchGetCommand, type DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CatalogueWriter, ProductCatalogue } from '../core/catalogue/ports.ts';
import { type Product, productSchema } from '../core/contract/product.ts';
import { TemporarilyUnavailable } from '../core/shared/temporarily-unavailable.ts';
import { translatingTemporary } from './temporary-errors.ts';

const productsSchema = z.array(productSchema);

const scanAll = async (client: DynamoDBDocumentClient, tableName: string): Promise<Product[]> => {
  const products: Product[] = [];
  for await (const { Items } of paginateScan({ client }, { TableName: tableName })) {
    products.push(...productsSchema.parse(Items ?? []));
  }
  return products;
};

/** The catalogue, in the table Products under its key `product`. */
export const createProductCatalogue = (client: DynamoDBDocumentClient, tableName: string): ProductCatalogue => ({
  find: async (products) => {
    const keys = products.map((product) => ({ product }));
    // Prices decide what people pay: a consistent read, so that a changed price holds from that moment.
    const get = new BatchGetCommand({ RequestItems: { [tableName]: { Keys: keys, ConsistentRead: true } } });
    const { Responses, UnprocessedKeys } = await translatingTemporary(client.send(get));
    // At most 20 small items are left out only under throttling; the workflow backs off and asks again.
    if (Object.keys(UnprocessedKeys ?? {}).length > 0) throw new TemporarilyUnavailable('the catalogue is throttled');
    return productsSchema.parse(Responses?.[tableName] ?? []);
  },

  all: () => translatingTemporary(scanAll(client, tableName)),
});

/** The catalogue's writing side. */
export const createCatalogueWriter = (client: DynamoDBDocumentClient, tableName: string): CatalogueWriter => ({
  put: async (product) => {
    await client.send(new PutCommand({ TableName: tableName, Item: product }));
  },
});
