import type { BulkAction, BulkItemState, BulkProgress } from '../../../../../lambdas/core/contract/bulk.ts';
import { countOf } from '../../../format/count.ts';

/** How an order of a bulk stands: in words, and by which badge. */
export const ITEM_STATES: Readonly<Record<BulkItemState, readonly [words: string, look: string]>> = {
  succeeded: ['Succeeded', 'processed'],
  announced: ['Mail asked for', 'processed'],
  running: ['Redriven, running', 'running'],
  'under-way': ['Under way', 'running'],
  'failed-again': ['Failed again', 'rejected'],
  refused: ['Refused', 'rejected'],
  failed: ['Not known what was done', 'rejected'],
  'not-begun': ['Not begun', 'stopped'],
};

const REFUSALS: Readonly<Record<string, string>> = {
  'order-not-found': 'there is no record of it',
  'execution-running': 'it was under way already',
  'execution-succeeded': 'it had succeeded already',
  'execution-aborted': 'a person had stopped it',
  'order-decided': 'it is decided already',
  'not-redrivable': 'neither a redrive nor a new start is possible',
  'order-undecided': 'it has no outcome yet',
  'order-erased': 'its person was erased',
};

/** Why an order stands so, if more is known. */
export const sayWhy = ({ code, error }: { code?: string | undefined; error?: string | undefined }): string =>
  error ?? (code === undefined ? '' : (REFUSALS[code] ?? code));

/** What is done, as a heading says it. */
export const sayAction = (action: BulkAction, count: number): string =>
  action === 'redrive'
    ? `Redrive of ${countOf(count, 'order', 'orders')}`
    : `Mails of ${countOf(count, 'order', 'orders')} again`;

/** How many orders a bulk is done with, of all. */
export const doneOf = ({ count, counts }: BulkProgress): number =>
  count - (counts['not-begun'] ?? 0) - (counts['under-way'] ?? 0);

/** How a bulk stands as a whole, told when it changes. A redriven order is not a mended one. */
export const sayProgress = (progress: BulkProgress): { text: string; bad: boolean } => {
  const { status, tryFirst, count, counts } = progress;
  const good = (counts.succeeded ?? 0) + (counts.announced ?? 0);
  if (status === 'RUNNING') return { text: `Done with ${doneOf(progress)} of ${count}.`, bad: false };
  if (status === 'ABORTED') return { text: 'It was stopped. What was not begun is as it was.', bad: true };
  if (status !== 'SUCCEEDED') return { text: 'It failed itself. What was not begun is as it was.', bad: true };
  if (counts.running)
    return { text: `Done; ${countOf(counts.running, 'order runs', 'orders run')} still.`, bad: false };
  if (good === count) return { text: `Done: all ${count} came to a good end.`, bad: false };
  if (tryFirst && counts['not-begun'] === count - 1 && count > 1) {
    return { text: 'The first one did not come to a good end, so the others were not begun.', bad: true };
  }
  return { text: `Done: ${good} of ${count} came to a good end.`, bad: true };
};
