import type { Engine } from '../../../service.ts';
import type { State } from '../definition/machine.ts';
import {
  createFrame,
  type Execution,
  type Frame,
  type FrameRecord,
  forgetAttempt,
  type Outcome,
  stateOf,
} from './frame.ts';
import type { Exit } from './handler.ts';
import type { Journal } from './journal.ts';

/** How frames come to states, leave them, begin and end: each with what the history says of it. */
export const createTransitions = ({ now, count }: Pick<Engine, 'now' | 'count'>, journal: Journal) => {
  /** Writes StateEntered and makes a state the frame's current one. */
  const enter = (frame: Frame, name: string, input: string): void => {
    const { record } = frame;
    const from = record.previous;
    record.state = name;
    record.input = input;
    const details = { stateEnteredEventDetails: { name, input, inputDetails: { truncated: false } } };
    const event = journal.append(frame, `${stateOf(frame).type}StateEntered`, details);
    record.entered = { event, from, at: now() };
    record.phase = 'entered';
    record.retries = [];
    forgetAttempt(record);
    count('states.transition');
  };

  const end = (frame: Frame, outcome: Outcome): void => {
    frame.record.phase = 'output' in outcome ? 'succeeded' : 'failed';
    Object.assign(frame.record, outcome);
    journal.save(frame);
  };

  /** Also of a container whose failure is caught, once its retries are used up. */
  const tellFailure = (frame: Frame): void => {
    const state = stateOf(frame);
    if (isContainer(state)) journal.append(frame, `${state.type}StateFailed`);
  };

  return {
    enter,
    /** Writes StateExited, and enters the next state or ends the frame. */
    exit: (frame: Frame, { announced, failed, assigned, output, to }: Exit): void => {
      const { record } = frame;
      if (failed) tellFailure(frame);
      if (announced) journal.record(frame.execution, announced, record.previous);
      journal.removeChildren(frame);
      const details = { name: record.state, output, outputDetails: { truncated: false }, ...assignedDetails(assigned) };
      journal.append(frame, `${stateOf(frame).type}StateExited`, { stateExitedEventDetails: details });
      Object.assign(record.variables, assigned);
      if (to === undefined) end(frame, { output });
      else enter(frame, to, output);
    },
    /** Ends a frame whose state's failure nothing takes. */
    fail: (frame: Frame, failure: NonNullable<FrameRecord['failure']>): void => {
      tellFailure(frame);
      end(frame, { failure });
    },
    /** Makes a branch or an iteration, in its first state. `previous` is the event that its first one follows. */
    spawn: (parent: Frame, index: number, input: string, previous: number): Frame => {
      const child = createFrame(parent.execution, newRecord(parent, index, input, previous), parent);
      enter(child, child.machine.startAt, input);
      return child;
    },
  };
};

/** What moves frames. */
export type Transitions = ReturnType<typeof createTransitions>;

const newRecord = (parent: Frame, index: number, input: string, previous: number): FrameRecord => ({
  id: nextFrameId(parent.execution),
  parent: parent.record.id,
  index,
  state: '',
  phase: 'entered',
  input,
  variables: {},
  previous,
  entered: { event: 0, from: 0, at: 0 },
  retries: [],
});

const nextFrameId = (execution: Execution): number => {
  const id = execution.nextFrame;
  execution.nextFrame += 1;
  return id;
};

const isContainer = ({ type }: State): boolean => type === 'Parallel' || type === 'Map';

/** The members of a StateExited event that tell what was assigned. */
const assignedDetails = (assigned: Record<string, unknown> | undefined): object =>
  assigned === undefined
    ? {}
    : {
        assignedVariables: Object.fromEntries(
          Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)]),
        ),
        assignedVariablesDetails: { truncated: false },
      };
