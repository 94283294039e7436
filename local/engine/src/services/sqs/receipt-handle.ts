import { invalidReceiptHandle } from './errors.ts';
import type { Queue } from './queues.ts';

/** What a receipt handle stands for: one receive of one message. */
export interface Receipt {
  readonly seq: number;
  readonly receiveCount: number;
  readonly messageId: string;
}

/** A handle names the receive, not only the message: once the message was received again, the old handle deletes nothing.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html */
export const writeReceiptHandle = (queue: Queue, { seq, receiveCount, messageId }: Receipt): string =>
  Buffer.from(`${queue.id}:${seq}:${receiveCount}:${messageId}`).toString('base64');

/** Throws ReceiptHandleIsInvalid for what is no handle of this queue. */
export const readReceiptHandle = (queue: Queue, handle: string): Receipt => {
  const parts = /^(\d+):(\d+):(\d+):([0-9a-f-]{36})$/.exec(Buffer.from(handle, 'base64').toString('latin1'));
  if (!parts || Number(parts[1]) !== queue.id) throw invalidReceiptHandle(handle);
  return { seq: Number(parts[2]), receiveCount: Number(parts[3]), messageId: parts[4] as string };
};
