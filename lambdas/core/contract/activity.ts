import * as z from 'zod';
import { orderIdSchema } from './order-id.ts';

/** What support does that is kept: each act on an order, a product, a dead-letter queue or
 * many orders at once, and what staff note by hand. */
const actionSchema = z.enum([
  'redrive-order',
  'resend-confirmation',
  'settle-mail',
  'review-order',
  'hand-on-answer',
  'cancel-order',
  'stop-execution',
  'write-product',
  'change-stock',
  'discard-dead-letter',
  'redrive-dead-letter',
  'redrive-dead-letters',
  'claim',
  'release',
  'bulk-redrive',
  'bulk-resend',
  'stop-bulk',
  'note',
]);

/** An act of support. */
export type Action = z.infer<typeof actionSchema>;

/** What an act was about: its choices and its reason, by name. */
const detailsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).optional());

/** What an act was about. */
export type ActDetails = z.infer<typeof detailsSchema>;

/** How an act ended. `failed` means that nobody knows what of it was done. */
const actOutcomeSchema = z.object({
  at: z.string(),
  result: z.enum(['done', 'refused', 'failed']),
  /** The stable code of a refusal, as the API told it. */
  code: z.string().optional(),
});

/** How an act ended. */
export type ActOutcome = z.infer<typeof actOutcomeSchema>;

/** One act: who did what, when and why, and how it ended. */
export const activityEntrySchema = z.object({
  /** A moment in UTC, to the millisecond: when it was begun. */
  at: z.string(),
  action: actionSchema,
  /** The person of support, as they sign in. */
  by: z.string(),
  details: detailsSchema.optional(),
  /** What was noted by hand. */
  text: z.string().optional(),
  /** Absent while it is under way, and where its end could not be noted. */
  outcome: actOutcomeSchema.optional(),
});

/** One act. */
export type ActivityEntry = z.infer<typeof activityEntrySchema>;

/** The query of GET /api/support/activity: of what, which is exactly one thing. */
export const activityQuerySchema = z.strictObject({
  orderId: z.string().max(64).optional().describe('Acts on this order.'),
  product: z.string().max(100).optional().describe('Acts on this product.'),
  queue: z.string().max(80).optional().describe('Acts on this dead-letter queue.'),
});

/** 200 of GET /api/support/activity: the newest acts, newest first. */
export const activitySchema = z.object({
  entries: z.array(activityEntrySchema),
  /** Whether there are older ones. */
  more: z.boolean(),
});

/** 200 of GET /api/support/activity. */
export type Activity = z.infer<typeof activitySchema>;

const MAX_NOTE_LENGTH = 2000;
/** Lines are welcome in a note; other control characters are not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses.
const NOTE = /^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffe\uffff]*$/;

const noteText = z
  .string()
  .regex(NOTE, 'Must not contain control characters but line breaks')
  .refine((value) => value.isWellFormed(), 'Must be well-formed Unicode')
  .trim()
  .min(1)
  .max(MAX_NOTE_LENGTH);

/** The body of POST /api/support/orders/{orderId}/notes: a text, or that one takes care of the order or no more; or both. */
export const noteRequestSchema = z.union([
  z.strictObject({ text: noteText }),
  z.strictObject({ text: noteText.optional(), claim: z.enum(['take', 'release']) }),
]);

/** The body of a note. */
export type NoteRequest = z.infer<typeof noteRequestSchema>;

/** 201 of a note. */
export const noteAcceptedSchema = z.object({ orderId: orderIdSchema, entry: activityEntrySchema });

/** 201 of a note. */
export type NoteAccepted = z.infer<typeof noteAcceptedSchema>;
