import type { OrderRecord } from '../../lambdas/core/contract/order.ts';
import type { Books } from '../faults/oversell-books.ts';
import type { MailSign, Storm } from '../faults/storm.ts';
import type { Repeat } from './repeats.ts';

/** What a run was, and came to. */
export interface Run {
  readonly count: number;
  readonly seed: number;
  readonly seconds: number;
  /** Of the tree that ran. */
  readonly commit: string;
  readonly storm: Omit<Storm, 'seed'>;
  readonly deaths: number;
  readonly steps: number;
  readonly redriven: number;
  readonly movedBack: number;
  readonly books: Books;
  readonly signs: readonly MailSign[];
  readonly repeats: readonly Repeat[];
  readonly breaches: ReadonlyMap<string, number>;
}

const STATUSES: readonly OrderRecord['status'][] = [
  'Received',
  'AwaitingCustomer',
  'UnderReview',
  'Processed',
  'Rejected',
  'Cancelled',
];

const table = (rows: Iterable<readonly [string, string | number]>): string =>
  [...rows].map(([name, value]) => `| ${name} | ${value} |`).join('\n');

/** The run as Markdown: what happened, and what must be 0. */
export const report = (run: Run): string => {
  const { storm, books, signs, repeats } = run;
  const again = (cause: Repeat['cause']): number => repeats.filter((repeat) => repeat.cause === cause).length;
  const records = [...books.records.values()];
  const ends = STATUSES.map((status) => [status, records.filter((record) => record.status === status).length] as const)
    .filter(([, number]) => number > 0)
    .map(([status, number]) => `${number} ${status}`);
  return `\`npm run chaos -- --orders ${run.count} --seed ${run.seed}\` at ${run.commit}, ${run.seconds} s on 2 cores.

| what happened | |
|---|--:|
${table([
  ['orders accepted', run.count],
  ['kill -9', run.deaths],
  ['steps of the clock, up to two minutes either way', run.steps],
  ['calls that failed / were throttled / were slow', `${storm.failing} % / ${storm.throttled} % / ${storm.slow} %`],
  ['answers that were lost', `${storm.lost} %`],
  ['messages, announcements, events and invocations that came twice', `${storm.doubled} %`],
  ['transactions that met another', `${storm.conflicting} %`],
  ['executions that support had to redrive', run.redriven],
  ['messages that support had to move back', run.movedBack],
  ['how the orders stand', ends.join(', ')],
  ['mails that SES took', signs.filter(({ what }) => what === 'taken').length],
  ['of these again, as SES’s answer of the first was lost', again('answer lost')],
  ['of these again, as the shop was killed before it noted the first', again('killed')],
  ['of these again, as every try to note the first failed', again('never noted')],
])}

| what must be 0 | |
|---|--:|
${table(run.breaches)}`;
};
