import type { MapState } from '../../definition/machine.ts';
import { itemsOf } from '../bindings.ts';
import { type Frame, hasEnded } from '../frame.ts';
import type { Handler, Next } from '../handler.ts';
import type { Journal } from '../journal.ts';
import type { Transitions } from '../transitions.ts';
import { failWithChildren, leaveWithOutputs } from './children.ts';
import { prepareMap } from './map-fields.ts';

/** Map, inline: one iteration an item, at most MaxConcurrency (40 by default) at once. */
export const createMapHandler = (journal: Journal, transitions: Transitions): Handler<MapState> => {
  /** Starts as many iterations as may run, each first event after `previous`; leaves the state once all have ended. */
  const advance = async (frame: Frame, state: MapState, previous: number): Promise<Next> => {
    const items = itemsOf(frame);
    const room = (frame.record.map?.maxConcurrency ?? 0) - frame.children.filter((child) => !hasEnded(child)).length;
    const from = frame.children.length;
    const started = items
      .slice(from, from + Math.max(0, room))
      .map((item, offset) => startIteration(frame, from + offset, item, previous));
    if (frame.children.length < items.length || !frame.children.every(hasEnded)) return { kind: 'children', started };
    return await leaveWithOutputs(frame, state);
  };

  const startIteration = (frame: Frame, index: number, item: unknown, previous: number): Frame => {
    const { map, state: name } = frame.record;
    const details = { mapIterationStartedEventDetails: { name, index } };
    const event = journal.record(frame.execution, 'MapIterationStarted', previous, details);
    return transitions.spawn(frame, index, map?.inputs?.[index] ?? JSON.stringify(item), event);
  };

  /** Fails the state once more iterations failed than it tolerates. */
  const checkTolerance = (frame: Frame, previous: number): void => {
    const { map } = frame.record;
    const failed = frame.children.filter(({ record }) => record.phase === 'failed');
    const last = failed.at(-1);
    if (!map || !last || failed.length <= map.toleratedFailures) return;
    failWithChildren(journal, frame, previous, map.tolerates ? THRESHOLD_EXCEEDED : (last.record.failure ?? {}));
  };

  return {
    run: async (frame, state) => {
      const map = await prepareMap(frame, state);
      frame.record.map = map;
      const { length } = itemsOf(frame);
      const started = journal.append(frame, 'MapStateStarted', { mapStateStartedEventDetails: { length } });
      frame.record.phase = 'children';
      return await advance(frame, state, started);
    },
    wait: (frame, state, { drive }) => {
      void drive(frame, async () => await advance(frame, state, frame.record.previous));
    },
    childEnded: async (frame, state, child) => {
      if (frame.record.phase !== 'children') return { kind: 'children', started: [] };
      const { phase, previous, index } = child.record;
      if (phase === 'failed') {
        const details = { mapIterationFailedEventDetails: { name: state.name, index } };
        journal.record(frame.execution, 'MapIterationFailed', previous, details);
        checkTolerance(frame, previous);
      } else {
        const details = { mapIterationSucceededEventDetails: { name: state.name, index } };
        frame.record.previous = journal.record(frame.execution, 'MapIterationSucceeded', previous, details);
      }
      journal.save(frame);
      return await advance(frame, state, previous);
    },
  };
};

const THRESHOLD_EXCEEDED = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};
