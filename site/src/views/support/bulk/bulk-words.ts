import type { BulkAction, BulkItemState, BulkProgress } from '../../../../../lambdas/core/contract/bulk.ts';
import { countOf } from '../../../format/count.ts';

type Look = readonly [words: string, look: string];

const STATES: Readonly<Record<BulkItemState, Look>> = {
  succeeded: ['Succeeded', 'processed'],
  announced: ['Mail asked for', 'processed'],
  running: ['Redriven, running', 'running'],
  'under-way': ['Under way', 'running'],
  'failed-again': ['Failed again', 'rejected'],
  refused: ['Refused', 'rejected'],
  failed: ['Not known what was done', 'rejected'],
  'not-begun': ['Not begun', 'stopped'],
};

/** Of a mail that was asked for, and is followed. */
const MAIL_STATES: Readonly<Partial<Record<BulkItemState, Look>>> = {
  succeeded: ['Delivered', 'processed'],
  running: ['On its way', 'running'],
  'failed-again': ['Did not arrive', 'rejected'],
};

/** How an item of a bulk stands: in words, and by which badge. */
export const lookOf = (action: BulkAction, state: BulkItemState): Look =>
  (action === 'resend' ? MAIL_STATES[state] : undefined) ?? STATES[state];

/** All of them, in the order in which they are counted. */
export const ITEM_STATES = Object.keys(STATES) as BulkItemState[];

/** What became of a mail that did not arrive. */
const MAIL_ENDS: Readonly<Record<string, string>> = {
  bounced: 'it came back',
  complained: 'its customer marked it as spam',
  rejected: 'SES took it for a virus',
  refused: 'its address takes no mail',
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
  'mail-overtaken': 'the order stands otherwise by now than this mail tells',
};

/** Why an order stands so, if more is known. */
export const sayWhy = ({ code, error }: { code?: string | undefined; error?: string | undefined }): string =>
  error === undefined ? (code === undefined ? '' : (REFUSALS[code] ?? code)) : (MAIL_ENDS[error] ?? error);

/** What is done, as a heading says it. */
export const sayAction = (action: BulkAction, count: number): string =>
  action === 'redrive' ? `Redrive of ${countOf(count, 'order', 'orders')}` : `${countOf(count, 'mail', 'mails')} again`;

/** How many items a bulk is done with, of all. */
export const doneOf = ({ count, counts }: BulkProgress): number =>
  count - (counts['not-begun'] ?? 0) - (counts['under-way'] ?? 0);

/** What a good end is; a mail whose way is not followed was asked for. */
const sayGood = ({ action, counts }: BulkProgress): string => {
  if (action === 'redrive') return 'came to a good end';
  return counts.announced ? 'were asked for' : 'were delivered';
};

/** How a bulk stands as a whole, told when it changes. A redriven order is not a mended one. */
export const sayProgress = (progress: BulkProgress): { text: string; bad: boolean } => {
  const { action, status, tryFirst, count, counts } = progress;
  const isMail = action === 'resend';
  const good = (counts.succeeded ?? 0) + (counts.announced ?? 0);
  if (status === 'RUNNING') return { text: `Done with ${doneOf(progress)} of ${count}.`, bad: false };
  if (status === 'ABORTED') return { text: 'It was stopped. What was not begun is as it was.', bad: true };
  if (status !== 'SUCCEEDED') return { text: 'It failed itself. What was not begun is as it was.', bad: true };
  if (tryFirst && counts['not-begun'] === count - 1 && count > 1) {
    return counts.running
      ? { text: 'How the first one ends is not known yet, so the others were not begun.', bad: true }
      : { text: 'The first one did not come to a good end, so the others were not begun.', bad: true };
  }
  if (counts.running) {
    const [one, many] = isMail ? ['mail is on its way', 'mails are on their way'] : ['order runs', 'orders run'];
    return { text: `Done; ${countOf(counts.running, one, many)} still.`, bad: false };
  }
  if (good === count) return { text: `Done: all ${count} ${sayGood(progress)}.`, bad: false };
  return { text: `Done: ${good} of ${count} ${sayGood(progress)}.`, bad: true };
};
