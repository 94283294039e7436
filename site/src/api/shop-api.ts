import {
  type OrderAccepted,
  orderAcceptedSchema,
  type ProductsResponse,
  productsResponseSchema,
} from '../../../lambdas/core/contract/api.ts';
import type { OrderRequest } from '../../../lambdas/core/contract/order-request.ts';
import type { Answer } from './answer.ts';
import type { Send } from './http.ts';

/** The calls that lead to an order. */
export interface ShopApi {
  products(): Promise<Answer<ProductsResponse>>;
  /** The same key and request always name the same order, however often they are sent. */
  placeOrder(request: OrderRequest, idempotencyKey: string): Promise<Answer<OrderAccepted>>;
}

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
});
