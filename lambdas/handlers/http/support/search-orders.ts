import type * as z from 'zod';
import { toFieldErrors } from '../../../core/contract/order-request.ts';
import { type SupportSearch, supportQuerySchema, supportSearchSchema } from '../../../core/contract/support.ts';
import type { createNeedsAttention } from '../../../core/support/needs-attention.ts';
import type { createSearchOrders } from '../../../core/support/search-orders.ts';
import { badCursor, json, problem } from '../answers.ts';
import type { Respond, Routes } from '../api-handler.ts';
import { bodyBytesOf, parseJson } from '../request.ts';
import { forSupport } from './guard.ts';
import { present } from './present.ts';

const isObject = (body: unknown): body is object => typeof body === 'object' && body !== null && !Array.isArray(body);

const isUnfiltered = (query: SupportSearch): boolean => Object.values(query).every((value) => value === undefined);

/** GET /api/support/orders, and POST /api/support/orders/search for what may be no part of an address: a page of orders, and
 * on the first page without a filter what needs a person. */
export const searchRoutes = (
  searchOrders: ReturnType<typeof createSearchOrders>,
  needsAttention: ReturnType<typeof createNeedsAttention>,
): Routes => {
  const respond = (schema: z.ZodType<SupportSearch>, given: (event: Parameters<Respond>[0]) => unknown): Respond =>
    forSupport('search-orders', async (event, note) => {
      const members = given(event);
      const parsed = schema.safeParse(isObject(members) ? present(members) : members);
      if (!parsed.success) {
        return problem('invalid-request', 'The search is not valid.', { errors: toFieldErrors(parsed.error) });
      }
      const query = parsed.data;
      // By what, and never the address itself.
      note({ by: Object.keys(query).join(',') });
      const [found, attention] = await Promise.all([
        searchOrders(query),
        isUnfiltered(query) ? needsAttention() : undefined,
      ]);
      if (found === 'bad-cursor') return badCursor();
      if ('message' in found) return problem('invalid-request', found.message, { errors: [found] });
      return json(200, { ...found, ...(attention && { attention }) });
    });
  return {
    'GET /support/orders': {
      respond: respond(supportQuerySchema, ({ queryStringParameters }) => queryStringParameters ?? {}),
      query: Object.keys(supportQuerySchema.shape),
    },
    'POST /support/orders/search': {
      respond: respond(supportSearchSchema, (event) => parseJson(bodyBytesOf(event).toString('utf8'))),
    },
  };
};
