import type { MapState } from '../../definition/machine.ts';
import { EvaluationError } from '../../jsonata/expression.ts';
import { checkType, type Template } from '../../jsonata/template.ts';
import { exceedsPayload, limits } from '../../limits.ts';
import { inputOf } from '../bindings.ts';
import type { Frame, MapProgress } from '../frame.ts';
import { type Core, type Handler, StateFailed } from '../handler.ts';
import { toJson, tooLarge } from '../helpers.ts';
import { failWithChildren, hasEnded, outputsOf } from './children.ts';

/** Map, inline: one iteration an item, at most MaxConcurrency (40 by default) at once. */
export const createMapHandler = (core: () => Core): Handler<MapState> => {
  const complete = async (frame: Frame, state: MapState): Promise<void> => {
    const result = outputsOf(frame);
    if (exceedsPayload(result)) throw new StateFailed(tooLarge(state.name));
    const before = (): void => {
      core().journal.record(frame.execution, 'MapStateSucceeded', frame.record.previous);
    };
    const extra = { result: JSON.parse(result) as unknown };
    await core().leave(frame, { transform: state, next: state.next, fallback: result, extra, before });
  };

  /** Starts as many iterations as may run; each first event follows `previous`. */
  const advance = async (frame: Frame, state: MapState, previous: number): Promise<void> => {
    const { map } = frame.record;
    if (!map) return;
    const items = JSON.parse(map.items) as readonly unknown[];
    const started: Frame[] = [];
    const running = frame.children.filter((child) => !hasEnded(child)).length;
    while (running + started.length < map.maxConcurrency && frame.children.length < items.length) {
      const index = frame.children.length;
      const details = { mapIterationStartedEventDetails: { name: state.name, index } };
      const event = core().journal.record(frame.execution, 'MapIterationStarted', previous, details);
      started.push(core().spawn(frame, index, map.inputs?.[index] ?? JSON.stringify(items[index]), event));
    }
    for (const child of started) void core().drive(child);
    if (frame.children.length === items.length && frame.children.every(hasEnded)) await complete(frame, state);
  };

  /** Fails the state once more iterations failed than it tolerates. */
  const checkTolerance = (frame: Frame, previous: number): void => {
    const { map } = frame.record;
    const failed = frame.children.filter(({ record }) => record.phase === 'failed');
    const last = failed.at(-1);
    if (!map || !last || failed.length <= map.toleratedFailures) return;
    failWithChildren(core(), frame, previous, map.tolerates ? thresholdExceeded : (last.record.failure ?? {}));
  };

  return {
    run: async (frame, state) => {
      const map = await prepare(core(), frame, state);
      const length = (JSON.parse(map.items) as unknown[]).length;
      const started = core().journal.append(frame, 'MapStateStarted', { mapStateStartedEventDetails: { length } });
      frame.record.map = map;
      frame.record.phase = 'children';
      await advance(frame, state, started);
    },
    resume: (frame, state) => {
      void core().drive(frame, async () => await advance(frame, state, frame.record.previous));
    },
    childEnded: async (frame, state, child) => {
      if (frame.record.phase !== 'children') return;
      const { phase, previous, index } = child.record;
      if (phase === 'failed') {
        const details = { mapIterationFailedEventDetails: { name: state.name, index } };
        core().journal.record(frame.execution, 'MapIterationFailed', previous, details);
        checkTolerance(frame, previous);
      } else {
        const details = { mapIterationSucceededEventDetails: { name: state.name, index } };
        frame.record.previous = core().journal.record(frame.execution, 'MapIterationSucceeded', previous, details);
      }
      core().journal.save(frame);
      await advance(frame, state, previous);
    },
  };
};

const thresholdExceeded = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

const prepare = async (core: Core, frame: Frame, state: MapState): Promise<MapProgress> => {
  const items = await itemsOf(core, frame, state);
  const inputs = state.itemSelector && (await select(core, frame, state.itemSelector, items));
  const asked = await numberOf(core, frame, state.maxConcurrency, 'MaxConcurrency');
  const count = await numberOf(core, frame, state.toleratedFailureCount, 'ToleratedFailureCount');
  const percentage = await numberOf(core, frame, state.toleratedFailurePercentage, 'ToleratedFailurePercentage');
  return {
    items: toJson(items, 'Items'),
    ...(inputs && { inputs }),
    maxConcurrency: asked ? Math.min(asked, limits.inlineMapConcurrency) : limits.inlineMapConcurrency,
    toleratedFailures: Math.max(count ?? 0, Math.floor(((percentage ?? 0) * items.length) / 100)),
    tolerates: count !== undefined || percentage !== undefined,
  };
};

const itemsOf = async (core: Core, frame: Frame, state: MapState): Promise<readonly unknown[]> => {
  if (state.items) {
    const items = await core.evaluate(frame, state.items);
    checkType(items, 'array', state.items, 'Items');
    return items as unknown[];
  }
  const input = inputOf(frame);
  if (Array.isArray(input)) return input;
  throw new EvaluationError(`Map state input must be an array but was: ${JSON.stringify(input)}`);
};

const select = async (core: Core, frame: Frame, selector: Template, items: readonly unknown[]): Promise<string[]> => {
  const inputs: string[] = [];
  for (const [Index, Value] of items.entries()) {
    inputs.push(toJson(await core.evaluate(frame, selector, { mapItem: { Index, Value } }), 'ItemSelector'));
  }
  return inputs;
};

const numberOf = async (
  core: Core,
  frame: Frame,
  template: Template | undefined,
  field: string,
): Promise<number | undefined> => {
  if (!template) return undefined;
  const value = await core.evaluate(frame, template);
  checkType(value, 'number', template, field);
  if (Number(value) < 0) throw new EvaluationError(`The ${field} field must not be negative but was: ${value}`, field);
  return Number(value);
};
