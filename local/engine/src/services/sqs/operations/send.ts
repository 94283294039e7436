import { createHash } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../../../aws-error.ts';
import { attributeBytes, type MessageAttributes } from '../../../kit/message-attributes.ts';
import { type Caller, operation } from '../../../service.ts';
import { MAXIMUM_MESSAGE_BYTES } from '../attributes.ts';
import { checkBatch, eachEntry } from '../batch.ts';
import { onQueue, type Sqs } from '../context.ts';
import { keyUsesByUrl, SENDING } from '../encryption.ts';
import { checkRange, invalidParameter, missingParameter } from '../errors.ts';
import { attributesMd5, isLegalText, readMessageAttributes } from '../message-attributes.ts';
import type { NewMessage } from '../messages.ts';
import type { Queue } from '../queues.ts';

const message = {
  MessageBody: z.string(),
  DelaySeconds: z.number().nullish(),
  MessageAttributes: z.unknown().optional(),
  MessageSystemAttributes: z.unknown().optional(),
  MessageGroupId: z.string().nullish(),
  MessageDeduplicationId: z.string().nullish(),
};
const sendInput = z.object({ QueueUrl: z.string(), ...message });
const entry = z.object({ Id: z.string(), ...message });
type MessageInput = Omit<z.infer<typeof sendInput>, 'QueueUrl'>;

/** A message that passed every check, ready to be stored. */
interface Checked {
  readonly row: NewMessage;
  readonly bytes: number;
  readonly digests: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html and API_SendMessageBatch */
export const sendOperations = (sqs: Sqs) => ({
  SendMessage: operation({
    input: sendInput,
    access: ({ QueueUrl }) => onQueue(sqs, 'SendMessage', QueueUrl),
    keys: ({ QueueUrl }) => keyUsesByUrl(sqs, QueueUrl, SENDING),
    run: (input, { caller }) => {
      const queue = sqs.queues.byUrl(input.QueueUrl);
      const checked = check(queue, input, caller);
      const [MessageId] = sqs.messages.insert(queue, [checked.row]);
      countChunks(sqs, checked.bytes);
      return { MessageId, ...checked.digests };
    },
  }),
  SendMessageBatch: operation({
    input: z.object({ QueueUrl: z.string(), Entries: z.array(entry).default([]) }),
    access: ({ QueueUrl }) => onQueue(sqs, 'SendMessage', QueueUrl),
    keys: ({ QueueUrl }) => keyUsesByUrl(sqs, QueueUrl, SENDING),
    run: ({ QueueUrl, Entries }, { caller }) => {
      const queue = sqs.queues.byUrl(QueueUrl);
      checkBatch(Entries);
      const { Successful, Failed } = eachEntry(Entries, (item) => ({ Id: item.Id, ...check(queue, item, caller) }));
      const bytes = Successful.reduce((sum, checked) => sum + checked.bytes, 0);
      if (bytes > MAXIMUM_MESSAGE_BYTES) {
        const text = `Batch requests cannot be longer than ${MAXIMUM_MESSAGE_BYTES} bytes. You have sent ${bytes} bytes.`;
        throw new AwsError('BatchRequestTooLong', text);
      }
      const ids = sqs.messages.insert(
        queue,
        Successful.map(({ row }) => row),
      );
      countChunks(sqs, bytes);
      const sent = Successful.map(({ Id, digests }, index) => ({ Id, MessageId: ids[index], ...digests }));
      return { Successful: sent, ...(Failed.length > 0 && { Failed }) };
    },
  }),
});

/** A request is billed per 64 KiB; the first chunk is counted with the call. https://aws.amazon.com/sqs/pricing/ */
const countChunks = ({ engine }: Sqs, bytes: number): void => {
  const further = Math.ceil(bytes / 65_536) - 1;
  if (further > 0) engine.count('sqs.request', further);
};

const check = (queue: Queue, input: MessageInput, caller: Caller): Checked => {
  const body = input.MessageBody;
  if (body === '') throw missingParameter('MessageBody');
  if (!isLegalText(body)) {
    const reason =
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF';
    throw new AwsError('InvalidMessageContents', reason);
  }
  checkRange('DelaySeconds', input.DelaySeconds ?? undefined, 0, 900);
  checkFifoParameters(input);
  const attributes = readMessageAttributes(input.MessageAttributes);
  const system = readMessageAttributes(input.MessageSystemAttributes);
  if (system.some(([name]) => name !== 'AWSTraceHeader')) {
    throw invalidParameter('The only message system attribute that can be sent is AWSTraceHeader.');
  }
  const bytes = Buffer.byteLength(body) + attributeBytes(attributes);
  if (bytes > queue.settings.maximumMessageBytes) {
    const limit = queue.settings.maximumMessageBytes;
    throw invalidParameter(`One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`);
  }
  const bodyMd5 = createHash('md5').update(body).digest('hex');
  return {
    bytes,
    row: {
      body,
      bodyMd5,
      attributes: attributes.length > 0 ? JSON.stringify(attributes) : null,
      traceHeader: system[0]?.[1].StringValue ?? null,
      groupId: input.MessageGroupId ?? null,
      senderId: senderId(caller),
      ...(typeof input.DelaySeconds === 'number' && { delayMs: input.DelaySeconds * 1000 }),
    },
    digests: {
      MD5OfMessageBody: bodyMd5,
      ...digest('MD5OfMessageAttributes', attributes),
      ...digest('MD5OfMessageSystemAttributes', system),
    },
  };
};

const digest = (name: string, attributes: MessageAttributes): Record<string, string> =>
  attributes.length > 0 ? { [name]: attributesMd5(attributes) } : {};

/** A standard queue takes a group id, for fair queues, and no deduplication id. */
const checkFifoParameters = ({ MessageGroupId, MessageDeduplicationId }: MessageInput): void => {
  if (typeof MessageDeduplicationId === 'string') {
    throw invalidParameter(
      `Value ${MessageDeduplicationId} for parameter MessageDeduplicationId is invalid. Reason: The request includes a parameter that is not valid for this queue type.`,
    );
  }
  if (typeof MessageGroupId === 'string' && !/^[\x21-\x7e]{1,128}$/.test(MessageGroupId)) {
    throw invalidParameter(`Value ${MessageGroupId} for parameter MessageGroupId is invalid.`);
  }
};

const senderId = (caller: Caller): string => {
  if (caller.kind === 'service') return caller.principal;
  if (caller.kind === 'role') return caller.arn.slice(caller.arn.indexOf('/') + 1).replace('/', ':');
  return caller.arn.split(':')[4] ?? '';
};
