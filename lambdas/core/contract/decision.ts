import * as z from 'zod';
import { orderIdSchema } from './order-id.ts';
import { questionAnswerSchema } from './question.ts';
import { orderStatusSchema } from './status.ts';
import { longLineOfText, timestamp } from './text.ts';

const questionId = z.string().min(1).max(64);

/** The body of POST /api/orders/{orderId}/answer. */
export const answerRequestSchema = z.strictObject({ questionId, answer: z.enum(['accept', 'decline']) });

/** The body of POST /api/orders/{orderId}/answer. */
export type AnswerRequest = z.infer<typeof answerRequestSchema>;

/** The body of POST /api/orders/{orderId}/cancel; it may be absent. */
export const cancelRequestSchema = z.strictObject({ reason: longLineOfText.optional() });

/** The body of POST /api/support/orders/{orderId}/review. */
export const reviewRequestSchema = z.discriminatedUnion('decision', [
  z.strictObject({ questionId, decision: z.literal('approve'), reason: longLineOfText.optional() }),
  z.strictObject({ questionId, decision: z.literal('reject'), reason: longLineOfText }),
  /** What was answered, whoever did, is told to the execution once more. */
  z.strictObject({ questionId, decision: z.literal('hand-on') }),
]);

/** The body of POST /api/support/orders/{orderId}/review. */
export type ReviewRequest = z.infer<typeof reviewRequestSchema>;

/** The body of POST /api/support/orders/{orderId}/cancel. */
export const supportCancelRequestSchema = z.strictObject({ reason: longLineOfText });

/** 202 of an answer and of a review: the answer is noted, and its order goes on. */
export const answerAcceptedSchema = z.object({
  orderId: orderIdSchema,
  /** As it was when the answer was noted. */
  status: orderStatusSchema,
  questionId: z.string(),
  answer: questionAnswerSchema,
});

/** 202 of an answer and of a review. */
export type AnswerAccepted = z.infer<typeof answerAcceptedSchema>;

/** 202 of a cancellation: it is noted, and is carried out; or the order is Cancelled already. */
export const cancelAcceptedSchema = z.object({
  orderId: orderIdSchema,
  /** As it was when the cancellation was noted. */
  status: orderStatusSchema,
  requestedAt: timestamp,
  cancelledBy: z.enum(['customer', 'support']),
});

/** 202 of a cancellation. */
export type CancelAccepted = z.infer<typeof cancelAcceptedSchema>;
