import * as z from 'zod';
import { MAX_QUANTITY } from './order-request.ts';
import { currencyCode, lineOfText } from './text.ts';

/** A million of a currency's units, in cents: above it a price is a typing error, and totals stay exact integers. */
const MAX_UNIT_PRICE_CENTS = 100_000_000;

/** A product of the catalogue, as stored in the table Products under its key `product`. */
export const productSchema = z.object({
  product: lineOfText,
  name: lineOfText,
  description: z.string().min(1).max(1000),
  unitPriceCents: z.int().min(1).max(MAX_UNIT_PRICE_CENTS),
  currency: currencyCode,
  maxPerOrder: z.int().min(1).max(MAX_QUANTITY),
  available: z.boolean(),
  /** Units that can still be ordered; absent where they are not counted. */
  stock: z.int().min(0).optional(),
  /** How often support changed the product; absent for never. */
  version: z.int().min(0).optional(),
});

/** A product of the catalogue. */
export type Product = z.infer<typeof productSchema>;
