import type { Journey, Visit } from './visits.ts';

/** How it went in a state. */
export type Outcome = 'not-reached' | 'in-progress' | 'succeeded' | 'caught' | 'failed' | 'stopped';

/** What became of a state in an execution. */
export interface StateOutcome {
  outcome: Outcome;
  /** Every stay in it, in the order of time. */
  visits: readonly Visit[];
  /** Retries of its tasks, redrives not counted. */
  retries: number;
  /** How many redrives took it up again. */
  redrives: number;
}

/** How one stay in a state went. */
export const outcomeOfVisit = ({ exitedAt, fault, stopped }: Visit): Outcome => {
  if (exitedAt !== undefined) return fault ? 'caught' : 'succeeded';
  if (!stopped) return 'in-progress';
  return fault ? 'failed' : 'stopped';
};

/** Which of the outcomes of iterations a person should see first. */
const SEVERITY: readonly Outcome[] = ['failed', 'in-progress', 'stopped', 'caught', 'succeeded'];

/** The iterations of all Map states around a visit. */
const iterationKey = (visit: Visit): string => {
  const parts: string[] = [];
  for (let at: Visit | undefined = visit; at; at = at.parent) parts.push(String(at.iteration ?? ''));
  return parts.join('/');
};

/** In a loop the last stay counts; of iterations, which are side by side, the worst. */
const combine = (visits: readonly Visit[]): Outcome => {
  const last = new Map(visits.map((visit) => [iterationKey(visit), outcomeOfVisit(visit)]));
  const found = new Set(last.values());
  return SEVERITY.find((outcome) => found.has(outcome)) ?? 'not-reached';
};

/** Tries beyond the first and those that redrives began. */
export const retriesOf = ({ attempts }: Visit): number =>
  Math.max(attempts.filter(({ redriven }) => !redriven).length - 1, 0);

const NOT_REACHED: StateOutcome = { outcome: 'not-reached', visits: [], retries: 0, redrives: 0 };

/** What became of each state, by its name; one that was not reached has an outcome too. */
export const outcomesOf = ({ visits }: Journey): ((state: string) => StateOutcome) => {
  const byState = Map.groupBy(visits, ({ state }) => state);
  const outcomes = new Map(
    [...byState].map(([state, visits]): [string, StateOutcome] => [
      state,
      {
        outcome: combine(visits),
        visits,
        retries: visits.reduce((sum, visit) => sum + retriesOf(visit), 0),
        redrives: Math.max(...visits.map(({ redrives }) => redrives)),
      },
    ]),
  );
  return (state) => outcomes.get(state) ?? NOT_REACHED;
};
