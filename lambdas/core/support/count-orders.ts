import { isOpen, type OrderStatus, orderStatusSchema } from '../contract/status.ts';
import type { OrderCounts } from '../contract/support.ts';
import type { OrderCounter } from './ports.ts';
import { bucketOf, SHARDS } from './search-index.ts';

/** Where the orders of a status are: those without an outcome of all days, the others of this one. */
const bucketsOf = (status: OrderStatus, day: string): string[] => [
  ...new Set(SHARDS.map((shard) => bucketOf(status, day, shard))),
];

/** Makes the use case "count orders": by status, from the index alone. An order whose mail cannot be sent, or that is about to be
 * cancelled, may be in a bucket of its own and is then not counted. */
export const createCountOrders =
  (counter: OrderCounter) =>
  async (day: string): Promise<OrderCounts> => {
    const counts = await Promise.all(
      orderStatusSchema.options.map(async (status) => {
        const sums = await Promise.all(bucketsOf(status, day).map((bucket) => counter.count(bucket)));
        return { status, orders: sums.reduce((sum, each) => sum + each, 0), allDays: isOpen(status) };
      }),
    );
    return { day, counts };
  };
