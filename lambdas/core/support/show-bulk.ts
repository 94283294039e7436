import {
  type BulkExecution,
  type BulkInput,
  type BulkItem,
  type BulkItemState,
  type BulkProgress,
  type BulkResult,
  type BulkSummary,
  bulkInputSchema,
  bulkItemName,
} from '../contract/bulk.ts';
import type { PerMachine } from '../contract/machine.ts';
import type { HistoryPage } from '../contract/support.ts';
import type { Clock } from '../shared/timestamp.ts';
import { mailResultOf, newestOf, resultOf } from './bulk-item.ts';
import { askedBy, type BulkAct, type BulkResults, type BulkRun, type BulkWorkflow } from './bulk-ports.ts';
import type { ExecutionReader, FindTriedMails } from './ports.ts';

/** What showing bulks needs. */
interface ShowDependencies {
  workflow: Pick<BulkWorkflow, 'describe' | 'newest'>;
  reader: Pick<ExecutionReader<'BulkAction'>, 'definition' | 'history' | 'consoleUrl'>;
  results: Pick<BulkResults, 'all' | 'acts'>;
  executions: PerMachine<Pick<ExecutionReader, 'describe'>>;
  mails: FindTriedMails;
  now: Clock;
}

/** Orders on one page. */
const PAGE_SIZE = 100;
/** Events on one page: one of Map's tells of every order. */
const EVENTS = 500;
/** As many as the list shows. */
const NEWEST = 10;
/** Executions looked at in one answer: DescribeExecution answers 15 times a second for the whole account. */
const LOOKS = 10;
/** Mails looked at in one answer: one call reads as many. */
const MAIL_LOOKS = 100;
/** What was begun when the bulk was stopped is answered within its function's time. */
const FINISHING_MS = 15_000;

const readInput = (run: BulkRun): BulkInput => bulkInputSchema.parse(JSON.parse(run.input));

const summaryOf = (run: BulkRun, acts: readonly BulkAct[]): BulkSummary => {
  const { action, items, tryFirst, requestedBy } = readInput(run);
  const { id, status, startedAt, stoppedAt } = run;
  return {
    ...{ id, action, count: items.length, tryFirst, by: askedBy(acts, requestedBy), status, startedAt },
    ...(stoppedAt !== undefined && { stoppedAt }),
  };
};

const countOf = (items: readonly BulkResult[]): Partial<Record<BulkItemState, number>> => {
  const counts: Partial<Record<BulkItemState, number>> = {};
  for (const { state } of items) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

const stopOf = (acts: readonly BulkAct[]): BulkProgress['stopped'] => {
  const stop = acts.find(({ action, outcome }) => action === 'stop-bulk' && outcome?.result !== 'refused');
  return stop && { by: stop.by, at: stop.at, reason: stop.reason ?? '' };
};

/** Makes the use cases that show bulks: the newest, one with a page of its orders, and its execution. */
export const createShowBulk = ({ workflow, reader, results, executions, mails, now }: ShowDependencies) => {
  /** What each order came to, as far as it was noted. */
  const settled = (
    { status, stoppedAt }: BulkRun,
    found: ReadonlyMap<string, BulkResult>,
    items: readonly BulkItem[],
  ) => {
    const over = status !== 'RUNNING' && now().getTime() - Date.parse(stoppedAt ?? '') > FINISHING_MS;
    return items.map((item): BulkItem & BulkResult => {
      const result = found.get(bulkItemName(item)) ?? { state: 'not-begun' };
      // Its answer never came.
      return { ...item, ...(over && result.state === 'under-way' ? { state: 'failed' } : result) };
    });
  };

  const mailedSince = async (running: readonly (BulkItem & BulkResult)[]) => {
    const asked = running.flatMap((item) => (item.mail ? [{ item, mail: item.mail }] : [])).slice(0, MAIL_LOOKS);
    if (asked.length === 0) return [];
    const found = await mails(asked.map(({ item, mail }) => ({ orderId: item.orderId, occasion: mail.occasion })));
    return asked.map(({ item, mail }): [string, BulkResult] => {
      const isIt = (each: { orderId: string; occasion: string }): boolean =>
        each.orderId === item.orderId && each.occasion === mail.occasion;
      return [bulkItemName(item), mailResultOf(mail, found.find(isIt))];
    });
  };

  /** Looks again at some of those that the workflow left running. */
  const lookedAt = async (items: (BulkItem & BulkResult)[]): Promise<(BulkItem & BulkResult)[]> => {
    const running = items.filter(({ state }) => state === 'running');
    const redriven = running.filter(({ mail }) => !mail).slice(0, LOOKS);
    const [ended, mailed] = await Promise.all([
      Promise.all(
        redriven.map(async (item) => [bulkItemName(item), resultOf(await newestOf(executions, item))] as const),
      ),
      mailedSince(running),
    ]);
    const since = new Map([...ended, ...mailed]);
    return items.map((item) => ({ ...item, ...since.get(bulkItemName(item)) }));
  };

  return {
    newest: async (): Promise<BulkSummary[]> => {
      const ids = await workflow.newest(NEWEST);
      const found = await Promise.all(
        ids.map(async (id) => {
          const [run, acts] = await Promise.all([workflow.describe(id), results.acts(id)]);
          return run && summaryOf(run, acts);
        }),
      );
      return found.filter((each) => each !== undefined);
    },

    progress: async (id: string, from: number): Promise<BulkProgress | undefined> => {
      const [run, acts, found] = await Promise.all([workflow.describe(id), results.acts(id), results.all(id)]);
      if (!run) return undefined;
      const noted = settled(run, found, readInput(run).items);
      const items = run.status === 'RUNNING' ? noted : await lookedAt(noted);
      const stopped = run.status === 'ABORTED' ? stopOf(acts) : undefined;
      const next = from + PAGE_SIZE;
      return {
        ...summaryOf(run, acts),
        ...(stopped && { stopped }),
        counts: countOf(items),
        items: items.slice(from, next),
        ...(items.length > next && { next }),
      };
    },

    execution: async (id: string, cursor?: string): Promise<BulkExecution | HistoryPage | 'bad-cursor' | undefined> => {
      const page = await reader.history(id, { limit: EVENTS, token: cursor });
      if (page === 'bad-token') return 'bad-cursor';
      if (cursor !== undefined || page === undefined) return page;
      const { text, isNewest } = await reader.definition(id);
      return { definition: text, definitionIsNewest: isNewest, consoleUrl: reader.consoleUrl(id), ...page };
    },
  };
};
