import { decidedRecordSchema, orderRecordSchema } from '../core/contract/order.ts';

/** The items of the table Orders, by their key `orderId`. */
export const ordersOf = (table: string) => ({
  table,
  key: 'orderId',
  parse: orderRecordSchema.parse.bind(orderRecordSchema),
});

/** Those whose outcome is final. */
export const decidedOf = (table: string) => ({
  ...ordersOf(table),
  parse: decidedRecordSchema.parse.bind(decidedRecordSchema),
});
