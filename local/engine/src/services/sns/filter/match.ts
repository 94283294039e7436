import { satisfies, valuesOf } from '../../../kit/conditions.ts';
import type { MessageAttributes } from '../../../kit/message-attributes.ts';
import type { FilterPolicy } from './policy.ts';

type Lookup = (key: string) => unknown;

/** Whether a message's attributes satisfy a filter policy.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html */
export const matchesAttributes = (policy: FilterPolicy, attributes: MessageAttributes): boolean => {
  const values = new Map(attributes.map(([name, attribute]) => [name, attributeValues(attribute)]));
  return matches(policy, (key) => values.get(key));
};

/** Whether a message's body, a JSON object, satisfies a filter policy. */
export const matchesBody = (policy: FilterPolicy, body: string): boolean => {
  try {
    const parsed: unknown = JSON.parse(body);
    return isObject(parsed) && matches(policy, (key) => own(parsed, key));
  } catch {
    return false;
  }
};

const attributeValues = ({ DataType, StringValue = '' }: MessageAttributes[number][1]): unknown => {
  if (DataType === 'Binary') return [];
  if (DataType === 'Number') return Number(StringValue);
  if (DataType !== 'String.Array') return StringValue;
  const list: unknown = JSON.parse(StringValue);
  return list;
};

const matches = (policy: FilterPolicy, lookup: Lookup): boolean =>
  policy.conditions.every(([key, conditions]) => satisfies(conditions, valuesOf(lookup(key)))) &&
  policy.nested.every(([key, nested]) => matchesNested(nested, lookup(key))) &&
  policy.alternatives.every((branches) => branches.some((branch) => matches(branch, lookup)));

/** One element of an array of objects has to satisfy the nested policy as a whole. */
const matchesNested = (policy: FilterPolicy, value: unknown): boolean => {
  if (Array.isArray(value)) return value.some((item) => matchesNested(policy, item));
  return matches(policy, (key) => (isObject(value) ? own(value, key) : undefined));
};

const own = (object: Record<string, unknown>, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
