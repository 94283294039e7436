import { paginateListExecutions } from '@aws-sdk/client-sfn';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type OrderRecord, orderRecordSchema } from '../../lambdas/core/contract/order.ts';
import { productSchema } from '../../lambdas/core/contract/product.ts';
import { outputOf } from '../helpers/shop.ts';
import type { PlacedOrder } from './oversell-customers.ts';
import type { ShopProcess } from './shop-process.ts';

type StandingShop = ShopProcess['shop'];

interface ExecutionSeen {
  readonly name: string;
  readonly status: string;
}

/** What the shop has written down at a moment. */
export interface Books {
  readonly records: ReadonlyMap<string, OrderRecord>;
  readonly executions: readonly ExecutionSeen[];
  readonly cancellations: readonly ExecutionSeen[];
  /** Units by product. */
  readonly stock: ReadonlyMap<string, number>;
}

const executionsOf = async ({ engine, clients }: StandingShop, machine: string): Promise<ExecutionSeen[]> => {
  const found: ExecutionSeen[] = [];
  const stateMachineArn = outputOf(engine, machine);
  for await (const page of paginateListExecutions({ client: clients.workflow }, { stateMachineArn })) {
    found.push(...(page.executions ?? []).map(({ name = '', status = '' }) => ({ name, status })));
  }
  return found;
};

/** Reads what the shop has written down. */
export const booksOf = async (shop: StandingShop): Promise<Books> => {
  // Executions first: one that has ended was decided before.
  const executions = await executionsOf(shop, 'StateMachineArn');
  const cancellations = await executionsOf(shop, 'CancellationStateMachineArn');
  const records = (await shop.records()).map((item) => orderRecordSchema.parse(item));
  const { Items = [] } = await shop.clients.tables.send(
    new ScanCommand({ TableName: outputOf(shop.engine, 'ProductsTableName'), ConsistentRead: true }),
  );
  const counted = Items.map((item) => productSchema.parse(item)).flatMap(({ product, stock }) =>
    stock === undefined ? [] : [[product, stock] as const],
  );
  return {
    ...{ executions, cancellations, stock: new Map(counted) },
    records: new Map(records.map((record) => [record.orderId, record])),
  };
};

/** Whether nothing more will happen to an order: it is decided as its customer has it, and its executions have ended well; or it
 * waits for a customer who stays silent. */
export const isSettled = ({ orderId, habit }: PlacedOrder, books: Books): boolean => {
  const record = books.records.get(orderId ?? '');
  const statusIn = (executions: readonly ExecutionSeen[]) => executions.find(({ name }) => name === orderId)?.status;
  const execution = statusIn(books.executions);
  switch (record?.status) {
    case 'AwaitingCustomer':
      return habit === 'stays silent' && execution === 'RUNNING';
    case 'Processed':
      return habit !== 'cancels afterwards' && execution === 'SUCCEEDED';
    case 'Cancelled':
      return execution === 'SUCCEEDED' && (statusIn(books.cancellations) ?? 'SUCCEEDED') === 'SUCCEEDED';
    case 'Rejected':
      return record.reasons.length > 0 && execution === 'SUCCEEDED';
    default:
      return false;
  }
};

/** Units sold by product: those of the orders that are Processed, and stay so. */
export const soldOf = ({ records }: Books, products: readonly string[]): Record<string, number> => {
  const sold = Object.fromEntries(products.map((product) => [product, 0]));
  for (const record of records.values()) {
    if (record.status !== 'Processed') continue;
    for (const { product, quantity, fromStock } of record.items) {
      if (fromStock) sold[product] = (sold[product] ?? 0) + quantity;
    }
  }
  return sold;
};
