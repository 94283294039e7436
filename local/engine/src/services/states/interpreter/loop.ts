import type { Engine } from '../../../service.ts';
import type { State } from '../definition/machine.ts';
import { EvaluationError } from '../jsonata/expression.ts';
import { evaluateTemplate } from '../jsonata/template.ts';
import { bindingsOf } from './bindings.ts';
import type { Execution, Frame } from './frame.ts';
import type { FullCore, Handlers } from './full-core.ts';
import { type Core, type Handler, StateFailed, Superseded } from './handler.ts';
import { HistoryFull, type Journal } from './journal.ts';
import { createFailing } from './recovery.ts';
import { callAt } from './timers.ts';
import { createMoving } from './transitions.ts';

/** So many events may wait to be written while a state machine runs through states that wait for nothing. */
const unwrittenEvents = 200;

/** Builds what runs states: entering, leaving, failing, and the loop between. */
export const createCore = (
  engine: Engine,
  journal: Journal,
  handlers: Handlers,
  closed: (execution: Execution) => void,
): FullCore => {
  const stateOf = ({ machine, record }: Frame): State => {
    const state = machine.states.get(record.state);
    if (!state) throw new Error(`state ${record.state} is not in the definition`);
    return state;
  };
  const handlerOf = (state: State): Handler => handlers[state.type] as Handler;

  const supersede = (frame: Frame): void => {
    frame.epoch += 1;
    for (const cancel of frame.timers) cancel();
    frame.timers.clear();
    frame.controller?.abort();
    frame.controller = undefined;
    for (const child of frame.children) supersede(child);
  };

  const close: FullCore['close'] = (execution, eventType, previous, ending) => {
    if (!execution.open) return;
    const { error, cause, output } = ending;
    const details = output === undefined ? { error, cause } : { output, outputDetails: { truncated: false } };
    const member = `${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventDetails`;
    journal.record(execution, eventType, previous, { [member]: details });
    execution.pending.ending = ending;
    journal.flush(execution);
    execution.open = false;
    supersede(execution.root);
    execution.cancelDeadline();
    closed(execution);
  };

  const evaluate: Core['evaluate'] = async (frame, template, extra = {}) => {
    if (template.kind === 'constant') return template.value;
    const { epoch } = frame;
    const [settled] = await Promise.allSettled([evaluateTemplate(template, bindingsOf(frame, extra))]);
    if (frame.epoch !== epoch) throw new Superseded();
    if (settled.status === 'rejected') throw settled.reason;
    return settled.value;
  };

  const step = async (frame: Frame, work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
    } catch (error) {
      if (error instanceof Superseded) return false;
      if (error instanceof HistoryFull) return historyFull(frame.execution);
      if (!(error instanceof EvaluationError) && !(error instanceof StateFailed)) return crashed(frame, error);
      return await step(frame, async () => await failing.fail(frame, failing.failureOf(frame, error)));
    }
    return true;
  };

  const historyFull = (execution: Execution): false => {
    const cause = 'The execution reached the maximum number of history events (25000).';
    close(execution, 'ExecutionFailed', execution.nextEvent - 1, { status: 'FAILED', error: 'States.Runtime', cause });
    return false;
  };

  const crashed = (frame: Frame, error: unknown): false => {
    engine.log('states', error instanceof Error ? (error.stack ?? error.message) : String(error));
    const cause = error instanceof Error ? error.message : String(error);
    close(frame.execution, 'ExecutionFailed', frame.record.previous, {
      status: 'FAILED',
      error: 'States.Runtime',
      cause,
    });
    return false;
  };

  const drive: Core['drive'] = async (frame, work) => {
    const { execution, record } = frame;
    let going = !work || (await step(frame, work));
    while (going && execution.open && record.phase === 'entered') {
      if (execution.pending.events.length > unwrittenEvents) {
        journal.flush(execution);
        await new Promise(setImmediate);
      }
      const state = stateOf(frame);
      going = await step(frame, async () => await handlerOf(state).run(frame, state));
    }
    if (execution.open) journal.flush(execution);
  };

  const wake: Core['wake'] = (frame, at, work) => {
    const { epoch } = frame;
    const cancel = callAt(at, engine.now, () => {
      frame.timers.delete(cancel);
      if (frame.epoch === epoch && frame.execution.open) void drive(frame, work);
    });
    frame.timers.add(cancel);
  };

  const failing = createFailing(engine, journal, () => core);
  const core: FullCore = {
    engine,
    journal,
    evaluate,
    drive,
    supersede,
    close,
    wake,
    stateOf,
    handlerOf,
    fail: failing.fail,
    retryAt: failing.retryAt,
    ...createMoving(engine, journal, () => core),
  };
  return core;
};
