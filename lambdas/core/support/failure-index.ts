import type { Failure } from '../contract/failure.ts';
import { shortCause } from './cause.ts';
import type { Ending } from './failure.ts';
import type { FailedExecution, NamedExecution } from './ports.ts';

/** An execution that ended badly, as it is kept. */
export interface KeptFailure extends FailedExecution {
  failure: Failure;
  /** The id of the event that ended it: of two things told of an execution, the one with the greater is the newer. */
  version: number;
}

/** Why a failure is not open any more: settled, taken up again and running, or never to be listed. */
type Closed = 'settled' | 'running' | 'replaced';

/** Which open failures: those after a place, and of one cause where it is named. */
interface OpenQuery {
  cause?: { state: string; error: string } | undefined;
  after?: string | undefined;
  limit: number;
}

/** The executions that ended badly and are not settled, as events told of them; the settled ones are remembered, so that none comes back.
 * Every method throws TemporarilyUnavailable. */
export interface FailureIndex {
  /** Notes that it failed; does nothing where as much or more is known of it. */
  open(failure: KeptFailure): Promise<void>;
  /** Notes that it is not open any more; does nothing where as much or more is known of it. Without a version, whatever is known. */
  close(execution: NamedExecution, how: Closed, version?: number): Promise<void>;
  /** Of each of these that is known, by keyOf: that it is open, or when it was closed. */
  known(executions: readonly NamedExecution[]): Promise<ReadonlyMap<string, 'open' | { closedAt: string }>>;
  /** Open ones, oldest first. */
  list(query: OpenQuery): Promise<KeptFailure[]>;
  /** When a failure was last seen to be settled. */
  lastSettledAt(): Promise<string | undefined>;
}

/** Names an execution among those of both workflows. */
export const keyOf = ({ machine, name }: NamedExecution): string => `${machine}#${name}`;

/** A place among open failures in the order of time; unique, so that a list can go on after it. */
export const failurePosition = (failure: FailedExecution): string => `${failure.stoppedAt}#${keyOf(failure)}`;

/** What is kept of an ending, which is not a customer's. */
export const keptOf = (execution: NamedExecution, status: FailedExecution['status'], ending: Ending): KeptFailure => {
  const { cause, ...failure } = ending.failure ?? {};
  return {
    ...{ machine: execution.machine, name: execution.name },
    ...{ status, stoppedAt: ending.at, version: ending.version },
    failure: { ...failure, ...(cause !== undefined && { cause: shortCause(cause) }) },
  };
};
