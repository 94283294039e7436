import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { signInAs } from '../../local/sign-in-as.ts';
import { writeOrders } from '../helpers/many-orders.ts';
import type { EngineProcess } from './engine-process.ts';
import { createHttpClient } from './http-client.ts';
import { type Summary, summarize } from './statistics.ts';

/** What the first page of an order list costs, by how many orders its owner has. */
export interface ListResult {
  readonly orders: number;
  readonly milliseconds: Summary;
}

const READS = 200;

/** Reads the first page of a customer with 20 and of one with 10,000 orders, in turn, so that both meet the same machine. */
export const measureLists = async (engine: EngineProcess): Promise<ListResult[]> => {
  const { running } = engine;
  const tables = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: running.awsOrigin.replace('localhost', '127.0.0.1'),
      region: 'us-east-1',
      credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    }),
  );
  const customers = [
    { email: 'support@example.com', orders: 20, times: [] as number[] },
    { email: 'shopper@example.com', orders: 10_000, times: [] as number[] },
  ];
  const http = createHttpClient(1);
  const read = async (token: string): Promise<number> => {
    const startedAt = performance.now();
    const answer = await http.send('GET', `${running.outputs.ApiUrl}orders`, { authorization: `Bearer ${token}` });
    if (answer.status !== 200) throw new Error(`the list was answered ${answer.status}: ${answer.body}`);
    return performance.now() - startedAt;
  };
  const tokens = await Promise.all(customers.map(({ email }) => signInAs(running, email)));
  for (const [index, { orders }] of customers.entries()) {
    await writeOrders(tables, running.outputs.OrdersTableName ?? '', tokens[index] ?? '', orders);
  }
  for (let run = -10; run < READS; run += 1) {
    for (const [index, { times }] of customers.entries()) {
      const time = await read(tokens[index] ?? '');
      if (run >= 0) times.push(time);
    }
  }
  http.close();
  return customers.map(({ orders, times }) => ({ orders, milliseconds: summarize(times) }));
};
