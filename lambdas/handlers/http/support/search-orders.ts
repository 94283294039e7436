import { toFieldErrors } from '../../../core/contract/order-request.ts';
import { type SupportSearch, supportSearchSchema } from '../../../core/contract/support.ts';
import type { createNeedsAttention } from '../../../core/support/needs-attention.ts';
import type { createSearchOrders } from '../../../core/support/search-orders.ts';
import { badCursor, json, problem } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { forSupport } from './guard.ts';

/** An empty parameter is an absent one, as a form sends it. */
const present = (parameters: Record<string, string | undefined> | null): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parameters ?? {}).flatMap(([name, value]) => {
      const text = value?.trim() ?? '';
      return text === '' ? [] : [[name, text]];
    }),
  );

const isUnfiltered = (query: SupportSearch): boolean => Object.values(query).every((value) => value === undefined);

/** GET /api/support/orders: a page of orders, and on the first page without a filter what needs a person. */
export const respondToSearch = (
  searchOrders: ReturnType<typeof createSearchOrders>,
  needsAttention: ReturnType<typeof createNeedsAttention>,
): Respond =>
  forSupport('search-orders', async (event, note) => {
    const parsed = supportSearchSchema.safeParse(present(event.queryStringParameters));
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
    return json(200, { ...found, ...(attention && { attention }) });
  });
