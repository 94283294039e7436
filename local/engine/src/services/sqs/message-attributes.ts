import { createHash } from 'node:crypto';
import {
  givenAttribute,
  isAttributeName,
  type MessageAttribute,
  type MessageAttributes,
} from '../../kit/message-attributes.ts';
import { invalidParameter } from './errors.ts';

const ILLEGAL_CHARACTERS = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Whether a text holds only what a message may hold.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
export const isLegalText = (text: string): boolean => !ILLEGAL_CHARACTERS.test(text);

/** Checks and reads the `MessageAttributes` of a message. Throws InvalidParameterValueException.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html */
export const readMessageAttributes = (value: unknown): MessageAttributes => {
  if (value === undefined || value === null) return [];
  const entries = typeof value === 'object' ? Object.entries(value) : [];
  if (entries.length > 10) {
    throw invalidParameter(`Number of message attributes [${entries.length}] exceeds the allowed maximum [10].`);
  }
  return entries.map(([name, given]) => [name, readAttribute(name, given)] as const);
};

const readAttribute = (name: string, given: unknown): MessageAttribute => {
  if (!isAttributeName(name)) throw invalidParameter(`The message attribute name '${name}' is invalid.`);
  const parsed = givenAttribute.safeParse(given);
  if (!parsed.success) throw invalidParameter(`The message attribute '${name}' is malformed.`);
  const { DataType, StringValue, BinaryValue } = parsed.data;
  const type = /^(String|Number|Binary)(\.|$)/.exec(DataType)?.[1];
  if (!type || DataType.length > 256) {
    throw invalidParameter(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const content = type === 'Binary' ? BinaryValue : StringValue;
  if (!content) {
    throw invalidParameter(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
    );
  }
  if (type !== 'Binary' && !isLegalText(content)) {
    throw invalidParameter(`The message attribute '${name}' contains invalid characters.`);
  }
  if (type === 'Number' && !(content.trim() !== '' && Number.isFinite(Number(content)))) {
    throw invalidParameter(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
  return type === 'Binary' ? { DataType, BinaryValue: content } : { DataType, StringValue: content };
};

/** The digest that SDKs check: per attribute, in order of their names, length and bytes of name and type, one byte for
 * text (1) or binary (2), length and bytes of the value.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html */
export const attributesMd5 = (attributes: MessageAttributes): string => {
  const hash = createHash('md5');
  const add = (bytes: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const [name, { DataType, StringValue, BinaryValue }] of [...attributes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    add(Buffer.from(name));
    add(Buffer.from(DataType));
    hash.update(Buffer.from([BinaryValue === undefined ? 1 : 2]));
    add(BinaryValue === undefined ? Buffer.from(StringValue ?? '') : Buffer.from(BinaryValue, 'base64'));
  }
  return hash.digest('hex');
};

/** The attributes that a receiver asked for: `All`, `.*` or `*`, a name, or all that start with a prefix (`bar.*`).
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
export const selectAttributes = (attributes: MessageAttributes, wanted: readonly string[]): MessageAttributes =>
  attributes.filter(([name]) =>
    wanted.some((pattern) =>
      pattern.endsWith('*') ? name.startsWith(pattern.replace(/\.?\*$/, '')) : pattern === 'All' || pattern === name,
    ),
  );
