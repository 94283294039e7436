import * as z from 'zod';
import { deliveryAddressSchema } from '../contract/address.ts';
import { languageTag } from '../contract/language.ts';
import { orderSchema, pricedOrderSchema, rejectedOrderSchema } from '../contract/order.ts';
import { orderIdSchema } from '../contract/order-id.ts';
import { raisedQuestionSchema } from '../contract/question.ts';

/** What submit-order puts on the queue: the order before it has its summary. */
export const orderMessageSchema = orderSchema
  .omit({ product: true, quantity: true, review: true, outOfStock: true })
  .extend({ deliveryAddress: deliveryAddressSchema.optional(), language: languageTag.optional() });

/** What submit-order puts on the queue. */
export type OrderMessage = z.infer<typeof orderMessageSchema>;

/** What PersistOrder and RecordRejection hand to persist-order. */
export const persistInputSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('Processed'), order: pricedOrderSchema }),
  z.object({
    status: z.literal('Rejected'),
    order: rejectedOrderSchema.extend({
      /** Who did not answer in time, where that is why; an answer that was noted in time then comes first. */
      unanswered: z.enum(['customer', 'review']).optional(),
    }),
  }),
]);

/** What PersistOrder and RecordRejection hand to persist-order. */
export type PersistInput = z.infer<typeof persistInputSchema>;

/** What AskCustomer and AskReviewer hand to ask-person. */
export const askInputSchema = z.object({
  /** Whoever has it may answer for the person: it is kept on the record, and shown nowhere. */
  taskToken: z.string().min(1).max(2048),
  withinSeconds: z.int().min(1),
  order: orderSchema.extend({ question: raisedQuestionSchema }),
});

/** What AskCustomer and AskReviewer hand to ask-person. */
export type AskInput = z.infer<typeof askInputSchema>;

/** What both RecordCancellation states hand to record-cancellation. */
export const cancellationInputSchema = z.object({ orderId: orderIdSchema });
