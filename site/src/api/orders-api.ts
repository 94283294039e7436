import {
  type AnswerAccepted,
  type AnswerRequest,
  answerAcceptedSchema,
  type CancelAccepted,
  cancelAcceptedSchema,
} from '../../../lambdas/core/contract/decision.ts';
import {
  type OrderResponse,
  type OrdersPage,
  orderResponseSchema,
  ordersPageSchema,
} from '../../../lambdas/core/contract/order-answers.ts';
import type { Answer } from './answer.ts';
import type { Send } from './http.ts';

/** The calls about orders that are placed. */
export interface OrdersApi {
  order(orderId: string): Promise<Answer<OrderResponse>>;
  /** Answers the question about an order; the same answer again is the same. */
  answerQuestion(orderId: string, request: AnswerRequest): Promise<Answer<AnswerAccepted>>;
  /** Cancels an order; again is the same. */
  cancelOrder(orderId: string): Promise<Answer<CancelAccepted>>;
  /** A page of the shopper's own orders, newest first. */
  orders(cursor: string | undefined): Promise<Answer<OrdersPage>>;
}

const orderPath = (orderId: string, part = ''): string => `/api/orders/${encodeURIComponent(orderId)}${part}`;

/** The calls over HTTP. */
export const createOrdersApi = (send: Send): OrdersApi => ({
  order: (orderId) => send({ path: orderPath(orderId), schema: orderResponseSchema, signedIn: true }),

  answerQuestion: (orderId, body) =>
    send({ path: orderPath(orderId, '/answer'), schema: answerAcceptedSchema, signedIn: true, method: 'POST', body }),

  cancelOrder: (orderId) =>
    send({
      path: orderPath(orderId, '/cancel'),
      schema: cancelAcceptedSchema,
      signedIn: true,
      method: 'POST',
      body: {},
    }),

  orders: (cursor) =>
    send({
      path: cursor === undefined ? '/api/orders' : `/api/orders?cursor=${encodeURIComponent(cursor)}`,
      schema: ordersPageSchema,
      signedIn: true,
    }),
});
