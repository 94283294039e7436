import * as z from 'zod';
import { deliveryAddressSchema } from './address.ts';
import { languageTag } from './language.ts';
import { pricedLineSchema, pricedLinesSchema } from './line.ts';
import { mailSchema } from './mail.ts';
import { orderIdSchema } from './order-id.ts';
import { expectedTotalCents, MAX_LINES, orderLineSchema } from './order-request.ts';
import { customerQuestionSchema, type Question, questionSchema, reviewQuestionSchema } from './question.ts';
import { groundSchema } from './reason.ts';
import { currencyCode, lineOfText, longLineOfText, timestamp } from './text.ts';

/** What is stored may have gained members since: unknown ones are left out rather than refused. */
const lines = z.array(z.object(orderLineSchema.shape)).min(1).max(MAX_LINES);

const identity = {
  orderId: orderIdSchema,
  customerId: z.string().min(1).max(128),
  customerName: lineOfText,
  email: z.string().min(3).max(320),
};

const wish = { items: lines, expectedTotalCents: expectedTotalCents.optional(), timestamp };

const summary = { product: z.string().min(1), quantity: z.int().min(1) };

const price = {
  items: pricedLinesSchema,
  totalCents: z.int().min(1),
  currency: currencyCode,
};

/** What an order is priced at that need not have been. */
const priceIfAny = {
  items: z
    .array(pricedLineSchema.partial({ name: true, unitPriceCents: true }))
    .min(1)
    .max(MAX_LINES),
  /** There where every line has a price. */
  totalCents: price.totalCents.optional(),
  currency: currencyCode.optional(),
};

/** What an execution finds out on its way and hands on. */
const facts = {
  /** A person let an order of this total pass; `approvedBy` is their id in the user pool. */
  review: z.object({ approvedBy: z.string(), approvedAt: timestamp, totalCents: z.int().min(1) }).optional(),
  /** How often PersistOrder found less in stock than ValidateOrder had. */
  outOfStock: z.int().min(0).optional(),
};

/** In English, whatever the language of the order. */
const reasons = z.array(z.string().min(1)).min(1);

/** The reasons by their codes, in the same order; absent from records of versions before. */
const grounds = z.array(groundSchema).optional();

/** The order as the workflow is started with, and as it passes through it; members of a stored record beyond these are left
 * out, the delivery address among them. */
export const orderSchema = z.object({ ...identity, ...summary, ...wish, ...facts });

/** The order as the workflow is started with. */
export type Order = z.infer<typeof orderSchema>;

/** An order that validate-order has priced from the catalogue. */
export const pricedOrderSchema = z.object({ ...orderSchema.shape, ...price });

/** An order priced from the catalogue. */
export type PricedOrder = z.infer<typeof pricedOrderSchema>;

/** An order that breaks a rule, with the reasons; its lines are priced as far as the catalogue knows them, once it is recorded. */
export const rejectedOrderSchema = z.object({ ...orderSchema.shape, ...priceIfAny, reasons, grounds });

/** An order that breaks a rule, with the reasons. */
export type RejectedOrder = z.infer<typeof rejectedOrderSchema>;

const orderOnly = { ...identity, ...summary, ...wish };

/** What only the record has of an order, whatever its status. */
const recordOnly = {
  deliveryAddress: deliveryAddressSchema.optional(),
  /** In which its customer ordered, and is written to; absent where it was not told: then it is the shop's. */
  language: languageTag.optional(),
};

const receivedShape = { ...orderOnly, status: z.literal('Received') };

/** The record as process-order first puts it. */
const receivedRecordSchema = z.object({ ...receivedShape, ...recordOnly });

/** The record of an order whose workflow has neither decided nor asked anybody yet. */
export type ReceivedRecord = z.infer<typeof receivedRecordSchema>;

const underReviewShape = { ...orderOnly, status: z.literal('UnderReview'), question: reviewQuestionSchema };
const awaitingCustomerShape = { ...orderOnly, status: z.literal('AwaitingCustomer'), question: customerQuestionSchema };

const underReviewRecordSchema = z.object({ ...underReviewShape, ...recordOnly });
const awaitingCustomerRecordSchema = z.object({ ...awaitingCustomerShape, ...recordOnly });

/** A record with an open question. */
export const askedRecordSchema = z.discriminatedUnion('status', [
  underReviewRecordSchema,
  awaitingCustomerRecordSchema,
]);

/** A record with an open question. */
export type AskedRecord = z.infer<typeof askedRecordSchema>;

/** Who may cancel an order. */
const canceller = z.enum(['customer', 'support']);

/** Who may cancel an order. */
export type Canceller = z.infer<typeof canceller>;

const processedShape = { ...orderOnly, ...price, status: z.literal('Processed'), processedAt: timestamp };

/** Lines are priced as far as the catalogue knew them when the order was rejected. */
const rejectedShape = {
  ...orderOnly,
  ...priceIfAny,
  reasons,
  status: z.literal('Rejected'),
  processedAt: timestamp,
};

/** Lines are priced where the order was Processed before, or was asked about with prices. */
const cancelledShape = {
  ...orderOnly,
  ...priceIfAny,
  status: z.literal('Cancelled'),
  /** When the order was decided: of one that never was Processed, when it was cancelled. */
  processedAt: timestamp,
  cancelledAt: timestamp,
  cancelledBy: canceller,
  cancelReason: longLineOfText.optional(),
};

/** A record whose outcome is known, as executions hand it on. A person's reason for a cancellation is not among it. */
export const decidedRecordSchema = z.discriminatedUnion('status', [
  z.object(processedShape),
  z.object(rejectedShape),
  z.object(cancelledShape).omit({ cancelReason: true }),
]);

/** A record whose outcome is known. */
export type DecidedRecord = z.infer<typeof decidedRecordSchema>;

/** When the mail about the outcome was sent, and to which address; or since when it is known that it never can be. Absent while
 * neither is. The version before kept this on the record; by now an order is shown with it for clients that do not read
 * `mails` yet. No input of a workflow has them. */
const confirmation = {
  confirmationSentAt: timestamp.optional(),
  confirmationTo: identity.email.optional(),
  confirmationRefusedAt: timestamp.optional(),
};

/** What only the record of a decided order has: also the question that was asked last, with its answer. */
const decidedOnly = { ...recordOnly, ...confirmation, question: questionSchema.optional() };

/** A wish to cancel a Processed order, which the workflow OrderCancellation carries out. */
const cancelRequested = z.object({ by: canceller, at: timestamp, reason: longLineOfText.optional() });

/** A wish to cancel a Processed order. */
export type CancelRequest = z.infer<typeof cancelRequested>;

const processedRecordShape = { ...processedShape, ...decidedOnly, cancelRequested: cancelRequested.optional() };
const rejectedRecordSchema = z.object({ ...rejectedShape, ...decidedOnly, grounds });
const cancelledRecordSchema = z.object({ ...cancelledShape, ...decidedOnly });

/** An item of the table Orders, in any status. */
export const orderRecordSchema = z.discriminatedUnion('status', [
  receivedRecordSchema,
  ...askedRecordSchema.options,
  z.object(processedRecordShape),
  rejectedRecordSchema,
  cancelledRecordSchema,
]);

/** What the topic can announce of an order: its outcome, or a question about it; with all that a mail about it tells. */
export const announcedRecordSchema = z.discriminatedUnion('status', [
  ...askedRecordSchema.options,
  z.object(processedRecordShape),
  rejectedRecordSchema,
  cancelledRecordSchema,
]);

/** What the topic can announce of an order. */
export type AnnouncedRecord = z.infer<typeof announcedRecordSchema>;

/** The mails about an order, the oldest first; one that nothing was tried of yet is not among them. */
const shownOnly = { mails: z.array(mailSchema).optional() };

/** A record as one order is shown: with the mails about it, and until when its customer may cancel it, where that is not over. */
export const shownOrderSchema = z.discriminatedUnion('status', [
  receivedRecordSchema.extend(shownOnly),
  underReviewRecordSchema.extend(shownOnly),
  awaitingCustomerRecordSchema.extend(shownOnly),
  z.object({ ...processedRecordShape, ...shownOnly, cancellableUntil: timestamp.optional() }),
  rejectedRecordSchema.extend(shownOnly),
  cancelledRecordSchema.extend(shownOnly),
]);

/** A record as one order is shown. */
export type ShownOrder = z.infer<typeof shownOrderSchema>;

/** An item of the table Orders. */
export type OrderRecord = z.infer<typeof orderRecordSchema>;

/** A record that can become Cancelled. */
export type CancellableRecord = AskedRecord | Extract<OrderRecord, { status: 'Processed' }>;

/** The question that was asked last about an order, with its answer. */
export const questionOf = (record: OrderRecord): Question | undefined =>
  'question' in record ? record.question : undefined;
