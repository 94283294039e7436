import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { decidedRecordSchema } from '../core/contract/order.ts';
import type { PersistInput } from '../core/order/messages.ts';
import type { OutcomeStore } from '../core/order/ports.ts';
import { searchBucket } from '../core/support/search-index.ts';
import { assignments } from './assignments.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { NOT_DECIDED, OPEN_VALUES } from './open-orders.ts';
import { countedLines, takeFromStock } from './stock.ts';
import { transact } from './transaction.ts';

/** What deciding adds to a record, by attribute. */
const attributesOf = ({ status, order }: PersistInput, processedAt: string): Record<string, unknown> => {
  const common = { status, processedAt, searchBucket: searchBucket(status, order) };
  if ('reasons' in order) {
    const { reasons, grounds, items, totalCents, currency } = order;
    return { ...common, reasons, grounds, ...(currency !== undefined && { items, totalCents, currency }) };
  }
  const { items, totalCents, currency, product, quantity, expectedTotalCents } = order;
  return { ...common, items, totalCents, currency, product, quantity, expectedTotalCents };
};

/** A cancellation that is noted and was never delivered, as its execution failed, still holds. */
const NOT_CANCELLED = '(attribute_not_exists(question.answer) OR question.answer.kind <> :cancelled)';

const conditionOf = ({ status, order }: PersistInput): string => {
  if (status === 'Processed') return `${NOT_DECIDED} AND ${NOT_CANCELLED}`;
  return order.unanswered === undefined ? NOT_DECIDED : `${NOT_DECIDED} AND attribute_not_exists(question.answer)`;
};

const updateOf = (table: string, outcome: PersistInput, processedAt: string) => {
  const { ExpressionAttributeValues, ...set } = assignments(attributesOf(outcome, processedAt));
  return {
    TableName: table,
    Key: { orderId: outcome.order.orderId },
    ...set,
    ExpressionAttributeValues: {
      ...ExpressionAttributeValues,
      ...OPEN_VALUES,
      ...(outcome.status === 'Processed' && { ':cancelled': 'cancelled' }),
    },
    ConditionExpression: conditionOf(outcome),
  };
};

/** Decides orders, in the table Orders; with what they take from stock in the table Products, in one transaction. */
export const createOutcomeStore = (
  client: DynamoDBDocumentClient,
  tables: { orders: string; products: string },
): OutcomeStore => ({
  recordOutcome: async (outcome, processedAt) => {
    const update = updateOf(tables.orders, outcome, processedAt);
    const record = decidedRecordSchema.parse({ ...outcome.order, status: outcome.status, processedAt });
    const counted = outcome.status === 'Processed' ? countedLines(outcome.order.items) : [];
    if (counted.length === 0) {
      const written = await unlessConditionFails(client.send(new UpdateCommand(update)));
      return written === undefined ? 'not-open' : record;
    }
    const failed = await transact(client, [{ Update: update }, ...takeFromStock(tables.products, counted)]);
    if (failed.has(0)) return 'not-open';
    return failed.size > 0 ? 'out-of-stock' : record;
  },
});
