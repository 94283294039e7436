import type { Engine } from '../../../service.ts';
import type { Executions } from '../data/executions.ts';
import { LIMITS } from '../limits.ts';
import type { Execution, Frame } from './frame.ts';

/** Thrown where an execution has no room for another event. */
export class HistoryFull extends Error {
  override readonly name = 'HistoryFull';

  constructor() {
    super('The execution reached the maximum number of history events (25000).');
  }
}

/** Collects what an execution does, and writes it in one transaction before anything is done about it. */
export const createJournal = ({ now }: Pick<Engine, 'now'>, executions: Executions) => {
  const record = (execution: Execution, type: string, previous: number, details?: object): number => {
    // The last event is kept for the end of the execution.
    const last = LIMITS.historyEvents - (type.startsWith('Execution') ? 0 : 1);
    if (execution.nextEvent > last) throw new HistoryFull();
    const id = execution.nextEvent;
    execution.nextEvent += 1;
    execution.pending.events.push({
      id,
      at: now(),
      previous,
      type,
      details: details === undefined ? null : JSON.stringify(details),
    });
    return id;
  };
  const removeChildren = (frame: Frame): void => {
    const { pending, frames } = frame.execution;
    for (const child of frame.children) {
      removeChildren(child);
      frames.delete(child.record.id);
      pending.dirty.delete(child);
      pending.removed.add(child.record.id);
    }
    frame.children = [];
  };
  return {
    /** Adds an event that follows `previous`, without moving the frame's chain. */
    record,
    /** Adds an event to a frame's chain. */
    append: (frame: Frame, type: string, details?: object): number => {
      frame.record.previous = record(frame.execution, type, frame.record.previous, details);
      frame.execution.pending.dirty.add(frame);
      return frame.record.previous;
    },
    /** Has a frame written although no event tells of its change. */
    save: (frame: Frame): void => {
      frame.execution.pending.dirty.add(frame);
    },
    /** Forgets a frame's branches and iterations. */
    removeChildren,
    /** Writes what is not yet written. */
    flush: ({ row, pending }: Execution): void => {
      if (pending.events.length === 0 && pending.dirty.size === 0 && pending.removed.size === 0) return;
      executions.transaction(() => {
        for (const event of pending.events) executions.appendEvent(row.id, event);
        if (pending.ending) executions.close(row.id, now(), pending.ending);
        if (pending.ending?.status === 'SUCCEEDED') return executions.removeFrames(row.id);
        for (const frame of pending.dirty) executions.saveFrame(row.id, frame.record.id, JSON.stringify(frame.record));
        for (const id of pending.removed) executions.removeFrame(row.id, id);
      });
      pending.events = [];
      pending.dirty.clear();
      pending.removed.clear();
    },
  };
};

/** What writes executions. */
export type Journal = ReturnType<typeof createJournal>;
