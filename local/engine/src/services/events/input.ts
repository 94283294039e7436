import { own } from '../../kit/own.ts';
import type { BusEvent } from './event.ts';
import type { Rule, Target } from './rules.ts';

/** What a target gets of an event, as JSON.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
export const inputOf = (event: BusEvent, rule: Rule, target: Target): string => {
  if (target.input !== undefined) return target.input;
  if (target.inputPath !== undefined) return JSON.stringify(at(event, target.inputPath) ?? null);
  if (target.inputTransformer) return transform(event, rule, target.inputTransformer);
  return JSON.stringify(event);
};

/** `$.detail.items[0].name`, the subset of JSONPath that EventBridge takes. */
const at = (event: unknown, path: string): unknown => {
  let value = event;
  for (const [, name, index] of path.matchAll(/\.([\w-]+)|\[(\d+|'[^']*')\]/g)) {
    const key = name ?? index?.replaceAll("'", '') ?? '';
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
};

const transform = (
  event: BusEvent,
  rule: Rule,
  { paths, template }: NonNullable<Target['inputTransformer']>,
): string => {
  const predefined: Readonly<Record<string, unknown>> = {
    'aws.events.rule-arn': rule.arn,
    'aws.events.rule-name': rule.name,
    'aws.events.event.ingestion-time': event.time,
    'aws.events.event': event,
    'aws.events.event.json': event,
  };
  const lookUp = (name: string): unknown =>
    own(predefined, name) ?? (Object.hasOwn(paths, name) ? at(event, own(paths, name) ?? '') : undefined);
  // Within a JSON string a variable is text, outside of one it is JSON.
  return template.replaceAll(/"(?:[^"\\]|\\.)*"|<([\w.-]+)>/g, (token, name: string | undefined) =>
    name === undefined
      ? token.replaceAll(/<([\w.-]+)>/g, (_, inner: string) => JSON.stringify(textOf(lookUp(inner))).slice(1, -1))
      : JSON.stringify(lookUp(name) ?? null),
  );
};

const textOf = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
