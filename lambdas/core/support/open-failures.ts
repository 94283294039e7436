import { isFresh, orderIdOf } from '../contract/execution-names.ts';
import { machineSchema, type PerMachine } from '../contract/machine.ts';
import { isOpen as isUndecided } from '../contract/status.ts';
import type { Clock } from '../shared/timestamp.ts';
import { endsBadly, readEnding } from './failure.ts';
import { type FailureIndex, failurePosition, type KeptFailure, keptOf, keyOf } from './failure-index.ts';
import type { createMailTroubles } from './mail-troubles.ts';
import type { ExecutionReader, FailedExecution, NamedExecution, OrderSearch, TracedRecord } from './ports.ts';

type Executions = Pick<ExecutionReader, 'failed' | 'history'>;

/** Open failures that are counted, and so many that are closed at one look. */
const MOST_COUNTED = 500;

/** Failed executions of each status that one look compares with the index, from the newest on; further ones only where any of these is
 * missing there. */
const COMPARED_A_PAGE = 50;
const MAX_PAGES = 10;

/** Open failures that a look checks against their executions, as none is missed for long whose redrive no event told. */
const CHECKED_A_LOOK = 5;
const CHECKED_FOR_MS = 5 * 60_000;

/** A failure that somebody has to deal with. */
export interface OpenFailure {
  kept: KeptFailure;
  record: TracedRecord | undefined;
  unreadable: boolean;
}

/** All that is open, as far as it could be seen. */
export interface OpenFailures {
  /** Oldest first. */
  open: OpenFailure[];
  /** Whether there are others, which were not read. */
  more: boolean;
  /** How many executions were compared with the index, where more of them may be missing there. */
  lookedAt?: number | undefined;
}

/** Makes what reads open failures: from the index that events write, which is compared with the newest executions and mended, as
 * events are best effort, and with the records, as an order may be settled another way. */
export const createOpenFailures = ({
  search,
  mails,
  executions,
  index,
  now,
}: {
  search: Pick<OrderSearch, 'records'>;
  mails: Pick<ReturnType<typeof createMailTroubles>, 'told'>;
  executions: PerMachine<Executions>;
  index: FailureIndex;
  now: Clock;
}) => {
  const checkedAt = new Map<string, number>();

  /** Takes executions in that the index does not know, or not as they ended last; those of settled orders are closed at once, or by
   * the look at what is open. */
  const takeIn = async (
    missing: readonly FailedExecution[],
    known: ReadonlyMap<string, unknown>,
  ): Promise<KeptFailure[]> => {
    const { records } = await search.records(missing.map(({ name }) => orderIdOf(name)));
    const told = await mails.told(records);
    const byId = new Map(records.map((record) => [record.orderId, record]));
    const taken = await Promise.all(
      missing.map(async (execution) => {
        const { machine, name } = execution;
        const isNew = !known.has(keyOf(execution));
        if (isNew && !isOpen(execution, byId.get(orderIdOf(name)), told.has(orderIdOf(name)))) {
          await index.close(execution, 'replaced', 0);
          return [];
        }
        const ending = await readEnding(executions[machine], name);
        if (!ending || !endsBadly(ending.status)) return [];
        const kept = keptOf(execution, ending.status, ending);
        await index.open(kept);
        return [kept];
      }),
    );
    return taken.flat();
  };

  /** The newest failed executions of one workflow that the index lacks; bounded, and then it is told. */
  const missingOf = async ({ failed: failuresOf }: Executions) => {
    const found: KeptFailure[] = [];
    let [after, seen]: [string | undefined, number] = [undefined, 0];
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const { executions: listed, next } = await failuresOf(COMPARED_A_PAGE, after);
      seen += listed.length;
      const known = await index.known(listed);
      const missing = listed.filter((each) => {
        const of = known.get(keyOf(each));
        return of === undefined || (of !== 'open' && of.closedAt < each.stoppedAt);
      });
      found.push(...(await takeIn(missing, known)));
      if (next === undefined || missing.length === 0) return { found };
      after = next;
    }
    return { found, seen };
  };

  /** Those that run again, or succeeded, though no event told it, are closed. */
  const check = async (open: readonly KeptFailure[]): Promise<ReadonlySet<string>> => {
    const time = now().getTime();
    const due = open.filter((kept) => (checkedAt.get(keyOf(kept)) ?? 0) + CHECKED_FOR_MS <= time);
    const gone = new Set<string>();
    await Promise.all(
      due.slice(0, CHECKED_A_LOOK).map(async (kept) => {
        const ending = await readEnding(executions[kept.machine], kept.name);
        checkedAt.set(keyOf(kept), time);
        if (!ending || endsBadly(ending.status)) return;
        await index.close(kept, ending.status === 'SUCCEEDED' ? 'settled' : 'running', ending.version);
        gone.add(keyOf(kept));
      }),
    );
    for (const [key, at] of checkedAt) if (at + CHECKED_FOR_MS <= time) checkedAt.delete(key);
    return gone;
  };

  const closeSettled = (settled: readonly NamedExecution[]): Promise<unknown> =>
    Promise.all(settled.map((each) => index.close(each, 'settled')));

  /** Those of a list that are open by what their records say; the others are closed. */
  const stillOpen = async (kept: readonly KeptFailure[]): Promise<OpenFailure[]> => {
    const { records, unreadable } = await search.records(kept.map(({ name }) => orderIdOf(name)));
    const told = await mails.told(records);
    const byId = new Map(records.map((record) => [record.orderId, record]));
    const all = kept.map((each): OpenFailure => {
      const id = orderIdOf(each.name);
      return { kept: each, record: byId.get(id), unreadable: unreadable.includes(id) };
    });
    const open = withoutReplaced(
      all.filter((each) => isOpen(each.kept, each.record, told.has(orderIdOf(each.kept.name)))),
    );
    const isStill = new Set(open);
    await closeSettled(all.flatMap((each) => (isStill.has(each) ? [] : [each.kept])));
    return open;
  };

  return {
    stillOpen,

    find: async (): Promise<OpenFailures> => {
      const [kept, ...compared] = await Promise.all([
        index.list({ limit: MOST_COUNTED + 1 }),
        ...machineSchema.options.map((machine) => missingOf(executions[machine])),
      ]);
      const gone = await check(kept);
      const found = new Map(
        [...kept, ...compared.flatMap((each) => each.found)].map((each) => [keyOf(each), each] as const),
      );
      const oldestFirst = [...found.values()]
        .filter((each) => !gone.has(keyOf(each)))
        .toSorted((a, b) => (failurePosition(a) < failurePosition(b) ? -1 : 1));
      const seen = compared.flatMap((each) => each.seen ?? []);
      return {
        open: await stillOpen(oldestFirst.slice(0, MOST_COUNTED)),
        more: kept.length > MOST_COUNTED,
        ...(seen.length > 0 && { lookedAt: seen.reduce((sum, each) => sum + each, 0) }),
      };
    },
  };
};

/** Of an execution and the one that support started in its place, which failed too, the second one is to be dealt with. */
const withoutReplaced = (open: readonly OpenFailure[]): OpenFailure[] => {
  const replaced = new Set(
    open.flatMap(({ kept }) => (isFresh(kept.name) ? [keyOf({ ...kept, name: orderIdOf(kept.name) })] : [])),
  );
  return open.filter(({ kept }) => !replaced.has(keyOf(kept)));
};

/** A failed execution is settled once support started the order afresh, or what it was to tell went out another way. Whichever
 * workflow failed, an order that was cancelled, and its customer told so, needs nobody; one that is still to be cancelled does. */
const isOpen = ({ machine, name }: NamedExecution, record: TracedRecord | undefined, isTold: boolean): boolean => {
  if (!record) return true;
  if (record.status === 'Cancelled') return !isTold;
  if (machine === 'OrderCancellation') return true;
  if (record.restartedAt !== undefined && !isFresh(name)) return false;
  return isUndecided(record.status) || !isTold;
};
