import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { attributeBytes, type MessageAttributes } from '../../kit/message-attributes.ts';
import { invalidParameter } from './errors.ts';
import { readMessageAttributes } from './message-attributes.ts';

/** The size limit of a message and of a batch, in bytes. https://docs.aws.amazon.com/general/latest/gr/sns.html */
export const MAXIMUM_MESSAGE_BYTES = 262_144;

/** What a Publish, or one entry of a PublishBatch, says. */
export const messageInput = {
  Message: z.string(),
  Subject: z.string().nullish(),
  MessageStructure: z.string().nullish(),
  MessageAttributes: z.unknown().optional(),
  MessageGroupId: z.string().nullish(),
  MessageDeduplicationId: z.string().nullish(),
};
const input = z.object(messageInput);
export type MessageInput = z.infer<typeof input>;

/** A message that was published, as every subscriber of one protocol is to get it. */
export interface Notification {
  readonly messageId: string;
  readonly topicArn: string;
  readonly message: string;
  readonly subject: string | null;
  readonly attributes: MessageAttributes;
  readonly groupId: string | null;
  /** ISO 8601, milliseconds. */
  readonly timestamp: string;
}

/** A message that passed every check. */
export interface Publication {
  readonly messageId: string;
  readonly bytes: number;
  readonly attributes: MessageAttributes;
  /** The notification for subscribers of a protocol. */
  forProtocol(protocol: string): Notification;
}

/** Checks a message. Throws InvalidParameter or ParameterValueInvalid.
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const readMessage = (topicArn: string, given: MessageInput, now: number): Publication => {
  if (given.Message === '') throw invalidParameter('Empty message');
  const subject = given.Subject ?? null;
  // Printable, at most 100 characters, no line break, no leading space.
  if (subject !== null && !/^(?! )[^\p{Cc}]{1,100}$/u.test(subject)) throw invalidParameter('Subject');
  if (typeof given.MessageDeduplicationId === 'string') {
    throw invalidParameter(
      'MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type',
    );
  }
  const attributes = readMessageAttributes(given.MessageAttributes);
  const bytes = Buffer.byteLength(given.Message) + attributeBytes(attributes);
  if (bytes > MAXIMUM_MESSAGE_BYTES) throw invalidParameter('Message too long');
  const variants = readStructure(given);
  const messageId = randomUUID();
  const common = {
    messageId,
    topicArn,
    subject,
    attributes,
    groupId: given.MessageGroupId ?? null,
    timestamp: new Date(now).toISOString(),
  };
  return {
    messageId,
    bytes,
    attributes,
    forProtocol: (protocol) => ({
      ...common,
      message: variants.get(protocol) ?? variants.get('default') ?? given.Message,
    }),
  };
};

/** With `MessageStructure: json` the message is an object of texts by protocol, `default` among them. */
const readStructure = ({ Message, MessageStructure }: MessageInput): ReadonlyMap<string, string> => {
  if (MessageStructure === undefined || MessageStructure === null || MessageStructure === '') return new Map();
  if (MessageStructure !== 'json') throw invalidParameter('MessageStructure');
  let variants: unknown;
  try {
    variants = JSON.parse(Message);
  } catch {
    throw invalidParameter('Message Structure - JSON message body failed to parse');
  }
  const texts = Object.entries(variants ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const byProtocol = new Map(texts);
  if (!byProtocol.has('default')) {
    throw invalidParameter('Message Structure - No default entry in JSON message body');
  }
  return byProtocol;
};
