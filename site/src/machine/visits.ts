import type { HistoryEvent } from '../../../lambdas/core/contract/support.ts';

/** What went wrong, as Step Functions tells it. */
export interface Fault {
  error: string | undefined;
  cause: string | undefined;
}

/** One try of a task. */
export interface Attempt {
  startedAt: string;
  endedAt: string | undefined;
  fault: Fault | undefined;
  /** Whether a redrive began it, and not a retry. */
  redriven: boolean;
  /** What the task was called with, JSON. */
  parameters: string | undefined;
}

/** One stay in a state. A state in a loop has several, one in a Map state one for each iteration. */
export interface Visit {
  state: string;
  /** `Task`, `Parallel`, ... */
  type: string;
  /** The Parallel or Map visit that it is part of. */
  parent: Visit | undefined;
  /** The iteration of the Map state that it is part of, from 0. */
  iteration: number | undefined;
  enteredAt: string;
  exitedAt: string | undefined;
  /** JSON. */
  input: string | undefined;
  /** JSON. */
  output: string | undefined;
  attempts: Attempt[];
  /** What went wrong last, unless a later try went well. */
  fault: Fault | undefined;
  /** Whether it can do nothing more: what it is part of, or the execution, ended. */
  stopped: boolean;
  /** How many redrives took it up again. */
  redrives: number;
  /** How many events belong to it. */
  events: number;
}

/** A way that was taken from one state to the next. */
export interface Step {
  from: Visit;
  to: Visit;
}

/** An execution as its history tells it. */
export interface Journey {
  visits: readonly Visit[];
  steps: readonly Step[];
  /** The visit that each event belongs to, by the event's id. */
  visitOf: ReadonlyMap<number, Visit>;
  /** How it ended; undefined while it runs. */
  ending: 'ExecutionSucceeded' | 'ExecutionFailed' | 'ExecutionTimedOut' | 'ExecutionAborted' | undefined;
  /** What the execution ended with, where it did not succeed. */
  fault: Fault | undefined;
  /** The visit at which it ended without success. */
  failedAt: Visit | undefined;
}

type Details = NonNullable<HistoryEvent['details']>;

/** A detail that is text. */
export const textOf = (details: Details | undefined, member: string): string | undefined => {
  const value = details?.[member];
  return typeof value === 'string' ? value : undefined;
};

/** The error and cause of an event. */
export const faultOf = (details: Details | undefined): Fault => ({
  error: textOf(details, 'error'),
  cause: textOf(details, 'cause'),
});

/** Where in the machine an event happened: in a state, or in a container before its first state. */
export interface Place {
  visit: Visit | undefined;
  /** What a state entered after this event is part of. */
  parent: Visit | undefined;
  iteration: number | undefined;
}

/** The visit itself and all that it is part of, the innermost first. */
export const outwards = (visit: Visit | undefined): Visit[] => {
  const found: Visit[] = [];
  for (let at = visit; at; at = at.parent) found.push(at);
  return found;
};

/** Whether a visit is under way, as far as it is known. */
export const isOpen = ({ exitedAt, stopped }: Visit): boolean => exitedAt === undefined && !stopped;
