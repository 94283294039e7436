import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { bulkIdSchema, bulkRequestSchema, bulkStopRequestSchema } from '../../../core/contract/bulk.ts';
import type { createStartBulk, NotStarted } from '../../../core/support/start-bulk.ts';
import type { BulkStopRefusal, createStopBulk } from '../../../core/support/stop-bulk.ts';
import { json, problem } from '../answers.ts';
import type { Respond, Routes } from '../api-handler.ts';
import { readBody } from '../read-body.ts';
import { forSupport } from './guard.ts';
import { actorOf, type Noted } from './noted.ts';

/** What a person is told whose wish to act on many orders is refused. */
export const START_REFUSALS: Readonly<Record<NotStarted['refusal'], string>> = {
  'bulk-running': 'One runs at a time. Wait for its end, or stop it.',
  'bulk-id-reused': 'Make up another id for another bulk.',
};

/** What a person is told whose wish to stop a bulk is refused. */
export const BULK_STOP_REFUSALS: Readonly<Record<BulkStopRefusal, string>> = {
  'bulk-not-found': 'There is none of this id, or it is older than 90 days.',
  'execution-ended': 'It has ended by itself.',
};

/** The bulk that a path names; undefined where it names none. */
export const bulkIdOf = ({ pathParameters }: APIGatewayProxyEvent): string | undefined =>
  bulkIdSchema.safeParse(pathParameters?.id).data;

/** The answer that there is no such bulk. */
export const noBulk = (): APIGatewayProxyResult => problem('bulk-not-found', BULK_STOP_REFUSALS['bulk-not-found']);

/** POST /api/support/bulk */
const respondToStart = (startBulk: ReturnType<typeof createStartBulk>, noted: Noted): Respond =>
  forSupport('start-bulk', async (event, note) => {
    const read = readBody(event, bulkRequestSchema);
    if (!read.ok) return read.refusal;
    const { id, action, items, tryFirst = true } = read.body;
    note({ bulkId: id, bulk: action, count: items.length });
    const details = { count: items.length, tryFirst };
    return noted(event, { subject: { bulk: id }, action: `bulk-${action}`, details }, async () => {
      const started = await startBulk(read.body, actorOf(event).actor);
      if (!('refusal' in started)) return json(202, started);
      const which = started.refusal === 'bulk-running' ? { bulkId: started.running } : {};
      return problem(started.refusal, START_REFUSALS[started.refusal], which);
    });
  });

/** POST /api/support/bulk/{id}/stop */
const respondToStop = (stopBulk: ReturnType<typeof createStopBulk>, noted: Noted): Respond =>
  forSupport('stop-bulk', async (event, note) => {
    const read = readBody(event, bulkStopRequestSchema);
    if (!read.ok) return read.refusal;
    const id = bulkIdOf(event);
    if (id === undefined) return noBulk();
    note({ bulkId: id });
    return noted(event, { subject: { bulk: id }, action: 'stop-bulk', details: read.body }, async () => {
      const stopped = await stopBulk(id, read.body.reason);
      return typeof stopped === 'string' ? problem(stopped, BULK_STOP_REFUSALS[stopped]) : json(202, stopped);
    });
  });

/** The calls that begin and stop bulks. */
export const bulkRoutes = (
  startBulk: ReturnType<typeof createStartBulk>,
  stopBulk: ReturnType<typeof createStopBulk>,
  noted: Noted,
): Routes => ({
  'POST /support/bulk': { respond: respondToStart(startBulk, noted) },
  'POST /support/bulk/{id}/stop': { respond: respondToStop(stopBulk, noted) },
});
