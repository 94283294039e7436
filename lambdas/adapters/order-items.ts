import { mailedRecordSchema, orderRecordSchema } from '../core/contract/order.ts';

/** The items of the table Orders, by their key `orderId`. */
export const ordersOf = (table: string) => ({
  table,
  key: 'orderId',
  parse: orderRecordSchema.parse.bind(orderRecordSchema),
});

/** Those that their customers are mailed about. */
export const mailedOf = (table: string) => ({
  ...ordersOf(table),
  parse: mailedRecordSchema.parse.bind(mailedRecordSchema),
});
