import { failuresQuerySchema } from '../../../core/contract/attention.ts';
import { toFieldErrors } from '../../../core/contract/order-request.ts';
import type { createListFailures } from '../../../core/support/list-failures.ts';
import { badCursor, json, problem } from '../answers.ts';
import type { Routes } from '../api-handler.ts';
import { forSupport } from './guard.ts';
import { present } from './present.ts';

/** GET /api/support/failures: a page of open failures. */
export const failureRoutes = (listFailures: ReturnType<typeof createListFailures>): Routes => ({
  'GET /support/failures': {
    respond: forSupport('list-failures', async ({ queryStringParameters }, note) => {
      const parsed = failuresQuerySchema.safeParse(present(queryStringParameters ?? {}));
      if (!parsed.success) {
        return problem('invalid-request', 'The search is not valid.', { errors: toFieldErrors(parsed.error) });
      }
      note({ by: Object.keys(parsed.data).join(',') });
      const found = await listFailures(parsed.data);
      return found === 'bad-cursor' ? badCursor() : json(200, found);
    }),
    query: Object.keys(failuresQuerySchema.shape),
  },
});
