import { type Outcome, outcomesOf } from './outcome.ts';
import type { Timings } from './timings.ts';
import type { Journey } from './visits.ts';

/** What one execution did in a state. */
export interface StateSide {
  outcome: Outcome;
  /** Over all its stays, in milliseconds. */
  duration: number;
  /** Over all its stays. */
  tries: number;
  /** The error of the last stay, where it ended with one. */
  error: string | undefined;
  /** JSON, of the last stay. */
  output: string | undefined;
}

/** A state in two executions. */
export interface StateComparison {
  state: string;
  sides: readonly [StateSide, StateSide];
}

/** An execution that is compared. */
export interface Compared {
  journey: Journey;
  timings: Timings;
}

const sideOf = ({ journey, timings }: Compared): ((state: string) => StateSide) => {
  const outcomeOf = outcomesOf(journey);
  return (state) => {
    const { outcome, visits } = outcomeOf(state);
    const rows = timings.rows.filter(({ visit }) => visit.state === state);
    return {
      outcome,
      duration: rows.reduce((sum, { from, to }) => sum + to - from, 0),
      tries: visits.reduce((sum, { attempts }) => sum + attempts.length, 0),
      error: visits.at(-1)?.fault?.error,
      output: visits.at(-1)?.output,
    };
  };
};

/** Two executions state by state, in the order in which the states were first entered. */
export const compareExecutions = (one: Compared, other: Compared): readonly StateComparison[] => {
  const states = new Set([...one.journey.visits, ...other.journey.visits].map(({ state }) => state));
  const [left, right] = [sideOf(one), sideOf(other)];
  return [...states].map((state) => ({ state, sides: [left(state), right(state)] }));
};
