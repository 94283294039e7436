import * as z from 'zod';
import { productSchema } from './product.ts';

/** A product as support sees it, with what its next changes are held against. */
export const supportProductSchema = z.object({
  ...productSchema.shape,
  /** How often support changed what the product says. */
  version: z.int().min(0),
  /** How often support changed the product's stock; orders do not count. */
  stockRevision: z.int().min(0),
});

/** A product as support sees it. */
export type SupportProduct = z.infer<typeof supportProductSchema>;

/** 200 of GET /api/support/products; `unreadable` has the keys of what is stored and cannot be read. */
export const supportProductsSchema = z.object({
  products: z.array(supportProductSchema),
  unreadable: z.array(z.string()).optional(),
});

/** 200 of GET /api/support/products. */
export type SupportProducts = z.infer<typeof supportProductsSchema>;

/** What support writes of a product: all of it but its key, and its stock, which orders take from meanwhile. */
export const productTextSchema = z.strictObject(
  productSchema.omit({ product: true, stock: true, version: true }).shape,
);

/** What support writes of a product. */
export type ProductText = z.infer<typeof productTextSchema>;

/** The body of PUT /api/support/products/{product}; `version` as it was seen, absent for a product that is new. */
export const productWriteSchema = z.strictObject({
  ...productTextSchema.shape,
  version: z.int().min(0).optional(),
});

/** The body of PUT /api/support/products/{product}. */
export type ProductWrite = z.infer<typeof productWriteSchema>;

/** More than any delivery has: above it a number is a typing error. */
const MAX_UNITS = 1_000_000;

const units = z.int().min(1).max(MAX_UNITS);

/** The `stockRevision` of the product as it was seen. */
const revision = z.int().min(0);

/** The body of POST /api/support/products/{product}/stock. */
export const stockChangeSchema = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('add'), units, revision }),
  z.strictObject({ change: z.literal('take'), units, revision }),
  /** From now on the product is counted, from so many. */
  z.strictObject({ change: z.literal('start-counting'), units: z.int().min(0).max(MAX_UNITS), revision }),
  /** From now on there is always enough of it. */
  z.strictObject({ change: z.literal('stop-counting'), revision }),
]);

/** The body of POST /api/support/products/{product}/stock. */
export type StockChange = z.infer<typeof stockChangeSchema>;
