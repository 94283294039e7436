import { mailTroublesQuerySchema } from '../../../core/contract/attention.ts';
import { toFieldErrors } from '../../../core/contract/order-request.ts';
import type { createMailTroubles } from '../../../core/support/mail-troubles.ts';
import { json, problem } from '../answers.ts';
import type { Routes } from '../api-handler.ts';
import { forSupport } from './guard.ts';
import { present } from './present.ts';

/** GET /api/support/mails: the mails that need a person, of one problem. */
export const mailTroubleRoutes = ({ page }: Pick<ReturnType<typeof createMailTroubles>, 'page'>): Routes => ({
  'GET /support/mails': {
    respond: forSupport('list-mails', async ({ queryStringParameters }, note) => {
      const parsed = mailTroublesQuerySchema.safeParse(present(queryStringParameters ?? {}));
      if (!parsed.success) {
        return problem('invalid-request', 'The search is not valid.', { errors: toFieldErrors(parsed.error) });
      }
      note({ by: parsed.data.problem });
      return json(200, await page(parsed.data.problem));
    }),
    query: Object.keys(mailTroublesQuerySchema.shape),
  },
});
