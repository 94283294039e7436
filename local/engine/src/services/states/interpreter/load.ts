import { nameOf } from '../arns.ts';
import type { ExecutionRow, Executions } from '../data/executions.ts';
import type { RevisionRow } from '../data/machines.ts';
import { machineOf } from '../definition/definitions.ts';
import { createFrame, type Execution, type Frame, type FrameRecord } from './frame.ts';
import { createParser } from './json.ts';

/** An execution in memory, without frames. */
export const newExecution = (row: ExecutionRow, revision: RevisionRow, nextEvent: number): Execution => {
  const machine = machineOf(revision.definition);
  const frames = new Map<number, Frame>();
  const execution: Omit<Execution, 'root'> = {
    row,
    machine,
    machineName: nameOf(row.machine),
    role: revision.role,
    frames,
    nextEvent,
    nextFrame: 1,
    open: true,
    cancelDeadline: () => {},
    parseInput: createParser(),
    pending: { events: [], dirty: new Set(), removed: new Set() },
  };
  const record: FrameRecord = {
    id: 0,
    index: 0,
    state: machine.startAt,
    phase: 'entered',
    input: row.input,
    variables: {},
    previous: 0,
    entered: { event: 0, from: 0, at: row.started },
    retries: [],
  };
  const whole = execution as Execution;
  whole.root = createFrame(whole, record, undefined);
  return whole;
};

/** An execution as it was last written, each frame where it stood. */
export const loadExecution = (executions: Executions, row: ExecutionRow, revision: RevisionRow): Execution => {
  const execution = newExecution(row, revision, executions.lastEvent(row.id) + 1);
  const records = executions.frames(row.id).map((body) => JSON.parse(body) as FrameRecord);
  // A frame is made after its parent, with a greater id.
  for (const record of records) {
    const parent = record.parent === undefined ? undefined : execution.frames.get(record.parent);
    const frame = createFrame(execution, record, parent);
    if (!parent) execution.root = frame;
    execution.nextFrame = record.id + 1;
  }
  for (const { children } of execution.frames.values())
    children.sort((one, other) => one.record.index - other.record.index);
  return execution;
};
