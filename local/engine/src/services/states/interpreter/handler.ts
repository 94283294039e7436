import type { Engine } from '../../../service.ts';
import type { State, Transform } from '../definition/machine.ts';
import type { Template } from '../jsonata/template.ts';
import type { Extra } from './bindings.ts';
import type { Failure } from './error-rules.ts';
import type { Frame } from './frame.ts';
import type { Journal } from './journal.ts';

/** How a state is left. */
export interface Leaving {
  /** What makes its output and assignments: the state, a choice or a catcher. */
  readonly transform: Transform;
  readonly next: string | undefined;
  /** Its output where the transform makes none, as JSON. */
  readonly fallback: string;
  readonly extra?: Extra;
  /** Written just before the StateExited event, once the transform is evaluated. */
  readonly before?: () => void;
}

/** Thrown when what a piece of work was for is over: the execution was stopped, or the state timed out. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

/** Thrown by a handler to retry, catch or fail its state; the events that say why are recorded before. */
export class StateFailed extends Error {
  override readonly name = 'StateFailed';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.cause);
    this.failure = failure;
  }
}

/** Fails a frame's state, whose failure was just recorded: with both written together, a restart goes on from there. Always
 * throws StateFailed. */
export const failState = (frame: Frame, failure: Failure): never => {
  frame.record.phase = 'failing';
  frame.record.failure = failure;
  throw new StateFailed(failure);
};

/** What the states' handlers share. */
export interface Core {
  readonly engine: Engine;
  readonly journal: Journal;
  /** Evaluates a field. Throws EvaluationError, or Superseded when the frame moved on meanwhile. */
  evaluate(frame: Frame, template: Template, extra?: Extra): Promise<unknown>;
  /** Evaluates Output and Assign, writes StateExited, and goes to the next state or ends the frame. Throws StateFailed
   * where the output is too large. */
  leave(frame: Frame, leaving: Leaving): Promise<void>;
  /** Makes a branch or an iteration, in its first state. `previous` is the event that its first one follows. */
  spawn(parent: Frame, index: number, input: string, previous: number): Frame;
  /** Runs work for a frame, then its states until one must wait. Never rejects. */
  drive(frame: Frame, work?: () => Promise<void>): Promise<void>;
  /** Drives a frame at a time, unless it is superseded before. */
  wake(frame: Frame, at: number, work: () => Promise<void>): void;
  /** Ends what is under way for a frame and its children. */
  supersede(frame: Frame): void;
}

/** What runs one type of state. */
export interface Handler<S extends State = State> {
  /** From phase `entered`. */
  run(frame: Frame, state: S): Promise<void>;
  /** From any other phase in which it may wait, after a restart. */
  resume?(frame: Frame, state: S): void;
  /** When a branch or an iteration has ended; its record says how. */
  childEnded?(frame: Frame, state: S, child: Frame): Promise<void>;
}
