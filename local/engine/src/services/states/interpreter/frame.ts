import type { Ending, EventRow, ExecutionRow } from '../data/executions.ts';
import type { Machine, State } from '../definition/machine.ts';
import type { Failure } from '../failure.ts';
import { createParser } from './json.ts';

/** Where a frame stands within its current state:
 * - entered: StateEntered is written, nothing else happened yet
 * - task: the task is scheduled and started; what it calls is being called
 * - token: a task with a token is submitted; its callback is awaited
 * - exiting: the task's result is written; the state's Output and Assign are next
 * - failing: the failure is written; the state's retriers and catchers are next
 * - wait, retry: until `wakeAt`
 * - children: branches or iterations run
 * - succeeded, failed, aborted: it ended; a failed execution keeps its frames for a redrive */
type Phase =
  | 'entered'
  | 'task'
  | 'token'
  | 'exiting'
  | 'failing'
  | 'wait'
  | 'retry'
  | 'children'
  | 'succeeded'
  | 'failed'
  | 'aborted';

/** What a task was called with, so that a restart calls it again just so. Times here, `heartbeatAt` and `wakeAt` are
 * of the steady time; only `entered.at` is the wall clock's. */
interface TaskCall {
  readonly arguments: string;
  readonly deadline?: number;
  readonly heartbeatMs?: number;
  readonly token?: string;
}

/** The iterations of a Map state. */
export interface MapProgress {
  /** The items, as a JSON array. */
  readonly items: string;
  /** What each iteration gets, as JSON, where an ItemSelector made it. */
  readonly inputs?: readonly string[];
  readonly maxConcurrency: number;
  readonly toleratedFailures: number;
  /** Whether the definition says what it tolerates: then exceeding it is an error of its own. */
  readonly tolerates: boolean;
}

/** How a task or a frame went. */
export type Outcome = { readonly output: string } | { readonly failure: Failure };

/** The position of the interpreter in one state machine: the execution's own, a branch or an iteration. One row on disk. */
export interface FrameRecord {
  readonly id: number;
  readonly parent?: number;
  /** Of the branch or iteration. */
  readonly index: number;
  state: string;
  phase: Phase;
  /** Of the current state, as JSON. */
  input: string;
  /** Assigned in this scope; outer scopes are seen through the parents. */
  variables: Record<string, unknown>;
  /** The event that the next one follows. */
  previous: number;
  entered: { readonly event: number; readonly from: number; readonly at: number };
  /** Attempts so far, by retrier. */
  retries: number[];
  call?: TaskCall;
  /** What arrived by callback before the call that submits the task returned. */
  callback?: Outcome;
  heartbeatAt?: number;
  result?: string;
  wakeAt?: number;
  map?: MapProgress;
  output?: string;
  failure?: Failure;
}

/** A frame in memory. */
export interface Frame {
  readonly execution: Execution;
  readonly machine: Machine;
  readonly parent?: Frame;
  readonly record: FrameRecord;
  /** In the order of their indexes. */
  children: Frame[];
  /** Grows whenever what is under way for the frame is superseded. */
  epoch: number;
  /** Cancel what it waits for. */
  readonly timers: Set<() => void>;
  /** Of the call under way. */
  controller?: AbortController;
  readonly parseInput: (json: string) => unknown;
  /** Of a Map state. */
  readonly parseItems: (json: string) => unknown;
}

/** An execution in memory, with what is not yet written. */
export interface Execution {
  readonly row: ExecutionRow;
  readonly machine: Machine;
  readonly machineName: string;
  readonly role: string;
  readonly frames: Map<number, Frame>;
  root: Frame;
  nextEvent: number;
  nextFrame: number;
  open: boolean;
  cancelDeadline: () => void;
  readonly parseInput: (json: string) => unknown;
  readonly pending: {
    events: EventRow[];
    readonly dirty: Set<Frame>;
    readonly removed: Set<number>;
    ending?: Ending;
  };
}

/** Makes a frame of a record, among the execution's frames and its parent's children. */
export const createFrame = (execution: Execution, record: FrameRecord, parent: Frame | undefined): Frame => {
  const frame: Frame = {
    execution,
    machine: parent ? machineOfChild(stateOf(parent), record.index) : execution.machine,
    ...(parent && { parent }),
    record,
    children: [],
    epoch: 0,
    timers: new Set(),
    parseInput: createParser(),
    parseItems: createParser(),
  };
  execution.frames.set(record.id, frame);
  parent?.children.push(frame);
  return frame;
};

/** The state machine that a Parallel or Map state's child runs. */
const machineOfChild = (state: State, index: number): Machine => {
  const machine =
    state.type === 'Map' ? state.processor : state.type === 'Parallel' ? state.branches[index] : undefined;
  if (!machine) throw new Error(`state ${state.name} has no branch ${index}`);
  return machine;
};

/** A frame's current state. */
export const stateOf = ({ machine, record }: Frame): State => {
  const state = machine.states.get(record.state);
  if (!state) throw new Error(`state ${record.state} is not in the definition`);
  return state;
};

/** Whether nothing more comes from a frame. */
export const hasEnded = ({ record }: Frame): boolean =>
  record.phase === 'succeeded' || record.phase === 'failed' || record.phase === 'aborted';

/** Forgets what a frame remembers of an attempt at its state. */
export const forgetAttempt = (record: FrameRecord): void => {
  record.call = undefined;
  record.callback = undefined;
  record.heartbeatAt = undefined;
  record.result = undefined;
  record.wakeAt = undefined;
  record.map = undefined;
  record.failure = undefined;
};
