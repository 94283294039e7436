import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { RunningEngine } from 'local-aws';
import { type OrderRecord, orderRecordSchema } from '../../../lambdas/core/contract/order.ts';
import { settingsOf } from './scenario.ts';

/** The tables of a burst's shop, read as they are. */
export const createBooks = (engine: RunningEngine) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(settingsOf(engine)));
  const all = async (TableName: string | undefined): Promise<Record<string, unknown>[]> => {
    const found: Record<string, unknown>[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
      found.push(...Items);
    return found;
  };
  return {
    client,
    records: async (): Promise<OrderRecord[]> =>
      (await all(engine.outputs.OrdersTableName)).map((item) => orderRecordSchema.parse(item)),
    products: () => all(engine.outputs.ProductsTableName),
  };
};
