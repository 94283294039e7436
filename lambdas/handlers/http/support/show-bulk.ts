import * as z from 'zod';
import { MAX_BULK_ITEMS } from '../../../core/contract/bulk.ts';
import { toFieldErrors } from '../../../core/contract/order-request.ts';
import type { createShowBulk } from '../../../core/support/show-bulk.ts';
import { badCursor, json, problem } from '../answers.ts';
import type { Respond, Routes } from '../api-handler.ts';
import { bulkIdOf, noBulk } from './bulk.ts';
import { forSupport } from './guard.ts';

type ShowBulk = ReturnType<typeof createShowBulk>;

const querySchema = z.object({ from: z.coerce.number().int().min(0).max(MAX_BULK_ITEMS).default(0) });

const respondToProgress = ({ progress }: ShowBulk): Respond =>
  forSupport('show-bulk', async (event, note) => {
    const read = querySchema.safeParse({ from: event.queryStringParameters?.from || undefined });
    if (!read.success) {
      return problem('invalid-parameters', 'There is no such page.', { errors: toFieldErrors(read.error) });
    }
    const id = bulkIdOf(event);
    if (id === undefined) return noBulk();
    note({ bulkId: id });
    const found = await progress(id, read.data.from);
    return found ? json(200, found) : noBulk();
  });

const respondToExecution = ({ execution }: ShowBulk): Respond =>
  forSupport('trace-bulk', async (event, note) => {
    const id = bulkIdOf(event);
    if (id === undefined) return noBulk();
    note({ bulkId: id });
    const found = await execution(id, event.queryStringParameters?.cursor || undefined);
    if (found === 'bad-cursor') return badCursor();
    return found ? json(200, found) : noBulk();
  });

/** The calls that show bulks. */
export const showBulkRoutes = (show: ShowBulk): Routes => ({
  'GET /support/bulk': {
    respond: forSupport('list-bulks', async () => json(200, { bulks: await show.newest() })),
  },
  'GET /support/bulk/{id}': { respond: respondToProgress(show), query: ['from'] },
  'GET /support/bulk/{id}/execution': { respond: respondToExecution(show), query: ['cursor'] },
});
