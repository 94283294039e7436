import type { Machine, PerMachine } from '../../../../lambdas/core/contract/machine.ts';
import type { Execution, HistoryEvent } from '../../../../lambdas/core/contract/support.ts';
import type {
  CountWaitingMails,
  ExecutionReader,
  FailedExecution,
  Found,
  MailSearch,
  OrderSearch,
  Range,
  TracedRecord,
} from '../../../../lambdas/core/support/ports.ts';
import { CANCEL_WISHED_BUCKET, searchBucket, searchMembers } from '../../../../lambdas/core/support/search-index.ts';

const bucketOf = (record: TracedRecord): string =>
  record.status === 'Processed' && record.cancelRequested ? CANCEL_WISHED_BUCKET : searchBucket(record.status, record);

/** The two indexes over a fixed set of records; `queries` counts the calls. */
export const fakeSearch = (records: readonly TracedRecord[]) => {
  const queries: string[] = [];
  const page = (found: readonly TracedRecord[], { from = '', before, limit, oldestFirst }: Range): Found[] =>
    found
      .map((record) => ({ orderId: record.orderId, position: searchMembers(record).searchPosition }))
      .filter(({ position }) => position >= from && (before === undefined || position < before))
      .sort((a, b) => (a.position < b.position === (oldestFirst === true) ? -1 : 1))
      .slice(0, limit);
  const search: OrderSearch = {
    byEmail: async (email, range) => {
      queries.push(email);
      return page(
        records.filter((record) => searchMembers(record).searchEmail === email),
        range,
      );
    },
    inBucket: async (bucket, range) => {
      queries.push(bucket);
      return page(
        records.filter((record) => bucketOf(record) === bucket),
        range,
      );
    },
    records: async (ids) => ({
      records: ids.flatMap((id) => records.find(({ orderId }) => orderId === id) ?? []),
      unreadable: [],
    }),
  };
  return { ...search, queries };
};

/** An execution as it is described. */
export const anExecution = (changes: Partial<Execution> = {}): Execution => ({
  machine: 'OrderProcessing',
  name: '7K3M-9QXT-2V5H-A1BC',
  arn: 'arn:aws:states:us-east-1:000000000000:execution:Orders:7K3M-9QXT-2V5H-A1BC',
  status: 'FAILED',
  startedAt: '2025-11-03T12:47:44.000Z',
  redriveCount: 0,
  redrivable: true,
  ...changes,
});

/** A history from [type, previous, details] triples, whose ids count from 1. */
export const aHistory = (
  ...events: readonly (readonly [type: string, previous: number, details?: Record<string, unknown>])[]
): HistoryEvent[] =>
  events.map(([type, previousEventId, details], index) => ({
    id: index + 1,
    previousEventId,
    timestamp: '2025-11-03T12:47:44.000Z',
    type,
    ...(details && { details }),
  }));

/** Executions of one workflow that do not change; `calls` counts what was asked. */
export const fakeExecutions = (
  executions: readonly Execution[] = [],
  histories: Readonly<Record<string, HistoryEvent[]>> = {},
  failed: readonly FailedExecution[] = [],
  machine: Machine = 'OrderProcessing',
) => {
  const calls: string[] = [];
  const reader: ExecutionReader = {
    machine,
    describe: async (name) => {
      calls.push(`describe ${name}`);
      return executions.find((execution) => execution.name === name);
    },
    definition: async () => ({ text: '{}', isNewest: true }),
    history: async (name, { newestFirst }) => {
      calls.push(`history ${name}`);
      const events = histories[name];
      return events && { events: newestFirst ? events.toReversed() : events };
    },
    failed: async (limit, after = '0') => {
      const [start, end] = [Number(after), Number(after) + limit];
      return { executions: failed.slice(start, end), ...(failed.length > end && { next: String(end) }) };
    },
    consoleUrl: (name) => `https://console.example.com/${name}`,
  };
  return { ...reader, calls };
};

/** Both workflows, of which only these have executions. */
export const bothMachines = (
  OrderProcessing: ExecutionReader,
  OrderCancellation: ExecutionReader = fakeExecutions([], {}, [], 'OrderCancellation'),
): PerMachine<ExecutionReader> => ({ OrderProcessing, OrderCancellation });

/** A shop that mailed nothing yet. */
export const noMails: { mails: MailSearch; waiting: CountWaitingMails } = {
  mails: { inTrouble: async () => [], tried: async () => [] },
  waiting: async () => 0,
};
