import type { MapState } from '../../definition/machine.ts';
import { EvaluationError } from '../../jsonata/expression.ts';
import type { Template } from '../../jsonata/template.ts';
import { LIMITS } from '../../limits.ts';
import { inputOf } from '../bindings.ts';
import { evaluate, evaluateAs } from '../evaluate.ts';
import type { Frame, MapProgress } from '../frame.ts';
import { toJson } from '../json.ts';

/** Evaluates what a Map state says of its iterations. */
export const prepareMap = async (frame: Frame, state: MapState): Promise<MapProgress> => {
  const items = await evaluateItems(frame, state);
  const inputs = state.itemSelector && (await select(frame, state.itemSelector, items));
  const asked = await numberOf(frame, state.maxConcurrency, 'MaxConcurrency');
  const count = await numberOf(frame, state.toleratedFailureCount, 'ToleratedFailureCount');
  const percentage = await numberOf(frame, state.toleratedFailurePercentage, 'ToleratedFailurePercentage');
  return {
    items: toJson(items, 'Items'),
    ...(inputs && { inputs }),
    maxConcurrency: asked ? Math.min(asked, LIMITS.inlineMapConcurrency) : LIMITS.inlineMapConcurrency,
    toleratedFailures: Math.max(count ?? 0, Math.floor(((percentage ?? 0) * items.length) / 100)),
    tolerates: count !== undefined || percentage !== undefined,
  };
};

const evaluateItems = async (frame: Frame, state: MapState): Promise<readonly unknown[]> => {
  if (state.items) return await evaluateAs(frame, state.items, 'array', 'Items');
  const input = inputOf(frame);
  if (Array.isArray(input)) return input;
  throw new EvaluationError(`Map state input must be an array but was: ${JSON.stringify(input)}`);
};

const select = async (frame: Frame, selector: Template, items: readonly unknown[]): Promise<string[]> => {
  const inputs: string[] = [];
  for (const [Index, Value] of items.entries()) {
    inputs.push(toJson(await evaluate(frame, selector, { mapItem: { Index, Value } }), 'ItemSelector'));
  }
  return inputs;
};

const numberOf = async (frame: Frame, template: Template | undefined, field: string): Promise<number | undefined> => {
  if (!template) return undefined;
  const value = await evaluateAs(frame, template, 'number', field);
  if (value < 0) throw new EvaluationError(`The ${field} field must not be negative but was: ${value}`, field);
  return value;
};
