import type { Engine } from '../../../service.ts';
import type { ExecutionRow, Executions } from '../data/executions.ts';
import type { Machines, RevisionRow } from '../data/machines.ts';
import type { Failure } from '../failure.ts';
import { createAdmission } from './admission.ts';
import { createCallbacks, type WaitingTask } from './callbacks.ts';
import { createClosing, type LiveExecutions, lastEventOf } from './closing.ts';
import type { Execution } from './frame.ts';
import { createJournal } from './journal.ts';
import { loadExecution, newExecution } from './load.ts';
import { createLoop } from './loop.ts';
import { createRecovery } from './recovery.ts';
import { redriveFrame } from './redrive.ts';
import { createHandlers } from './states/index.ts';
import { createTaskOutcomes } from './states/task-outcomes.ts';
import { createTransitions } from './transitions.ts';

/** What the interpreter works with. */
interface InterpreterParts {
  readonly engine: Engine;
  /** Deadlines are stamped and compared with it alone: the wall clock may step while they are waited for. */
  readonly steady: () => number;
  readonly executions: Executions;
  readonly machines: Machines;
}

/** What the API asks of the interpreter. */
export interface Interpreter {
  /** Writes the first events of an execution that was just inserted, in the caller's transaction; `go` runs it. */
  start(row: ExecutionRow, revision: RevisionRow): { go(): void };
  /** Goes on with every execution that a stop interrupted. */
  resumeAll(): void;
  /** Ends a running execution as ABORTED. */
  abort(row: ExecutionRow, failure: Failure): void;
  /** Goes on with a closed execution that was just reopened, in the caller's transaction; `go` runs it. */
  redrive(row: ExecutionRow): { go(): void };
  /** The task that waits with a token; undefined once it no longer does. */
  waitingTask(execution: string, frame: number, token: string): WaitingTask | undefined;
  /** Lets go of every execution, as it stands on disk. */
  shutdown(): void;
}

/** Builds the interpreter of state machines, from what writes up to what runs. What it does is on disk before it is done. */
export const createInterpreter = ({ engine, steady, executions, machines }: InterpreterParts): Interpreter => {
  const live: LiveExecutions = new Map();
  const admission = createAdmission();
  const journal = createJournal(engine, executions);
  const transitions = createTransitions(engine, journal);
  const recovery = createRecovery({ steady, count: engine.count }, journal);
  const closing = createClosing(journal, live);
  const outcomes = createTaskOutcomes(engine.region, journal);
  const handlers = createHandlers({ engine, steady, journal, transitions, admission, outcomes });
  const loop = createLoop({ engine, steady, journal, transitions, recovery, closing, handlers });

  const open = (execution: Execution): void => {
    const { row } = execution;
    live.set(row.arn, execution);
    if (row.deadline === null) return;
    execution.cancelDeadline = engine.clock.after(row.deadline - steady(), () => {
      closing.close(execution, 'ExecutionTimedOut', lastEventOf(execution), { status: 'TIMED_OUT' });
    });
  };

  const load = (row: ExecutionRow): Execution => {
    const revision = machines.revision(row.revision);
    if (!revision) throw new Error(`the definition of ${row.arn} is gone`);
    return loadExecution(executions, row, revision);
  };

  const resume = (execution: Execution): void => {
    open(execution);
    for (const frame of [...execution.frames.values()]) loop.goOn(frame);
  };

  /** Starts an execution now or, once there is room, as it stands on disk then: what waits is not kept in memory. */
  const admit = (arn: string, now: () => void): void => admission.admit(now, resumeLater(arn));
  const resumeLater = (arn: string) => (): void => {
    const row = executions.find(arn);
    if (row?.status === 'RUNNING' && !live.has(arn)) resume(load(row));
  };

  return {
    start: (row, revision) => {
      const execution = newExecution(row, revision, 1);
      const { root } = execution;
      const details = { input: row.input, inputDetails: { truncated: false }, roleArn: revision.role };
      journal.record(execution, 'ExecutionStarted', 0, { executionStartedEventDetails: details });
      transitions.enter(root, root.machine.startAt, row.input);
      journal.flush(execution);
      return { go: () => admit(row.arn, () => resume(execution)) };
    },
    resumeAll: () => {
      for (const row of executions.running()) {
        if (live.has(row.arn)) continue;
        const execution = load(row);
        if (isUntouched(execution)) admit(row.arn, () => resume(execution));
        else resume(execution);
      }
    },
    abort: (row, failure) => {
      const execution = live.get(row.arn) ?? load(row);
      closing.close(execution, 'ExecutionAborted', lastEventOf(execution), { status: 'ABORTED', ...failure });
    },
    redrive: (row) => {
      const execution = load(row);
      const redriven = journal.record(execution, 'ExecutionRedriven', lastEventOf(execution), {
        executionRedrivenEventDetails: { redriveCount: row.redrives },
      });
      journal.flush(execution);
      engine.count('states.transition');
      return {
        go: () => {
          open(execution);
          redriveFrame({ journal, transitions, loop }, execution.root, redriven);
        },
      };
    },
    waitingTask: createCallbacks({ steady, live, journal, outcomes, driver: loop }),
    shutdown: () => {
      admission.close();
      closing.releaseAll();
    },
  };
};

/** Started and nothing more: ExecutionStarted and the first StateEntered. */
const isUntouched = ({ root, nextEvent }: Execution): boolean => root.record.phase === 'entered' && nextEvent === 3;
