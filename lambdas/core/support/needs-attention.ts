import { freshNamesOf, isFresh, orderIdOf } from '../contract/execution-names.ts';
import type { Attention, AttentionItem } from '../contract/support.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import { type Ending, readEnding } from './failure.ts';
import type { ExecutionReader, FailedExecution, OrderSearch, TracedRecord } from './ports.ts';
import { bucketOf, dayOf, SHARDS } from './search-index.ts';
import { firstOf } from './trace-order.ts';

/** An order is decided within seconds; retries of a busy service take longer, minutes tell that something is wrong. */
const DELAYED_AFTER_MS = 5 * 60_000;

/** Each takes a call of GetExecutionHistory (20 a second for the account) once; a person works off the first ones first. */
const MAX_ITEMS = 20;

type Executions = Pick<ExecutionReader, 'failed' | 'history'>;

/**
 * Makes the use case "what needs a person": executions that failed or timed out, newest first, then orders that have been
 * Received for over five minutes, oldest first. What an ended execution tells never changes, so it is asked for once.
 */
export const createNeedsAttention = (search: OrderSearch, executions: Executions, now: Clock) => {
  const known = new Map<string, Ending | undefined>();

  const endingOf = async ({ name, stoppedAt }: FailedExecution): Promise<Ending | undefined> => {
    const key = `${name} ${stoppedAt}`;
    if (!known.has(key)) known.set(key, await readEnding(executions, name));
    return known.get(key);
  };

  const failedItem = async (failed: FailedExecution, record: TracedRecord | undefined): Promise<AttentionItem> => ({
    orderId: orderIdOf(failed.name),
    problem: 'failed',
    since: failed.stoppedAt,
    ...aboutRecord(record),
    execution: { name: failed.name, status: failed.status },
    failure: (await endingOf(failed))?.failure ?? {},
  });

  const delayedItem = async (record: TracedRecord): Promise<AttentionItem> => {
    const names = record.restartedAt === undefined ? [record.orderId] : freshNamesOf(record.orderId);
    const found = await firstOf(names, async (name) => {
      const ending = await readEnding(executions, name);
      return ending && { name, ...ending };
    });
    return {
      orderId: record.orderId,
      problem: 'delayed',
      since: record.timestamp,
      ...aboutRecord(record),
      ...(found && { execution: { name: found.name, status: found.status } }),
      ...(found?.failure && { failure: found.failure }),
    };
  };

  const delayed = async (): Promise<string[]> => {
    const before = toTimestamp(new Date(now().getTime() - DELAYED_AFTER_MS));
    const range = { before, limit: MAX_ITEMS + 1, oldestFirst: true };
    const buckets = SHARDS.map((shard) => bucketOf('Received', dayOf(before), shard));
    const lists = await Promise.all(buckets.map((bucket) => search.inBucket(bucket, range)));
    const found = lists.flat().toSorted((a, b) => (a.position < b.position ? -1 : 1));
    return found.slice(0, MAX_ITEMS + 1).map(({ orderId }) => orderId);
  };

  return async (): Promise<Attention> => {
    const [failed, waiting] = await Promise.all([executions.failed(MAX_ITEMS), delayed()]);
    const ids = [...new Set([...failed.executions.map(({ name }) => orderIdOf(name)), ...waiting])];
    const records = new Map((await search.records(ids)).map((record) => [record.orderId, record]));
    const open = failed.executions.filter(({ name }) => isOpen(name, records.get(orderIdOf(name))));
    const openIds = new Set(open.map(({ name }) => orderIdOf(name)));
    const late = waiting.flatMap((orderId) => {
      const record = records.get(orderId);
      return record?.status === 'Received' && !openIds.has(orderId) ? [record] : [];
    });
    const items = [...open.map((each) => () => failedItem(each, records.get(orderIdOf(each.name))))].concat(
      late.map((record) => () => delayedItem(record)),
    );
    return {
      items: await Promise.all(items.slice(0, MAX_ITEMS).map((make) => make())),
      more: failed.more || items.length > MAX_ITEMS,
    };
  };
};

/** A failed execution is settled once support started the order afresh, or its confirmation went out another way. */
const isOpen = (name: string, record: TracedRecord | undefined): boolean => {
  if (!record) return true;
  if (record.restartedAt !== undefined && !isFresh(name)) return false;
  return record.status === 'Received' || record.confirmationSentAt === undefined;
};

const aboutRecord = (record: TracedRecord | undefined) =>
  record ? { orderStatus: record.status, customerName: record.customerName } : {};
