import type { Template } from '../jsonata/template.ts';
import type { TaskResource } from '../tasks/resource.ts';
import type { Retrier } from './schema.ts';

/** What a state does to its output and its scope when it is left. */
export interface Transform {
  readonly output?: Template;
  readonly assign?: Template;
}

/** Where a caught error leads. */
export interface Catcher extends Transform {
  readonly errorEquals: readonly string[];
  readonly next: string;
}

interface Named extends Transform {
  readonly name: string;
  /** Absent where the state ends its state machine. */
  readonly next?: string;
  readonly retry: readonly Retrier[];
  readonly catchers: readonly Catcher[];
}

export interface PassState extends Named {
  readonly type: 'Pass';
}
export interface TaskState extends Named {
  readonly type: 'Task';
  readonly resource: TaskResource;
  readonly arguments?: Template;
  readonly timeoutSeconds?: Template;
  readonly heartbeatSeconds?: Template;
}
interface ChoiceRule extends Transform {
  readonly condition: Template;
  readonly next: string;
}
export interface ChoiceState extends Named {
  readonly type: 'Choice';
  readonly choices: readonly ChoiceRule[];
}
export interface WaitState extends Named {
  readonly type: 'Wait';
  readonly seconds?: Template;
  readonly timestamp?: Template;
}
export interface SucceedState extends Named {
  readonly type: 'Succeed';
}
export interface FailState extends Named {
  readonly type: 'Fail';
  readonly error?: Template;
  readonly cause?: Template;
}
export interface ParallelState extends Named {
  readonly type: 'Parallel';
  readonly branches: readonly Machine[];
  readonly arguments?: Template;
}
export interface MapState extends Named {
  readonly type: 'Map';
  readonly processor: Machine;
  readonly items?: Template;
  readonly itemSelector?: Template;
  readonly maxConcurrency?: Template;
  readonly toleratedFailureCount?: Template;
  readonly toleratedFailurePercentage?: Template;
}

/** A compiled state. */
export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

/** A compiled state machine, or a part of one: a branch, an item processor. */
export interface Machine {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
  readonly timeoutSeconds?: number;
}
