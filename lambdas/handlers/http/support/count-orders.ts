import { toFieldErrors } from '../../../core/contract/order-request.ts';
import { countsQuerySchema } from '../../../core/contract/support.ts';
import type { createCountOrders } from '../../../core/support/count-orders.ts';
import { json, problem } from '../answers.ts';
import type { Routes } from '../api-handler.ts';
import { forSupport } from './guard.ts';

/** GET /api/support/counts: how many orders of a day are in each status. */
export const countRoutes = (countOrders: ReturnType<typeof createCountOrders>): Routes => ({
  'GET /support/counts': {
    query: Object.keys(countsQuerySchema.shape),
    respond: forSupport('count-orders', async ({ queryStringParameters }) => {
      const parsed = countsQuerySchema.safeParse(queryStringParameters ?? {});
      if (!parsed.success) {
        return problem('invalid-request', 'The day is not valid.', { errors: toFieldErrors(parsed.error) });
      }
      return json(200, await countOrders(parsed.data.day));
    }),
  },
});
