import { type Attention, type AttentionItem, type AttentionSource, problemSchema } from '../contract/attention.ts';
import { orderIdOf } from '../contract/execution-names.ts';
import type { PerMachine } from '../contract/machine.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import { type Candidate, MAX_ITEMS, type Source } from './attention-source.ts';
import { failedItem, groupFailures } from './failure-groups.ts';
import { type FailureIndex, keyOf } from './failure-index.ts';
import { findLate } from './late-orders.ts';
import type { createMailTroubles } from './mail-troubles.ts';
import { findNotCancelled } from './not-cancelled.ts';
import type { createOpenFailures, OpenFailures } from './open-failures.ts';
import { findOpenQuestions } from './open-questions.ts';
import type { ExecutionReader, OrderSearch } from './ports.ts';

/** An order is decided, or cancelled, within seconds; retries of a busy service take longer, minutes tell that something is wrong. */
const DELAYED_AFTER_MS = 5 * 60_000;

/** A customer who has less time left may want to be called. */
const ANSWER_WITHIN_MS = 86_400_000;

/** What asking what needs a person takes. */
interface NeedsAttentionParts {
  search: OrderSearch;
  executions: PerMachine<Pick<ExecutionReader, 'history'>>;
  failures: Pick<ReturnType<typeof createOpenFailures>, 'find'>;
  mails: Pick<ReturnType<typeof createMailTroubles>, 'list'>;
  index: Pick<FailureIndex, 'lastSettledAt'>;
  now: Clock;
  /** Told of what could not be asked, and why. */
  report: (source: AttentionSource, error: unknown) => void;
}

/** Makes the use case "what needs a person", oldest first within each problem. A kind that cannot be asked is told, and hides no
 * other. */
export const createNeedsAttention = ({
  search,
  executions,
  failures,
  mails,
  index,
  now,
  report,
}: NeedsAttentionParts) => {
  const after = (ms: number): string => toTimestamp(new Date(now().getTime() + ms));

  const sources: readonly Source[] = [
    { name: 'late', find: () => findLate(search, executions.OrderProcessing, after(-DELAYED_AFTER_MS)) },
    {
      name: 'cancellations',
      find: () => findNotCancelled(search, executions.OrderCancellation, after(-DELAYED_AFTER_MS)),
    },
    {
      name: 'questions',
      find: () => findOpenQuestions(search, { until: after(ANSWER_WITHIN_MS), answeredAt: after(-DELAYED_AFTER_MS) }),
    },
    { name: 'mails', find: async () => (await mails.list()).map(candidateOf) },
  ];

  return async (): Promise<Attention> => {
    const unasked: AttentionSource[] = [];
    const asked = async <T>(source: AttentionSource, answer: Promise<T>): Promise<T | undefined> => {
      try {
        return await answer;
      } catch (error) {
        unasked.push(source);
        report(source, error);
        return undefined;
      }
    };
    const [found, lastSettledAt, ...candidates] = await Promise.all([
      asked('failures', failures.find()),
      index.lastSettledAt().catch(() => undefined),
      ...sources.map(({ name, find }) => asked(name, find())),
    ]);
    const { open, more, lookedAt } = found ?? NOTHING;
    const failing = new Set(open.map(({ kept }) => keyOf({ machine: kept.machine, name: orderIdOf(kept.name) })));
    const isListed = ({ id, unlessFailed = [] }: Candidate): boolean =>
      !unlessFailed.some((machine) => failing.has(keyOf({ machine, name: id })));
    const listed = candidates.map((each) => (each ?? []).filter(isListed));
    const made = await Promise.all(
      listed.map((each, at) =>
        asked(sources[at]?.name ?? 'late', Promise.all(firstOfEach(each).map((one) => one.make()))),
      ),
    );
    const others = listed.flat();
    const counts = problemSchema.options.flatMap((problem): Attention['counts'] => {
      const count = others.filter((each) => each.problem === problem).length;
      if (problem === 'failed') return open.length > 0 ? [{ problem, count: open.length, more }] : [];
      return count === 0 ? [] : [{ problem, count: Math.min(count, MAX_ITEMS), more: count > MAX_ITEMS }];
    });
    return {
      items: [...open.slice(0, MAX_ITEMS).map(failedItem), ...made.flatMap((each) => each ?? [])],
      counts,
      failures: groupFailures(open.map(({ kept }) => kept)),
      more: more || lookedAt !== undefined || counts.some((each) => each.more),
      unasked: [...new Set(unasked)],
      ...(lookedAt !== undefined && { failuresLookedAt: lookedAt }),
      ...(lastSettledAt !== undefined && { lastSettledAt }),
    };
  };
};

const NOTHING: OpenFailures = { open: [], more: false };

/** A candidate of which everything is known. */
const candidateOf = (item: AttentionItem): Candidate => ({ id: item.orderId, problem: item.problem, make: () => item });

/** The candidates that are listed: of each problem the oldest. */
const firstOfEach = (candidates: readonly Candidate[]): Candidate[] =>
  problemSchema.options.flatMap((problem) => candidates.filter((each) => each.problem === problem).slice(0, MAX_ITEMS));
