import type { State } from '../definition/machine.ts';
import type { Failure } from '../failure.ts';
import type { Frame } from './frame.ts';

/** A state is left: StateExited is written, and the frame goes to the next state or ends with the output. */
export interface Exit {
  readonly kind: 'exit';
  /** As JSON. */
  readonly output: string;
  readonly assigned: Record<string, unknown> | undefined;
  /** The next state; undefined where the frame ends. */
  readonly to: string | undefined;
  /** An event that is written just before StateExited. */
  readonly announced: string | undefined;
  /** Whether a container's failure was caught: the history tells of it before StateExited. */
  readonly failed?: boolean | undefined;
}

/** What follows a piece of work for a frame. */
export type Next =
  | Exit
  /** The frame is `entered`, and runs its state. */
  | { readonly kind: 'run' }
  /** Its branches or iterations run, these from now on. */
  | { readonly kind: 'children'; readonly started: readonly Frame[] }
  /** The frame waits for what its phase says. */
  | { readonly kind: 'wait' }
  /** Neither a retrier nor a catcher takes the failure: the frame ends with it. */
  | { readonly kind: 'fail'; readonly failure: Failure };

/** A piece of work for a frame. Throws StateFailed or EvaluationError to retry, catch or fail its state. */
export type Work = () => Promise<Next>;

/** Goes on with a frame once what it waits for is there. */
export interface Driver {
  /** Does work for a frame, then what follows, until it must wait. Never rejects. */
  drive(frame: Frame, work: Work): Promise<void>;
  /** Does so at a time, in milliseconds since the epoch, unless the frame is superseded before. */
  wake(frame: Frame, at: number, work: Work): void;
}

/** What runs one type of state. */
export interface Handler<S extends State = State> {
  /** From phase `entered`. */
  run(frame: Frame, state: S): Promise<Next>;
  /** Waits for what the frame's phase says; after a restart, goes on with that. */
  wait?(frame: Frame, state: S, driver: Driver): void;
  /** When a branch or an iteration has ended; its record says how. */
  childEnded?(frame: Frame, state: S, child: Frame): Promise<Next>;
}

/** The handler of each type of state. */
export type Handlers = { readonly [T in State['type']]: Handler<Extract<State, { type: T }>> };
