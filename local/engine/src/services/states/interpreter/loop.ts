import type { Engine } from '../../../service.ts';
import { type Closing, lastEventOf } from './closing.ts';
import { isFailure } from './failing.ts';
import { type Frame, hasEnded, type Outcome, stateOf } from './frame.ts';
import type { Driver, Handler, Handlers, Next, Work } from './handler.ts';
import { HistoryFull, type Journal } from './journal.ts';
import type { Recovery } from './recovery.ts';
import { Superseded, supersede } from './supersede.ts';
import type { Transitions } from './transitions.ts';

/** So many events may wait to be written while a state machine runs through states that wait for nothing. */
const UNWRITTEN_EVENTS = 200;

/** What the loop works with. */
interface LoopParts {
  readonly engine: Pick<Engine, 'clock' | 'log'>;
  readonly steady: () => number;
  readonly journal: Journal;
  readonly transitions: Transitions;
  readonly recovery: Recovery;
  readonly closing: Closing;
  readonly handlers: Handlers;
}

/** What drives frames from state to state. */
export interface Loop extends Driver {
  /** Goes on with a frame from where its record says it stands. */
  goOn(frame: Frame): void;
}

/** Builds the loop: a piece of work says what follows, which is written and done, until a frame must wait. */
export const createLoop = ({ engine, steady, journal, transitions, recovery, closing, handlers }: LoopParts): Loop => {
  const handlerOf = (frame: Frame): Handler => handlers[stateOf(frame).type] as Handler;

  const drive = async (frame: Frame, work?: Work): Promise<void> => {
    const { execution, record } = frame;
    let going = !work || (await step(frame, work));
    while (going && execution.open && record.phase === 'entered') {
      if (execution.pending.events.length > UNWRITTEN_EVENTS) {
        journal.flush(execution);
        await new Promise(setImmediate);
      } else going = await step(frame, async () => await handlerOf(frame).run(frame, stateOf(frame)));
    }
    if (execution.open) journal.flush(execution);
  };

  /** Does a piece of work and what follows; gives whether the frame is to run a state next. What the work gives is dropped
   * where the frame was superseded meanwhile. */
  const step = async (frame: Frame, work: Work): Promise<boolean> => {
    const { epoch } = frame;
    try {
      const next = await work();
      return frame.epoch === epoch && follow(frame, next);
    } catch (error) {
      if (isFailure(error) && frame.epoch === epoch)
        return await step(frame, async () => await recovery.recoverFrom(frame, error));
      if (!isFailure(error) && !(error instanceof Superseded)) abandon(frame, error);
      return false;
    }
  };

  /** Writes and does what follows; gives whether the frame is to run a state next. */
  const follow = (frame: Frame, next: Next): boolean => {
    switch (next.kind) {
      case 'run':
        return true;
      case 'exit':
        transitions.exit(frame, next);
        if (next.to === undefined) ended(frame, { output: next.output });
        return next.to !== undefined;
      case 'fail':
        transitions.fail(frame, next.failure);
        ended(frame, { failure: next.failure });
        return false;
      case 'children':
        for (const child of next.started) void drive(child);
        return false;
      case 'wait':
        journal.flush(frame.execution);
        waitFor(frame);
        return false;
    }
  };

  /** Ends the execution with its own frame; tells a parent of its child's end before anything of that is written. */
  const ended = (frame: Frame, outcome: Outcome): void => {
    const { execution, parent, record } = frame;
    if (parent) return void drive(parent, async () => await tellEnd(parent, frame));
    if ('output' in outcome)
      closing.close(execution, 'ExecutionSucceeded', record.previous, { status: 'SUCCEEDED', ...outcome });
    else {
      const { error, cause } = outcome.failure;
      closing.close(execution, 'ExecutionFailed', record.previous, { status: 'FAILED', error, cause });
    }
  };

  const tellEnd = async (parent: Frame, child: Frame): Promise<Next> =>
    (await handlerOf(parent).childEnded?.(parent, stateOf(parent), child)) ?? { kind: 'children', started: [] };

  const waitFor = (frame: Frame): void => {
    if (frame.record.phase === 'retry') driver.wake(frame, frame.record.wakeAt ?? 0, recovery.again(frame));
    else handlerOf(frame).wait?.(frame, stateOf(frame), driver);
  };

  const abandon = ({ execution, record }: Frame, error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof HistoryFull) closing.abandon(execution, lastEventOf(execution), message);
    else {
      engine.log('states', error instanceof Error ? (error.stack ?? message) : message);
      closing.abandon(execution, record.previous, message);
    }
  };

  const driver: Driver = {
    drive,
    wake: (frame, at, work) => {
      const cancel = engine.clock.after(at - steady(), () => {
        supersede(frame);
        void drive(frame, work);
      });
      frame.timers.add(cancel);
    },
  };

  return {
    ...driver,
    goOn: (frame) => {
      const { failure = {}, phase } = frame.record;
      if (phase === 'entered') void drive(frame);
      else if (phase === 'failing') void drive(frame, async () => await recovery.recover(frame, failure));
      else if (!hasEnded(frame)) waitFor(frame);
    },
  };
};
