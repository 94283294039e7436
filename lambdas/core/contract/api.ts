import * as z from 'zod';
import { orderIdSchema } from './order-id.ts';
import { productSchema } from './product.ts';
import { timestamp } from './text.ts';

/** 202 of POST /api/orders. */
export const orderAcceptedSchema = z.object({ orderId: orderIdSchema, status: z.literal('Received'), timestamp });

/** 202 of POST /api/orders. */
export type OrderAccepted = z.infer<typeof orderAcceptedSchema>;

/** The keys of stored items that belong to a list and cannot be read; absent where there is none. */
export const unreadable = z.array(z.string()).optional();

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
