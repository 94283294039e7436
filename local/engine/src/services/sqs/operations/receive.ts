import * as z from 'zod';
import type { MessageAttributes } from '../../../kit/message-attributes.ts';
import { operation } from '../../../service.ts';
import { onQueue, type Sqs } from '../context.ts';
import { keyUsesByUrl, RECEIVING } from '../encryption.ts';
import { checkRange } from '../errors.ts';
import { attributesMd5, selectAttributes } from '../message-attributes.ts';
import type { MessageRow } from '../messages.ts';
import type { Queue } from '../queues.ts';
import { writeReceiptHandle } from '../receipt-handle.ts';

const names = z.array(z.string()).nullish();
const receiveInput = z.object({
  QueueUrl: z.string(),
  MaxNumberOfMessages: z.number().nullish(),
  VisibilityTimeout: z.number().nullish(),
  WaitTimeSeconds: z.number().nullish(),
  AttributeNames: names,
  MessageSystemAttributeNames: names,
  MessageAttributeNames: names,
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
export const receiveOperations = (sqs: Sqs) => ({
  ReceiveMessage: operation({
    input: receiveInput,
    access: ({ QueueUrl }) => onQueue(sqs, 'ReceiveMessage', QueueUrl),
    keys: ({ QueueUrl }) => keyUsesByUrl(sqs, QueueUrl, RECEIVING),
    run: async (input, { signal }) => {
      const queue = sqs.queues.byUrl(input.QueueUrl);
      const maximum = input.MaxNumberOfMessages ?? 1;
      checkRange('MaxNumberOfMessages', maximum, 1, 10);
      checkRange('VisibilityTimeout', input.VisibilityTimeout ?? undefined, 0, 43_200);
      checkRange('WaitTimeSeconds', input.WaitTimeSeconds ?? undefined, 0, 20);
      const rows = await sqs.polls.receive(queue, {
        maximum,
        visibilityTimeoutMs: milliseconds(input.VisibilityTimeout) ?? queue.settings.visibilityTimeoutMs,
        waitMs: milliseconds(input.WaitTimeSeconds) ?? queue.settings.waitMs,
        signal,
      });
      if (rows.length === 0) return {};
      const system = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
      return { Messages: rows.map((row) => toMessage(queue, row, system, input.MessageAttributeNames ?? [])) };
    },
  }),
});

const milliseconds = (seconds: number | null | undefined): number | undefined =>
  typeof seconds === 'number' ? seconds * 1000 : undefined;

const toMessage = (queue: Queue, row: MessageRow, system: readonly string[], wanted: readonly string[]) => {
  const receipt = { seq: row.seq, receiveCount: row.receive_count, messageId: row.message_id };
  const stored = row.attributes === null ? [] : (JSON.parse(row.attributes) as MessageAttributes);
  const attributes = selectAttributes(stored, wanted);
  return {
    MessageId: row.message_id,
    ReceiptHandle: writeReceiptHandle(queue, receipt),
    MD5OfBody: row.body_md5,
    Body: row.body,
    ...(system.length > 0 && { Attributes: systemAttributes(row, system) }),
    ...(attributes.length > 0 && {
      MD5OfMessageAttributes: attributesMd5(attributes),
      MessageAttributes: Object.fromEntries(attributes),
    }),
  };
};

const systemAttributes = (row: MessageRow, wanted: readonly string[]): Record<string, string> => {
  const all: Record<string, string | number | null> = {
    SenderId: row.sender_id,
    SentTimestamp: row.sent_at,
    ApproximateReceiveCount: row.receive_count,
    ApproximateFirstReceiveTimestamp: row.first_received_at,
    AWSTraceHeader: row.trace_header,
    MessageGroupId: row.group_id,
    DeadLetterQueueSourceArn: row.dead_letter_source,
  };
  const chosen = Object.entries(all).filter(
    ([name, value]) => value !== null && (wanted.includes('All') || wanted.includes(name)),
  );
  return Object.fromEntries(chosen.map(([name, value]) => [name, String(value)]));
};
