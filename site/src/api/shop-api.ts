import {
  type OrderAccepted,
  type OrderResponse,
  type OrdersPage,
  orderAcceptedSchema,
  orderResponseSchema,
  ordersPageSchema,
  type ProductsResponse,
  productsResponseSchema,
} from '../../../lambdas/core/contract/api.ts';
import {
  type AnswerAccepted,
  type AnswerRequest,
  answerAcceptedSchema,
  type CancelAccepted,
  cancelAcceptedSchema,
} from '../../../lambdas/core/contract/decision.ts';
import type { OrderRequest } from '../../../lambdas/core/contract/order-request.ts';
import type { Answer } from './answer.ts';
import type { Send } from './http.ts';

/** The calls that the site makes. */
export interface ShopApi {
  products(): Promise<Answer<ProductsResponse>>;
  /** The same key and request always name the same order, however often they are sent. */
  placeOrder(request: OrderRequest, idempotencyKey: string): Promise<Answer<OrderAccepted>>;
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
export const createShopApi = (send: Send): ShopApi => ({
  products: () => send({ path: '/api/products', schema: productsResponseSchema, signedIn: false }),

  placeOrder: (request, idempotencyKey) =>
    send({
      path: '/api/orders',
      schema: orderAcceptedSchema,
      signedIn: true,
      method: 'POST',
      headers: { 'idempotency-key': idempotencyKey },
      body: request,
    }),

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
