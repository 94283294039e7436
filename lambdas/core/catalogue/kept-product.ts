import * as z from 'zod';
import { type SupportProduct, supportProductSchema } from '../contract/support-products.ts';
import { lineOfText } from '../contract/text.ts';

/** A product as its table keeps it. Items that support never touched have none of the members that its changes go by. */
export const keptProductSchema = z.object({
  ...supportProductSchema.shape,
  version: supportProductSchema.shape.version.default(0),
  stockRevision: supportProductSchema.shape.stockRevision.default(0),
  /** The newest changes of its stock, oldest first: who wanted each by which key, and what it was. */
  stockChanges: z.array(z.string()).default([]),
});

/** A product as its table keeps it. */
export type KeptProduct = z.infer<typeof keptProductSchema>;

/** What support is shown of it. */
export const shownToSupport = ({ stockChanges: _, ...shown }: KeptProduct): SupportProduct => shown;

/** The key that a path names; undefined for what can be the key of no product. */
export const parseProductKey = (text: string): string | undefined => lineOfText.safeParse(text).data;
