import {
  givenAttribute,
  isAttributeName,
  type MessageAttribute,
  type MessageAttributes,
} from '../../kit/message-attributes.ts';
import { invalidValue } from './errors.ts';

/** Checks and reads the `MessageAttributes` of a message; a type may have a label of the publisher's own after a dot. Throws
 * ParameterValueInvalid.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html */
export const readMessageAttributes = (value: unknown): MessageAttributes =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).map(([name, given]) => [name, readAttribute(name, given)] as const)
    : [];

const readAttribute = (name: string, given: unknown): MessageAttribute => {
  if (!isAttributeName(name)) throw invalidValue(`Invalid attribute name '${name}'`);
  const parsed = givenAttribute.safeParse(given);
  if (!parsed.success) throw invalidValue(`The message attribute '${name}' is malformed`);
  const { DataType, StringValue, BinaryValue } = parsed.data;
  const type = /^(String|Number|Binary)(\.|$)/.exec(DataType)?.[1];
  if (!type) {
    throw invalidValue(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const content = type === 'Binary' ? BinaryValue : StringValue;
  if (!content) {
    throw invalidValue(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
    );
  }
  if (type === 'Number' && !Number.isFinite(Number(content))) {
    throw invalidValue(`Could not cast message attribute '${name}' value to number.`);
  }
  if (DataType === 'String.Array' && !isArray(content)) {
    throw invalidValue(`The message attribute '${name}' with type 'String.Array' is not a JSON array.`);
  }
  return type === 'Binary' ? { DataType, BinaryValue: content } : { DataType, StringValue: content };
};

const isArray = (json: string): boolean => {
  try {
    return Array.isArray(JSON.parse(json));
  } catch {
    return false;
  }
};
