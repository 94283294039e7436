import type { createListOrders } from '../../core/order/list-orders.ts';
import { decodeCursor } from '../../core/shared/cursor.ts';
import { badCursor, json } from './answers.ts';
import type { Respond } from './api-handler.ts';
import { callerOf } from './claims.ts';

/** GET /api/orders?cursor=: a page of the caller's own orders; an empty cursor is the first page. */
export const respondToListOrders =
  (listOrders: ReturnType<typeof createListOrders>): Respond =>
  async (event) => {
    const cursor = event.queryStringParameters?.cursor ?? '';
    const after = decodeCursor(cursor);
    if (cursor !== '' && after === undefined) return badCursor();
    return json(200, await listOrders(callerOf(event).customerId, after));
  };
