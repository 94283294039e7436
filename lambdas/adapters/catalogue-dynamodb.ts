import { BatchGetCommand, type DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { CatalogueSeeder, ProductCatalogue, ShopWindow } from '../core/catalogue/ports.ts';
import { productSchema } from '../core/contract/product.ts';
import { TemporarilyUnavailable } from '../core/shared/temporarily-unavailable.ts';
import { type ReportUnreadable, UnreadableItem } from '../core/shared/unreadable-item.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { readEach, readOne } from './stored-items.ts';
import { translatingTemporary } from './temporary-errors.ts';

const productsOf = (table: string) => ({ table, key: 'product', parse: productSchema.parse.bind(productSchema) });

const scanAll = async (
  client: DynamoDBDocumentClient,
  tableName: string,
  report: ReportUnreadable,
): Promise<ShopWindow> => {
  const shown: ShopWindow = { products: [], unreadable: [] };
  for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName })) {
    for (const read of readEach(productsOf(tableName), Items, report)) {
      if (read instanceof UnreadableItem) shown.unreadable.push(read.key);
      else shown.products.push(read);
    }
  }
  return shown;
};

/** The catalogue, in the table Products under its key `product`; tells of each product that a list leaves out. */
export const createProductCatalogue = (
  client: DynamoDBDocumentClient,
  tableName: string,
  report: ReportUnreadable,
): ProductCatalogue => ({
  find: async (products) => {
    const keys = products.map((product) => ({ product }));
    // Prices decide what people pay: a consistent read, so that a changed price holds from that moment.
    const get = new BatchGetCommand({ RequestItems: { [tableName]: { Keys: keys, ConsistentRead: true } } });
    const { Responses, UnprocessedKeys } = await translatingTemporary(client.send(get));
    // At most 20 small items are left out only under throttling; the workflow backs off and asks again.
    if (Object.keys(UnprocessedKeys ?? {}).length > 0) throw new TemporarilyUnavailable('the catalogue is throttled');
    // Left out here, a product would turn its orders into rejections: they fail instead, and are redriven once it is mended.
    return (Responses?.[tableName] ?? []).map((item) => readOne(productsOf(tableName), item));
  },

  all: () => translatingTemporary(scanAll(client, tableName, report)),
});

/** Fills the catalogue, in the table Products. */
export const createCatalogueSeeder = (client: DynamoDBDocumentClient, tableName: string): CatalogueSeeder => ({
  add: async (product) => {
    const put = new PutCommand({
      TableName: tableName,
      Item: product,
      ConditionExpression: 'attribute_not_exists(product)',
    });
    return (await unlessConditionFails(client.send(put))) === undefined ? 'kept' : 'added';
  },
});
