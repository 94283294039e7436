import * as z from 'zod';
import { unreadable } from './api.ts';
import { orderRecordSchema, shownOrderSchema } from './order.ts';
import { orderIdSchema } from './order-id.ts';

/** GET /api/orders/{orderId} of an order that is accepted and still in the queue. */
const orderInQueueSchema = z.object({ orderId: orderIdSchema, status: z.literal('Received') });

/** 200 of GET /api/orders/{orderId}: the record, or that the order is still in the queue. */
export const orderResponseSchema = z.union([shownOrderSchema, orderInQueueSchema]);

/** 200 of GET /api/orders/{orderId}. */
export type OrderResponse = z.infer<typeof orderResponseSchema>;

/** 200 of GET /api/orders; `cursor` is there when an older order is. */
export const ordersPageSchema = z.object({
  orders: z.array(orderRecordSchema),
  cursor: z.string().optional(),
  unreadable,
});

/** 200 of GET /api/orders. */
export type OrdersPage = z.infer<typeof ordersPageSchema>;
