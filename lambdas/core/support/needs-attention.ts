import { freshNamesOf, isFresh, orderIdOf } from '../contract/execution-names.ts';
import type { PerMachine } from '../contract/machine.ts';
import { isOpen as isUndecided } from '../contract/status.ts';
import type { Attention, AttentionItem } from '../contract/support.ts';
import { toTimestamp } from '../shared/timestamp.ts';
import { type Ending, readEnding } from './failure.ts';
import { createMailTroubles, type MailTroublesDependencies } from './mail-troubles.ts';
import { findNotCancelled } from './not-cancelled.ts';
import type { ExecutionReader, FailedExecution, Found, FoundRecords, TracedRecord } from './ports.ts';
import { bucketOf, dayOf, SHARDS } from './search-index.ts';
import { firstOf } from './trace-order.ts';

/** An order is decided, or cancelled, within seconds; retries of a busy service take longer, minutes tell that something is wrong. */
const DELAYED_AFTER_MS = 5 * 60_000;

/** Each takes a call of GetExecutionHistory (20 a second for the account) once; a person works off the first ones first. */
const MAX_ITEMS = 20;

/** Failures that one look goes through: settled ones among them cost a read each, and are not to hide an open one. */
const FAILURES_A_PAGE = 100;
const MAX_PAGES = 10;

type Executions = Pick<ExecutionReader, 'failed' | 'history'>;

/** Makes the item of a list, which may take a call. */
type MakeItem = () => Promise<AttentionItem>;

/** A failure that somebody has to deal with. */
interface OpenFailure {
  id: string;
  failed: FailedExecution;
  make: MakeItem;
}

/** What is known of the orders of a list. */
interface Known {
  record(orderId: string): TracedRecord | undefined;
  about(orderId: string): Pick<AttentionItem, 'orderStatus' | 'customerName' | 'unreadable'>;
}

const knownOf = ({ records, unreadable }: FoundRecords): Known => {
  const byId = new Map(records.map((record) => [record.orderId, record]));
  return {
    record: (orderId) => byId.get(orderId),
    about: (orderId) => {
      const record = byId.get(orderId);
      if (record) return { orderStatus: record.status, customerName: record.customerName };
      return unreadable.includes(orderId) ? { unreadable: true } : {};
    },
  };
};

/** Makes the use case "what needs a person": executions of either workflow that failed or timed out and are not settled,
 * newest first; orders that have been Received for over five minutes, or wished to be cancelled for as long; mails that did not
 * reach their customers, or are unsent. What an ended execution tells never changes, so it is asked for once. */
export const createNeedsAttention = (
  { search, now, ...rest }: MailTroublesDependencies,
  executions: PerMachine<Executions>,
) => {
  const mails = createMailTroubles({ search, now, ...rest }, MAX_ITEMS + 1);
  const endings = new Map<string, Ending | undefined>();

  const endingOf = async ({ machine, name, stoppedAt }: FailedExecution): Promise<Ending | undefined> => {
    const key = `${machine} ${name} ${stoppedAt}`;
    if (!endings.has(key)) endings.set(key, await readEnding(executions[machine], name));
    return endings.get(key);
  };

  /** Open failures of one workflow until there are more than are shown, or no further ones; bounded, and then it is told. */
  const openFailuresOf = async ({ failed: failuresOf }: Executions) => {
    const open: OpenFailure[] = [];
    let [after, seen]: [string | undefined, number] = [undefined, 0];
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const found = await failuresOf(FAILURES_A_PAGE, after);
      const records = await search.records(found.executions.map(({ name }) => orderIdOf(name)));
      const [known, told] = [knownOf(records), await mails.told(records.records)];
      seen += found.executions.length;
      for (const failed of found.executions) {
        const id = orderIdOf(failed.name);
        if (isOpen(failed, known.record(id), told.has(id))) {
          open.push({ id, failed, make: () => failedItem(failed, known) });
        }
      }
      after = found.next;
      if (after === undefined || open.length > MAX_ITEMS) break;
    }
    return { open, seen, hasOthers: after !== undefined };
  };

  const openFailures = async () => {
    const found = await Promise.all([
      openFailuresOf(executions.OrderProcessing),
      openFailuresOf(executions.OrderCancellation),
    ]);
    const open = withoutReplaced(found.flatMap((each) => each.open));
    const isBounded = found.some(({ hasOthers }) => hasOthers) && open.length <= MAX_ITEMS;
    return {
      open: open.toSorted((a, b) => (a.failed.stoppedAt < b.failed.stoppedAt ? 1 : -1)),
      ...(isBounded && { lookedAt: found.reduce((sum, { seen }) => sum + seen, 0) }),
    };
  };

  const failedItem = async (failed: FailedExecution, known: Known): Promise<AttentionItem> => ({
    orderId: orderIdOf(failed.name),
    problem: 'failed',
    since: failed.stoppedAt,
    ...known.about(orderIdOf(failed.name)),
    execution: { machine: failed.machine, name: failed.name, status: failed.status },
    failure: (await endingOf(failed))?.failure ?? {},
  });

  const delayedItem = async ({ orderId, position }: Found, known: Known): Promise<AttentionItem> => {
    const names = known.record(orderId)?.restartedAt === undefined ? [orderId] : freshNamesOf(orderId);
    const found = await firstOf(names, async (name) => {
      const ending = await readEnding(executions.OrderProcessing, name);
      return ending && { name, ...ending };
    });
    return {
      orderId,
      problem: 'delayed',
      since: position.split('#')[0] ?? position,
      ...known.about(orderId),
      ...(found && { execution: { machine: 'OrderProcessing' as const, name: found.name, status: found.status } }),
      ...(found?.failure && { failure: found.failure }),
    };
  };

  const oldestOf = async (buckets: readonly string[], range: { from?: string; before?: string }): Promise<Found[]> => {
    const query = { ...range, limit: MAX_ITEMS + 1, oldestFirst: true };
    const lists = await Promise.all(buckets.map((bucket) => search.inBucket(bucket, query)));
    return lists
      .flat()
      .toSorted((a, b) => (a.position < b.position ? -1 : 1))
      .slice(0, MAX_ITEMS + 1);
  };

  const ago = (ms: number): string => toTimestamp(new Date(now().getTime() - ms));

  const waiting = async (): Promise<{ id: string; make: MakeItem }[]> => {
    const before = ago(DELAYED_AFTER_MS);
    const buckets = SHARDS.map((shard) => bucketOf('Received', dayOf(before), shard));
    const found = await oldestOf(buckets, { before });
    const known = knownOf(await search.records(found.map(({ orderId }) => orderId)));
    return found.flatMap((each) => {
      const { orderStatus, unreadable } = known.about(each.orderId);
      // The index follows the record by a moment.
      const waits = orderStatus === 'Received' || unreadable === true;
      return waits ? [{ id: each.orderId, make: () => delayedItem(each, known) }] : [];
    });
  };

  return async (): Promise<Attention> => {
    const [failures, late, wished, unmailed] = await Promise.all([
      openFailures(),
      waiting(),
      findNotCancelled(search, executions.OrderCancellation, ago(DELAYED_AFTER_MS), MAX_ITEMS + 1),
      mails.list(),
    ]);
    const failing = new Set(failures.open.map(({ id }) => id));
    const failingToCancel = new Set(
      failures.open.flatMap(({ id, failed }) => (failed.machine === 'OrderCancellation' ? [id] : [])),
    );
    const items = [
      ...failures.open.map(({ make }) => make),
      ...late.filter(({ id }) => !failing.has(id)).map(({ make }) => make),
      ...wished.filter(({ id }) => !failingToCancel.has(id)).map(({ make }) => make),
      ...unmailed.map((item) => async () => item),
    ];
    const { lookedAt } = failures;
    return {
      items: await Promise.all(items.slice(0, MAX_ITEMS).map((make) => make())),
      more: items.length > MAX_ITEMS || lookedAt !== undefined,
      ...(lookedAt !== undefined && { failuresLookedAt: lookedAt }),
    };
  };
};

/** Of an execution and the one that support started in its place, which failed too, the second one is to be dealt with. */
const withoutReplaced = (open: readonly OpenFailure[]): OpenFailure[] => {
  const replaced = new Set(open.flatMap(({ id, failed }) => (isFresh(failed.name) ? [`${failed.machine} ${id}`] : [])));
  return open.filter(({ failed: { machine, name } }) => !replaced.has(`${machine} ${name}`));
};

/** A failed execution is settled once support started the order afresh, or what it was to tell went out another way. Whichever
 * workflow failed, an order that was cancelled, and its customer told so, needs nobody; one that is still to be cancelled does. */
const isOpen = ({ machine, name }: FailedExecution, record: TracedRecord | undefined, isTold: boolean): boolean => {
  if (!record) return true;
  if (record.status === 'Cancelled') return !isTold;
  if (machine === 'OrderCancellation') return true;
  if (record.restartedAt !== undefined && !isFresh(name)) return false;
  return isUndecided(record.status) || !isTold;
};
