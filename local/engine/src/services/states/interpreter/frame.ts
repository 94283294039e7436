import type { Ending, EventRow, ExecutionRow } from '../data/executions.ts';
import type { Machine } from '../definition/machine.ts';
import type { Failure } from './error-rules.ts';

/** Where a frame stands within its current state:
 * - entered: StateEntered is written, nothing else happened yet
 * - task: the task is scheduled and started; what it calls is being called
 * - token: a task with a token is submitted; its callback is awaited
 * - exiting: the task's result is written; the state's Output and Assign are next
 * - failing: the failure is written; the state's retriers and catchers are next
 * - wait, retry: until `wakeAt`
 * - children: branches or iterations run
 * - succeeded, failed, aborted: it ended; a failed execution keeps its frames for a redrive */
export type Phase =
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

/** What a task was called with, so that a restart calls it again just so. Times in milliseconds since the epoch. */
export interface TaskCall {
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
  callback?: { readonly output: string } | { readonly failure: Failure };
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
  readonly timers: Set<() => void>;
  controller?: AbortController;
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
  readonly pending: {
    events: EventRow[];
    readonly dirty: Set<Frame>;
    readonly removed: Set<number>;
    ending?: Ending;
  };
}
