import * as z from 'zod';
import { expectedTotalCents, MAX_LINES, orderLineSchema } from './order-request.ts';
import { currencyCode, lineOfText, timestamp } from './text.ts';

/** Twelve characters that name the order and four that check it, Crockford base32: `7K3M-9QXT-2V5H-A1BC`. */
export const orderIdSchema = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);

/** What is stored may have gained members since: unknown ones are left out rather than refused. */
const lines = z.array(z.object(orderLineSchema.shape)).min(1).max(MAX_LINES);

/** A line with what the catalogue says of it; `name` is the product's name on the day, the price is in cents. */
const pricedLineSchema = z.object({
  product: lineOfText,
  name: lineOfText,
  quantity: z.int().min(1),
  unitPriceCents: z.int().min(1),
});

/** A line with the catalogue's name and price. */
export type PricedLine = z.infer<typeof pricedLineSchema>;

const identity = {
  orderId: orderIdSchema,
  customerId: z.string().min(1).max(128),
  customerName: lineOfText,
  email: z.string().min(3).max(320),
};

const wish = { items: lines, expectedTotalCents: expectedTotalCents.optional(), timestamp };

const summary = { product: z.string().min(1), quantity: z.int().min(1) };

const price = {
  items: z.array(pricedLineSchema).min(1).max(MAX_LINES),
  totalCents: z.int().min(1),
  currency: currencyCode,
};

const reasons = z.array(z.string().min(1)).min(1);

/** The order as the workflow is started with; members of a stored record beyond these are left out. */
export const orderSchema = z.object({ ...identity, ...summary, ...wish });

/** The order as the workflow is started with. */
export type Order = z.infer<typeof orderSchema>;

/** An order that validate-order has priced from the catalogue. */
export const pricedOrderSchema = z.object({ ...orderSchema.shape, ...price });

/** An order priced from the catalogue. */
export type PricedOrder = z.infer<typeof pricedOrderSchema>;

/** An order that breaks a rule, with the reasons. */
export const rejectedOrderSchema = z.object({ ...orderSchema.shape, reasons });

/** The record as process-order first puts it. */
const receivedRecordSchema = z.object({ ...orderSchema.shape, status: z.literal('Received') });

/** The record of an order whose workflow has not decided yet. */
export type ReceivedRecord = z.infer<typeof receivedRecordSchema>;

const processedRecordSchema = z.object({
  ...pricedOrderSchema.shape,
  status: z.literal('Processed'),
  processedAt: timestamp,
});

const rejectedRecordSchema = z.object({
  ...rejectedOrderSchema.shape,
  status: z.literal('Rejected'),
  processedAt: timestamp,
});

/** A record whose outcome is final: what is announced. */
export const decidedRecordSchema = z.discriminatedUnion('status', [processedRecordSchema, rejectedRecordSchema]);

/** A record whose outcome is final. */
export type DecidedRecord = z.infer<typeof decidedRecordSchema>;

/**
 * When the confirmation was sent, and to which address; or since when it is known that it never can be. Absent while neither
 * is. No input of a workflow has them.
 */
const confirmation = {
  confirmationSentAt: timestamp.optional(),
  confirmationTo: identity.email.optional(),
  confirmationRefusedAt: timestamp.optional(),
};

/** An item of the table Orders, in any status. */
export const orderRecordSchema = z.discriminatedUnion('status', [
  receivedRecordSchema,
  z.object({ ...processedRecordSchema.shape, ...confirmation }),
  z.object({ ...rejectedRecordSchema.shape, ...confirmation }),
]);

/** An item of the table Orders. */
export type OrderRecord = z.infer<typeof orderRecordSchema>;
