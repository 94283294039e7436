import * as z from 'zod';
import { MAX_LINES } from './order-request.ts';
import { lineOfText } from './text.ts';

/** A line with what the catalogue says of it; `name` is the product's name on the day, the price is in cents. */
export const pricedLineSchema = z.object({
  product: lineOfText,
  name: lineOfText,
  quantity: z.int().min(1),
  unitPriceCents: z.int().min(1),
  /** This line takes its units out of the product's stock; absent where the product's are not counted. */
  fromStock: z.literal(true).optional(),
});

/** A line with the catalogue's name and price. */
export type PricedLine = z.infer<typeof pricedLineSchema>;

/** The lines of a priced order. */
export const pricedLinesSchema = z.array(pricedLineSchema).min(1).max(MAX_LINES);
