import type { Machine, PerMachine } from '../../../../lambdas/core/contract/machine.ts';
import { questionOf } from '../../../../lambdas/core/contract/order.ts';
import { isOpen } from '../../../../lambdas/core/contract/status.ts';
import type { Execution, HistoryEvent } from '../../../../lambdas/core/contract/support.ts';
import type { Clock } from '../../../../lambdas/core/shared/timestamp.ts';
import {
  type FailureIndex,
  failurePosition,
  type KeptFailure,
  keyOf,
} from '../../../../lambdas/core/support/failure-index.ts';
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
import {
  ANSWERED_BUCKET,
  CANCEL_WISHED_BUCKET,
  searchBucket,
  searchMembers,
} from '../../../../lambdas/core/support/search-index.ts';

const bucketOf = (record: TracedRecord): string => {
  if (record.status === 'Processed' && record.cancelRequested) return CANCEL_WISHED_BUCKET;
  return isOpen(record.status) && questionOf(record)?.answer ? ANSWERED_BUCKET : searchBucket(record.status, record);
};

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
  ...events: (readonly [type: string, previous: number, details?: Record<string, unknown>])[]
): HistoryEvent[] =>
  events.map(([type, previousEventId, details], index) => ({
    id: index + 1,
    previousEventId,
    timestamp: '2025-11-03T12:47:44.000Z',
    type,
    ...(details && { details }),
  }));

const entered = (name: string) => ({ name, input: '{}' });

/** An execution that failed at its second state. */
export const aFailedHistory = aHistory(
  ['ExecutionStarted', 0],
  ['TaskStateEntered', 0, entered('ValidateOrder')],
  ['TaskStateExited', 2, { name: 'ValidateOrder' }],
  ['TaskStateEntered', 3, entered('PersistOrder')],
  ['TaskScheduled', 4],
  ['TaskFailed', 5, { error: 'Broken' }],
  ['ExecutionFailed', 6, { error: 'Broken', cause: '{"errorMessage":"no\\n table","trace":["secret"]}' }],
);

/** The index of failures, in memory; `calls` counts what was asked. */
export const fakeFailures = (now: Clock) => {
  interface Row {
    kept?: KeptFailure;
    version: number;
    closed?: { how: string; at: string };
  }
  const rows = new Map<string, Row>();
  const calls: string[] = [];
  const isNewer = (key: string, version: number): boolean => (rows.get(key)?.version ?? -1) < version;
  const index: FailureIndex = {
    open: async (kept) => {
      calls.push(`open ${kept.name}`);
      if (isNewer(keyOf(kept), kept.version)) rows.set(keyOf(kept), { kept, version: kept.version });
    },
    close: async (execution, how, version) => {
      calls.push(`close ${execution.name} ${how}`);
      const key = keyOf(execution);
      const row = rows.get(key);
      if (version === undefined ? row === undefined || row.closed !== undefined : !isNewer(key, version)) return;
      rows.set(key, { version: version ?? row?.version ?? 0, closed: { how, at: now().toISOString() } });
    },
    known: async (executions) => {
      for (let done = 0; done < executions.length; done += 100) calls.push('known');
      return new Map(
        executions.flatMap((each) => {
          const row = rows.get(keyOf(each));
          if (!row) return [];
          return [[keyOf(each), row.closed ? { closedAt: row.closed.at } : ('open' as const)]];
        }),
      );
    },
    list: async ({ cause, after = '', limit }) => {
      calls.push('list');
      return [...rows.values()]
        .flatMap(({ kept }) => kept ?? [])
        .filter(({ failure }) => !cause || (failure.state === cause.state && failure.error === cause.error))
        .filter((kept) => failurePosition(kept) > after)
        .sort((a, b) => (failurePosition(a) < failurePosition(b) ? -1 : 1))
        .slice(0, limit);
    },
    lastSettledAt: async () => {
      calls.push('last settled');
      return [...rows.values()]
        .flatMap(({ closed }) => (closed?.how === 'settled' ? [closed.at] : []))
        .sort()
        .at(-1);
    },
  };
  return { ...index, calls, rows };
};

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
      calls.push('failed');
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
