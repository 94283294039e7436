import type { Ending } from '../data/executions.ts';
import type { Execution } from './frame.ts';
import type { Journal } from './journal.ts';
import { supersede } from './supersede.ts';

/** The executions that run, by their ARNs. */
export type LiveExecutions = Map<string, Execution>;

/** Builds what ends executions. */
export const createClosing = (journal: Journal, live: LiveExecutions) => {
  /** Ends an execution with an event that follows `previous`; nothing of it goes on. */
  const close = (execution: Execution, eventType: string, previous: number, ending: Ending): void => {
    if (!execution.open) return;
    const { error, cause, output } = ending;
    const details = output === undefined ? { error, cause } : { output, outputDetails: { truncated: false } };
    const member = `${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventDetails`;
    journal.record(execution, eventType, previous, { [member]: details });
    execution.pending.ending = ending;
    journal.flush(execution);
    release(execution);
    live.delete(execution.row.arn);
  };
  return {
    close,
    /** Ends one that cannot go on, for a cause that is not in its definition. */
    abandon: (execution: Execution, previous: number, cause: string): void =>
      close(execution, 'ExecutionFailed', previous, { status: 'FAILED', error: 'States.Runtime', cause }),
    /** Lets go of all that run, as they stand on disk. */
    releaseAll: (): void => {
      for (const execution of live.values()) release(execution);
      live.clear();
    },
  };
};

/** What ends executions. */
export type Closing = ReturnType<typeof createClosing>;

const release = (execution: Execution): void => {
  execution.open = false;
  supersede(execution.root);
  execution.cancelDeadline();
};

/** The id of an execution's last event. */
export const lastEventOf = ({ nextEvent }: Execution): number => nextEvent - 1;
