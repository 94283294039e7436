import type { Ending } from '../data/executions.ts';
import type { State } from '../definition/machine.ts';
import type { Failure } from './error-rules.ts';
import type { Execution, Frame } from './frame.ts';
import type { Core, Handler } from './handler.ts';

/** The handler of each type of state. */
export type Handlers = { readonly [T in State['type']]: Handler<Extract<State, { type: T }>> };

/** A core, and what only the interpreter around it uses. */
export interface FullCore extends Core {
  /** Writes StateEntered and makes a state the frame's current one. */
  enter(frame: Frame, name: string, input: string): void;
  /** Ends a frame: the execution with it, or its part of the parent's state. */
  end(frame: Frame, how: { output: string } | { failure: Failure }): void;
  /** Ends an execution; nothing of it goes on. */
  close(execution: Execution, eventType: string, previous: number, ending: Ending): void;
  /** Retries, catches, or fails the frame. */
  fail(frame: Frame, failure: Failure): Promise<void>;
  /** Runs the frame's state again at a time. */
  retryAt(frame: Frame, at: number): void;
  removeChildren(frame: Frame): void;
  stateOf(frame: Frame): State;
  handlerOf(state: State): Handler;
}
