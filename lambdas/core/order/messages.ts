import * as z from 'zod';
import { deliveryAddressSchema } from '../contract/address.ts';
import { orderSchema, pricedOrderSchema, rejectedOrderSchema } from '../contract/order.ts';

/** What submit-order puts on the queue: the order before it has its summary. */
export const orderMessageSchema = orderSchema
  .omit({ product: true, quantity: true, review: true, outOfStock: true })
  .extend({ deliveryAddress: deliveryAddressSchema.optional() });

/** What submit-order puts on the queue. */
export type OrderMessage = z.infer<typeof orderMessageSchema>;

/** What PersistOrder and RecordRejection hand to persist-order. */
export const persistInputSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('Processed'), order: pricedOrderSchema }),
  z.object({ status: z.literal('Rejected'), order: rejectedOrderSchema }),
]);

/** What PersistOrder and RecordRejection hand to persist-order. */
export type PersistInput = z.infer<typeof persistInputSchema>;
