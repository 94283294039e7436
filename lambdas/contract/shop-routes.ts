import * as z from 'zod';
import { orderAcceptedSchema, productsResponseSchema } from '../core/contract/api.ts';
import {
  answerAcceptedSchema,
  answerRequestSchema,
  cancelAcceptedSchema,
  cancelRequestSchema,
} from '../core/contract/decision.ts';
import { idempotencyKeySchema } from '../core/contract/idempotency-key.ts';
import { orderResponseSchema, ordersPageSchema } from '../core/contract/order-answers.ts';
import { orderRequestSchema } from '../core/contract/order-request.ts';
import { ANSWER_REFUSALS } from '../handlers/http/answer-refusals.ts';
import { codesOf, named, type RouteContracts } from './route-contract.ts';

const laptop = { customerName: 'John Doe', product: 'Laptop', quantity: 1 };

/** 202 of an answer to a question. */
export const ANSWER_ACCEPTED = {
  description: 'The answer is noted, and the order goes on. The same answer once more is answered alike.',
  body: named('AnswerAccepted', answerAcceptedSchema),
} as const;

/** 202 of a cancellation. */
export const CANCEL_ACCEPTED = {
  description: 'The cancellation is noted and is carried out, or the order is Cancelled already.',
  body: named('CancelAccepted', cancelAcceptedSchema),
} as const;

/** The calls of shoppers. */
export const SHOP_ROUTES: RouteContracts = {
  'GET /products': {
    operationId: 'listProducts',
    summary: 'The catalogue, for anybody.',
    answers: { 200: { description: 'Every product.', body: named('Products', productsResponseSchema) } },
    problems: [],
  },
  'POST /orders': {
    operationId: 'submitOrder',
    summary: 'Orders: a list of items, or one product. Needs a verified e-mail address.',
    headers: z.object({
      'Idempotency-Key': idempotencyKeySchema
        .optional()
        .describe('With the body it names the order: the same key and body is the same order, another body another.'),
    }),
    body: { ...named('OrderRequest', orderRequestSchema), example: laptop },
    answers: {
      202: {
        description: 'The order is durably enqueued.',
        body: named('OrderAccepted', orderAcceptedSchema),
        headers: { Location: 'Where the order is shown.' },
      },
    },
    problems: [
      'email-not-verified',
      'email-not-mailable',
      'too-large',
      'invalid-idempotency-key',
      'malformed-json',
      'invalid-request',
      'outcome-unknown',
    ],
  },
  'GET /orders': {
    operationId: 'listOrders',
    summary: 'Own orders, newest first, 20 a page.',
    query: z.object({ cursor: z.string().optional().describe('Of the page before; empty or absent for the first.') }),
    answers: { 200: { description: 'A page of orders.', body: named('OrdersPage', ordersPageSchema) } },
    problems: ['invalid-cursor'],
  },
  'GET /orders/{orderId}': {
    operationId: 'getOrder',
    summary: 'One order; support sees those of others, too.',
    answers: {
      200: { description: 'The order, or that it is still in the queue.', body: named('Order', orderResponseSchema) },
    },
    problems: ['order-not-found', 'record-unreadable'],
  },
  'POST /orders/{orderId}/answer': {
    operationId: 'answerOrder',
    summary: 'Accepts or declines what is proposed to the customer.',
    body: {
      ...named('AnswerRequest', answerRequestSchema),
      example: { questionId: 'ABCDEFGHJKMN', answer: 'accept' },
    },
    answers: { 202: ANSWER_ACCEPTED },
    problems: ['invalid-request', 'record-unreadable', ...codesOf(ANSWER_REFUSALS)],
  },
  'POST /orders/{orderId}/cancel': {
    operationId: 'cancelOrder',
    summary: 'Cancels an order that waits for an answer, or that was processed a short while ago.',
    body: { ...named('CancelRequest', cancelRequestSchema), optional: true, example: { reason: 'Ordered twice' } },
    answers: { 202: CANCEL_ACCEPTED },
    problems: ['invalid-request', 'order-not-found', 'not-cancellable', 'record-unreadable'],
  },
};
