import * as z from 'zod';
import { orderRecordSchema, shownOrderSchema } from './order.ts';
import { orderIdSchema } from './order-id.ts';
import { productSchema } from './product.ts';
import { timestamp } from './text.ts';

/** 202 of POST /api/orders. */
export const orderAcceptedSchema = z.object({ orderId: orderIdSchema, status: z.literal('Received'), timestamp });

/** 202 of POST /api/orders. */
export type OrderAccepted = z.infer<typeof orderAcceptedSchema>;

/** GET /api/orders/{orderId} of an order that is accepted and still in the queue. */
const orderInQueueSchema = z.object({ orderId: orderIdSchema, status: z.literal('Received') });

/** 200 of GET /api/orders/{orderId}: the record, or that the order is still in the queue. */
export const orderResponseSchema = z.union([shownOrderSchema, orderInQueueSchema]);

/** 200 of GET /api/orders/{orderId}. */
export type OrderResponse = z.infer<typeof orderResponseSchema>;

/** The keys of stored items that belong to a list and cannot be read; absent where there is none. */
const unreadable = z.array(z.string()).optional();

/** 200 of GET /api/orders; `cursor` is there when an older order is. */
export const ordersPageSchema = z.object({
  orders: z.array(orderRecordSchema),
  cursor: z.string().optional(),
  unreadable,
});

/** 200 of GET /api/orders. */
export type OrdersPage = z.infer<typeof ordersPageSchema>;

/** 200 of GET /api/products. */
export const productsResponseSchema = z.object({ products: z.array(productSchema), unreadable });

/** 200 of GET /api/products. */
export type ProductsResponse = z.infer<typeof productsResponseSchema>;

/** The body of every error: application/problem+json (RFC 9457) with a stable `code`. */
export const problemSchema = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  orderId: orderIdSchema.optional(),
  /** The bulk that runs, where another one cannot begin. */
  bulkId: z.string().optional(),
  requestId: z.string().optional(),
});

/** The body of every error. */
export type Problem = z.infer<typeof problemSchema>;
