import * as z from 'zod';
import { badEndSchema, executionStatusSchema, failureSchema } from './failure.ts';
import { machineSchema } from './machine.ts';
import { mailOutcomeSchema, occasionSchema } from './mail.ts';
import { orderIdSchema } from './order-id.ts';
import { orderStatusSchema } from './status.ts';

/** A moment in UTC: `2025-11-03T12:47:44.123Z`. */
const moment = z.string();

/** What may be wrong with an order, in the order in which it is listed: an execution of it failed or was stopped; it has been Received for
 * over five minutes; its cancellation was wished over five minutes ago and is not done; its question was answered over five minutes ago
 * and its execution was not told; it waits for support's review; its customer has less than a day left to answer, or none; a mail about it
 * did not reach its customer, or is unsent for over ten minutes. */
export const problemSchema = z.enum([
  'failed',
  'delayed',
  'not-cancelled',
  'answer-waits',
  'review',
  'unanswered',
  'not-mailed',
  'mail-unsent',
]);

/** What may be wrong with an order. */
export type Problem = z.infer<typeof problemSchema>;

/** What may be wrong with a mail. */
const mailProblemSchema = problemSchema.extract(['not-mailed', 'mail-unsent']);

/** What may be wrong with a mail. */
export type MailProblem = z.infer<typeof mailProblemSchema>;

/** One order that needs a person. */
const attentionItemSchema = z.object({
  orderId: orderIdSchema,
  problem: problemSchema,
  /** When the execution ended (`failed`), the order was accepted (`delayed`), the cancellation was wished (`not-cancelled`), the question
   * was answered (`answer-waits`), it was asked (`review`, `unanswered`), it was known that the mail did not reach its customer
   * (`not-mailed`), or the first attempt at it was made (`mail-unsent`). */
  since: moment,
  /** When the question that is open runs out. */
  until: moment.optional(),
  /** The order has a record, which cannot be read. */
  unreadable: z.literal(true).optional(),
  orderStatus: orderStatusSchema.optional(),
  customerName: z.string().optional(),
  /** Absent where no execution was ever started. */
  execution: z.object({ machine: machineSchema, name: z.string(), status: executionStatusSchema }).optional(),
  /** Of a cause, its beginning, without what it quotes: the order's page has the whole. */
  failure: failureSchema.optional(),
  /** Which mail, and what became of it, where that is known. */
  mail: z.object({ occasion: occasionSchema, outcome: mailOutcomeSchema.optional() }).optional(),
});

/** One order that needs a person. */
export type AttentionItem = z.infer<typeof attentionItemSchema>;

/** A number of things; `more` tells that there are others which were not counted. */
const countSchema = z.object({ count: z.int(), more: z.boolean() });

/** Open failures of one cause: of one workflow at one state with one error, stopped ones apart from failed ones. */
const failureGroupSchema = z.object({
  machine: machineSchema,
  stopped: z.boolean(),
  state: z.string().optional(),
  error: z.string().optional(),
  count: z.int(),
  /** When the first of them failed. */
  oldest: moment,
});

/** Open failures of one cause. */
export type FailureGroup = z.infer<typeof failureGroupSchema>;

/** Of what it could not be asked whether it needs a person. */
const attentionSourceSchema = z.enum(['failures', 'late', 'cancellations', 'questions', 'mails']);

/** Of what it is asked whether it needs a person. */
export type AttentionSource = z.infer<typeof attentionSourceSchema>;

/** What needs a person. */
export const attentionSchema = z.object({
  /** Of each problem up to twenty, oldest first. */
  items: z.array(attentionItemSchema),
  /** How many of each problem there are; a problem that nothing has is absent. */
  counts: z.array(countSchema.extend({ problem: problemSchema })),
  /** All open failures by their cause, the one with the oldest first. */
  failures: z.array(failureGroupSchema),
  /** Whether there is, or may be, more than is counted. */
  more: z.boolean(),
  /** What could not be asked: of it nothing is known. */
  unasked: z.array(attentionSourceSchema),
  /** How many of the newest failed executions were compared with what is kept, where others may have been missed. */
  failuresLookedAt: z.int().optional(),
  /** When it was last seen that a failure is settled. */
  lastSettledAt: moment.optional(),
});

/** What needs a person. */
export type Attention = z.infer<typeof attentionSchema>;

/** The query of GET /api/support/failures; an empty parameter is an absent one. */
export const failuresQuerySchema = z.strictObject({
  state: z.string().max(80).optional(),
  error: z.string().max(256).optional(),
  status: badEndSchema.optional(),
  machine: machineSchema.optional(),
  cursor: z.string().max(300).optional(),
});

/** What open failures are asked for by. */
export type FailuresQuery = z.infer<typeof failuresQuerySchema>;

/** 200 of GET /api/support/failures: open failures, oldest first; a page may be short, or empty, and have a next one. */
export const failuresSchema = z.object({
  failures: z.array(attentionItemSchema),
  cursor: z.string().optional(),
  /** All open failures by their cause, whatever was asked for; on the first page alone. */
  groups: z.array(failureGroupSchema).optional(),
  /** Whether there are open failures that are in no group, as there are too many to count; on the first page alone. */
  more: z.boolean().optional(),
});

/** 200 of GET /api/support/failures. */
export type Failures = z.infer<typeof failuresSchema>;

/** As many mails as are listed of one problem: what one bulk takes. */
export const MAX_MAIL_TROUBLES = 500;

/** The query of GET /api/support/mails. */
export const mailTroublesQuerySchema = z.strictObject({ problem: mailProblemSchema });

/** 200 of GET /api/support/mails: mails of one problem, oldest first. */
export const mailTroublesSchema = z.object({
  mails: z.array(attentionItemSchema),
  /** Whether there are others. */
  more: z.boolean(),
});

/** 200 of GET /api/support/mails. */
export type MailTroubles = z.infer<typeof mailTroublesSchema>;
