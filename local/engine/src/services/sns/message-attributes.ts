import { z } from 'zod';
import { invalidValue } from './errors.ts';

/** A message attribute as it travels; `BinaryValue` is base64. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** By name. A list of pairs, since an attribute may be named `__proto__`. */
export type MessageAttributes = readonly (readonly [string, MessageAttribute])[];

const attribute = z.object({
  DataType: z.string(),
  StringValue: z.string().nullish(),
  BinaryValue: z.string().nullish(),
});
const types = ['String', 'String.Array', 'Number', 'Binary'];

/** Checks and reads the `MessageAttributes` of a message. Throws ParameterValueInvalid.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html */
export const readMessageAttributes = (value: unknown): MessageAttributes =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).map(([name, given]) => [name, readAttribute(name, given)] as const)
    : [];

const readAttribute = (name: string, given: unknown): MessageAttribute => {
  if (!/^[A-Za-z0-9_.-]{1,256}$/.test(name) || /^\.|\.$|\.\.|^(aws|amazon)\./i.test(name)) {
    throw invalidValue(`Invalid attribute name '${name}'`);
  }
  const parsed = attribute.safeParse(given);
  if (!parsed.success) throw invalidValue(`The message attribute '${name}' is malformed`);
  const { DataType, StringValue, BinaryValue } = parsed.data;
  if (!types.includes(DataType)) {
    throw invalidValue(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const content = DataType === 'Binary' ? BinaryValue : StringValue;
  if (!content) {
    throw invalidValue(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${DataType}'.`,
    );
  }
  if (DataType === 'Number' && !Number.isFinite(Number(content))) {
    throw invalidValue(`Could not cast message attribute '${name}' value to number.`);
  }
  if (DataType === 'String.Array' && !isArray(content)) {
    throw invalidValue(`The message attribute '${name}' with type 'String.Array' is not a JSON array.`);
  }
  return DataType === 'Binary' ? { DataType, BinaryValue: content } : { DataType, StringValue: content };
};

const isArray = (json: string): boolean => {
  try {
    return Array.isArray(JSON.parse(json));
  } catch {
    return false;
  }
};

/** What the attributes count against the size limit: names, types and values, in bytes. */
export const attributeBytes = (attributes: MessageAttributes): number =>
  attributes.reduce(
    (sum, [name, { DataType, StringValue = '', BinaryValue = '' }]) =>
      sum + Buffer.byteLength(name + DataType + StringValue) + Buffer.byteLength(BinaryValue, 'base64'),
    0,
  );
