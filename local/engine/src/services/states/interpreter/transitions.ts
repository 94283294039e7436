import type { Engine } from '../../../service.ts';
import { exceedsPayload } from '../limits.ts';
import type { Failure } from './error-rules.ts';
import type { Frame, FrameRecord } from './frame.ts';
import type { FullCore } from './full-core.ts';
import { type Core, type Leaving, StateFailed } from './handler.ts';
import { assignedDetails, forget, machineOfChild, named, toJson, tooLarge } from './helpers.ts';
import type { Journal } from './journal.ts';

/** How frames come to states, leave them, begin and end. */
export const createMoving = (engine: Engine, journal: Journal, core: () => FullCore) => {
  const enter = (frame: Frame, name: string, input: string): void => {
    const { record } = frame;
    const from = record.previous;
    record.state = name;
    record.input = input;
    const details = { stateEnteredEventDetails: { name, input, inputDetails: { truncated: false } } };
    const event = journal.append(frame, `${core().stateOf(frame).type}StateEntered`, details);
    record.entered = { event, from, at: engine.now() };
    record.phase = 'entered';
    record.retries = [];
    forget(record);
    engine.count('states.transition');
  };

  const text = async (frame: Frame, leaving: Leaving): Promise<string> => {
    const { output } = leaving.transform;
    if (!output) return leaving.fallback;
    return toJson(await core().evaluate(frame, output, leaving.extra), 'Output');
  };

  const leave: Core['leave'] = async (frame, leaving) => {
    const { record } = frame;
    const { assign } = leaving.transform;
    const output = await text(frame, leaving);
    const assigned =
      assign &&
      (JSON.parse(toJson(await core().evaluate(frame, assign, leaving.extra), 'Assign')) as Record<string, unknown>);
    if (exceedsPayload(output)) throw new StateFailed(tooLarge(record.state));
    leaving.before?.();
    removeChildren(frame);
    const details = { name: record.state, output, outputDetails: { truncated: false }, ...assignedDetails(assigned) };
    const type = `${core().stateOf(frame).type}StateExited`;
    journal.append(frame, type, { stateExitedEventDetails: details });
    Object.assign(record.variables, assigned);
    if (leaving.next !== undefined) return enter(frame, leaving.next, output);
    end(frame, { output });
  };

  const removeChildren = (frame: Frame): void => {
    for (const child of frame.children) {
      removeChildren(child);
      journal.remove(child);
    }
    frame.children = [];
  };

  /** Ends a frame: the execution with it, or its part of the parent's state. */
  const end = (frame: Frame, how: { output: string } | { failure: Failure }): void => {
    const { execution, record, parent } = frame;
    record.phase = 'output' in how ? 'succeeded' : 'failed';
    Object.assign(record, how);
    journal.save(frame);
    if (!parent) {
      if ('output' in how)
        core().close(execution, 'ExecutionSucceeded', record.previous, { status: 'SUCCEEDED', output: how.output });
      else core().close(execution, 'ExecutionFailed', record.previous, { status: 'FAILED', ...named(how.failure) });
      return;
    }
    const state = core().stateOf(parent);
    void core().drive(parent, async () => await core().handlerOf(state).childEnded?.(parent, state, frame));
  };

  const spawn: Core['spawn'] = (parent, index, input, previous) => {
    const { execution } = parent;
    const record: FrameRecord = {
      id: execution.nextFrame++,
      parent: parent.record.id,
      index,
      state: '',
      phase: 'entered',
      input,
      variables: {},
      previous,
      entered: { event: 0, from: 0, at: 0 },
      retries: [],
    };
    const machine = machineOfChild(core().stateOf(parent), index);
    const child: Frame = { execution, machine, parent, record, children: [], epoch: 0, timers: new Set() };
    execution.frames.set(record.id, child);
    parent.children.push(child);
    enter(child, machine.startAt, input);
    return child;
  };

  return { enter, leave, removeChildren, end, spawn };
};
