import { announcedRecordSchema, orderRecordSchema } from '../core/contract/order.ts';

/** The items of the table Orders, by their key `orderId`. */
export const ordersOf = (table: string) => ({
  table,
  key: 'orderId',
  parse: orderRecordSchema.parse.bind(orderRecordSchema),
});

/** Those that something can be announced of. */
export const announcedOf = (table: string) => ({
  ...ordersOf(table),
  parse: announcedRecordSchema.parse.bind(announcedRecordSchema),
});
