import { type DynamoDBDocumentClient, GetCommand, paginateScan, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type KeptProduct, keptProductSchema } from '../core/catalogue/kept-product.ts';
import type { ProductDesk, ShopWindow } from '../core/catalogue/ports.ts';
import type { ProductText, StockChange } from '../core/contract/support-products.ts';
import { type ReportUnreadable, UnreadableItem } from '../core/shared/unreadable-item.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { readEach, readOne } from './stored-items.ts';
import { translatingTemporary } from './temporary-errors.ts';

const keptIn = (table: string) => ({ table, key: 'product', parse: keptProductSchema.parse.bind(keptProductSchema) });

type Update = Omit<ConstructorParameters<typeof UpdateCommand>[0], 'TableName' | 'Key'>;

/** A number that was seen; what support never touched has none, which stands for zero. */
const isStill = (name: string, seen: number): string =>
  seen === 0 ? `(attribute_not_exists(${name}) OR ${name} = :seen)` : `${name} = :seen`;

const writeOf = (text: ProductText, seenVersion: number | undefined): Update => {
  const members = { ...text, version: (seenVersion ?? 0) + 1 };
  const names = Object.keys(members);
  const isNew = seenVersion === undefined;
  return {
    UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
    ConditionExpression: isNew
      ? 'attribute_not_exists(product)'
      : `attribute_exists(product) AND ${isStill('#version', seenVersion)}`,
    // Every attribute goes through a placeholder, as some of their names are reserved words.
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(Object.entries(members).map(([name, value]) => [`:${name}`, value])),
      ...(!isNew && { ':seen': seenVersion }),
    },
  };
};

/** What a change does to the stock, and the condition under which it can: orders may have taken some since it was seen. */
const EFFECTS: Readonly<Record<StockChange['change'], { set?: string; remove?: string; while: string }>> = {
  add: { set: 'stock = stock + :units', while: 'attribute_exists(stock)' },
  take: { set: 'stock = stock - :units', while: 'stock >= :units' },
  'start-counting': { set: 'stock = :units', while: 'attribute_not_exists(stock)' },
  'stop-counting': { remove: 'stock', while: 'attribute_exists(stock)' },
};

const stockUpdateOf = ({ stockRevision }: KeptProduct, change: StockChange, noted: readonly string[]): Update => {
  const effect = EFFECTS[change.change];
  const set = ['stockRevision = :next', 'stockChanges = :noted', ...(effect.set ? [effect.set] : [])].join(', ');
  return {
    UpdateExpression: `SET ${set}${effect.remove ? ` REMOVE ${effect.remove}` : ''}`,
    ConditionExpression: `attribute_exists(product) AND ${isStill('stockRevision', stockRevision)} AND ${effect.while}`,
    ExpressionAttributeValues: {
      ':seen': stockRevision,
      ':next': stockRevision + 1,
      ':noted': noted,
      ...('units' in change && { ':units': change.units }),
    },
  };
};

/** The catalogue as support changes it, in the table Products; tells of each product that the list leaves out. */
export const createProductDesk = (
  client: DynamoDBDocumentClient,
  tableName: string,
  report: ReportUnreadable,
): ProductDesk => {
  const update = async (product: string, changes: Update): Promise<KeptProduct | undefined> => {
    const command = new UpdateCommand({
      TableName: tableName,
      Key: { product },
      ReturnValues: 'ALL_NEW',
      ...changes,
    });
    const updated = await unlessConditionFails(client.send(command));
    return updated && readOne(keptIn(tableName), updated.Attributes);
  };

  const scan = async (): Promise<ShopWindow<KeptProduct>> => {
    const shown: ShopWindow<KeptProduct> = { products: [], unreadable: [] };
    // Consistent: whoever changed something looks at it next.
    const pages = paginateScan({ client }, { TableName: tableName, ConsistentRead: true });
    for await (const { Items = [] } of pages) {
      for (const read of readEach(keptIn(tableName), Items, report)) {
        if (read instanceof UnreadableItem) shown.unreadable.push(read.key);
        else shown.products.push(read);
      }
    }
    return shown;
  };

  return {
    all: () => translatingTemporary(scan()),

    get: async (product) => {
      const get = new GetCommand({ TableName: tableName, Key: { product }, ConsistentRead: true });
      const { Item } = await translatingTemporary(client.send(get));
      return Item === undefined ? undefined : readOne(keptIn(tableName), Item);
    },

    write: (product, text, seenVersion) => update(product, writeOf(text, seenVersion)),

    changeStock: (seen, change, noted) => update(seen.product, stockUpdateOf(seen, change, noted)),
  };
};
