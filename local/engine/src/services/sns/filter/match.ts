import type { MessageAttributes } from '../../../kit/message-attributes.ts';
import { matchesObject, matchesPattern, type Pattern } from '../../../kit/pattern.ts';

/** Whether a message's attributes satisfy a filter policy.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html */
export const matchesAttributes = (policy: Pattern, attributes: MessageAttributes): boolean => {
  const values = new Map(attributes.map(([name, attribute]) => [name, attributeValues(attribute)]));
  return matchesPattern(policy, (key) => values.get(key));
};

/** Whether a message's body, a JSON object, satisfies a filter policy. */
export const matchesBody = (policy: Pattern, body: string): boolean => {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) && matchesObject(policy, parsed);
  } catch {
    return false;
  }
};

/** Policies are compared with these types alone; every other attribute is as if it were not there.
 * https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const attributeValues = ({ DataType, StringValue = '' }: MessageAttributes[number][1]): unknown => {
  if (DataType === 'String') return StringValue;
  if (DataType === 'Number') return Number(StringValue);
  return DataType === 'String.Array' ? (JSON.parse(StringValue) as unknown) : undefined;
};
