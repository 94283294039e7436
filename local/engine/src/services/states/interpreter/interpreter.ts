import type { Engine } from '../../../service.ts';
import type { ExecutionRow, Executions } from '../data/executions.ts';
import type { Machines, RevisionRow } from '../data/machines.ts';
import { createAdmission } from './admission.ts';
import type { Failure } from './error-rules.ts';
import type { Execution, Frame } from './frame.ts';
import type { FullCore } from './full-core.ts';
import { createJournal } from './journal.ts';
import { loadExecution, newExecution } from './load.ts';
import { createCore } from './loop.ts';
import { redriveFrame } from './redrive.ts';
import { createChoiceHandler, createFailHandler, createPassHandler, createWaitHandler } from './states/flow.ts';
import { createMapHandler } from './states/map.ts';
import { createParallelHandler } from './states/parallel.ts';
import { createTaskHandler } from './states/task.ts';
import { callAt } from './timers.ts';

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
  shutdown(): void;
}

/** A task that waits for its callback. */
export interface WaitingTask {
  readonly machine: string;
  callBack(outcome: { output: string } | { failure: Failure }): void;
  heartbeat(): void;
}

/** Builds the interpreter of state machines. What it does is on disk before it is done. */
export const createInterpreter = (engine: Engine, executions: Executions, machines: Machines): Interpreter => {
  const journal = createJournal(engine, executions);
  const live = new Map<string, Execution>();
  const admission = createAdmission((arn) => {
    const row = executions.find(arn);
    if (row?.status === 'RUNNING' && !live.has(arn)) resume(row);
  });
  const task = createTaskHandler(() => core, admission);
  const pass = createPassHandler(() => core);
  const handlers = {
    Pass: pass,
    Succeed: pass,
    Task: task,
    Choice: createChoiceHandler(() => core),
    Wait: createWaitHandler(() => core),
    Fail: createFailHandler(() => core),
    Parallel: createParallelHandler(() => core),
    Map: createMapHandler(() => core),
  };
  const core: FullCore = createCore(engine, journal, handlers, ({ row }) => void live.delete(row.arn));

  const open = (execution: Execution): void => {
    const { row } = execution;
    live.set(row.arn, execution);
    if (row.deadline === null) return;
    execution.cancelDeadline = callAt(row.deadline, engine.now, () => {
      core.close(execution, 'ExecutionTimedOut', lastEvent(execution), { status: 'TIMED_OUT' });
    });
  };

  const load = (row: ExecutionRow): Execution => {
    const revision = machines.revision(row.revision);
    if (!revision) throw new Error(`the definition of ${row.arn} is gone`);
    return loadExecution(executions, row, revision);
  };

  const resume = (row: ExecutionRow, execution = load(row)): void => {
    open(execution);
    for (const frame of [...execution.frames.values()]) resumeFrame(core, frame);
  };

  return {
    start: (row, revision) => {
      const execution = newExecution(row, revision, 1);
      const { root } = execution;
      const details = { input: row.input, inputDetails: { truncated: false }, roleArn: revision.role };
      journal.record(execution, 'ExecutionStarted', 0, { executionStartedEventDetails: details });
      core.enter(root, root.machine.startAt, row.input);
      journal.flush(execution);
      return {
        go: () =>
          admission.admit(row.arn, () => {
            open(execution);
            void core.drive(root);
          }),
      };
    },
    resumeAll: () => {
      for (const row of executions.running()) {
        if (live.has(row.arn)) continue;
        const execution = load(row);
        if (isUntouched(execution)) admission.admit(row.arn, () => resume(row, execution));
        else resume(row, execution);
      }
    },
    abort: (row, failure) => {
      const execution = live.get(row.arn) ?? load(row);
      core.close(execution, 'ExecutionAborted', lastEvent(execution), { status: 'ABORTED', ...failure });
    },
    redrive: (row) => {
      const execution = load(row);
      const previous = lastEvent(execution);
      const redriven = journal.record(execution, 'ExecutionRedriven', previous, {
        executionRedrivenEventDetails: { redriveCount: row.redrives },
      });
      journal.flush(execution);
      engine.count('states.transition');
      return {
        go: () => {
          open(execution);
          redriveFrame(core, execution.root, redriven);
        },
      };
    },
    waitingTask: (arn, id, token) => {
      const execution = live.get(arn);
      const frame = execution?.frames.get(id);
      if (!execution || !frame || frame.record.call?.token !== token || !waits(frame)) return undefined;
      return {
        machine: execution.row.machine,
        callBack: (outcome) => task.callBack(frame, outcome),
        heartbeat: () => task.heartbeat(frame),
      };
    },
    shutdown: () => {
      admission.close();
      for (const execution of live.values()) {
        execution.open = false;
        execution.cancelDeadline();
        core.supersede(execution.root);
      }
      live.clear();
    },
  };
};

/** Started and nothing more: ExecutionStarted and the first StateEntered. */
const isUntouched = ({ root, nextEvent }: Execution): boolean => root.record.phase === 'entered' && nextEvent === 3;

const lastEvent = (execution: Execution): number => execution.nextEvent - 1;

const waits = ({ record }: Frame): boolean =>
  record.phase === 'token' || (record.phase === 'task' && record.callback === undefined);

const resumeFrame = (core: FullCore, frame: Frame): void => {
  const { record } = frame;
  const state = core.stateOf(frame);
  switch (record.phase) {
    case 'entered':
      void core.drive(frame);
      return;
    case 'retry':
      core.retryAt(frame, record.wakeAt ?? 0);
      return;
    case 'failing':
      void core.drive(frame, async () => await core.fail(frame, record.failure ?? {}));
      return;
    case 'succeeded':
    case 'failed':
    case 'aborted':
      return;
    default:
      core.handlerOf(state).resume?.(frame, state);
  }
};
