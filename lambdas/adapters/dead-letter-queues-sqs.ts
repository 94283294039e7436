import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type Message,
  ReceiptHandleIsInvalid,
  ReceiveMessageCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
  UnsupportedOperation,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { type DeadLetter, type Move, moveSchema } from '../core/contract/support.ts';
import type { DeadLetterQueues } from '../core/support/ports.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** The dead-letter queues by their short names, as the stack tells them; `source` is the ARN of the queue that one serves. */
const settingsSchema = z.record(z.string(), z.object({ url: z.url(), arn: z.string(), source: z.string().optional() }));

/** Reads the setting DEAD_LETTER_QUEUES, a JSON object. */
const parseDeadLetterQueues = (json: string): z.infer<typeof settingsSchema> => settingsSchema.parse(JSON.parse(json));

const statusSchema = moveSchema.shape.status;

const toDeadLetter = ({ MessageId, ReceiptHandle, Body, Attributes, MessageAttributes }: Message): DeadLetter => ({
  id: MessageId ?? '',
  receipt: ReceiptHandle ?? '',
  body: Body ?? '',
  attributes: Object.fromEntries(
    Object.entries(MessageAttributes ?? {}).map(([name, { StringValue = '' }]) => [name, StringValue]),
  ),
  sentAt: new Date(Number(Attributes?.SentTimestamp ?? 0)).toISOString(),
  receiveCount: Number(Attributes?.ApproximateReceiveCount ?? 0),
});

/** The dead-letter queues, in SQS. */
export const createDeadLetterQueues = (client: SQSClient, json: string): DeadLetterQueues => {
  const settings = parseDeadLetterQueues(json);
  const of = (name: string) => {
    const found = settings[name];
    if (!found) throw new RangeError(`there is no dead-letter queue ${name}`);
    return found;
  };
  return {
    names: Object.keys(settings),

    movable: (name) => of(name).source !== undefined,

    counts: async (name) => {
      const command = new GetQueueAttributesCommand({
        QueueUrl: of(name).url,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      });
      const { Attributes = {} } = await translatingTemporary(client.send(command));
      return {
        messages: Number(Attributes.ApproximateNumberOfMessages ?? 0),
        inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
      };
    },

    peek: async (name) => {
      const command = new ReceiveMessageCommand({
        QueueUrl: of(name).url,
        MaxNumberOfMessages: 10,
        // They stay visible: a move, which takes visible messages only, takes them all.
        VisibilityTimeout: 0,
        // Asks every server, not a sample of them.
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
        MessageAttributeNames: ['All'],
      });
      const { Messages = [] } = await translatingTemporary(client.send(command));
      return Messages.map(toDeadLetter);
    },

    discard: async (name, receipt) => {
      try {
        await translatingTemporary(
          client.send(new DeleteMessageCommand({ QueueUrl: of(name).url, ReceiptHandle: receipt })),
        );
        return 'discarded';
      } catch (error) {
        if (error instanceof ReceiptHandleIsInvalid) return 'bad-receipt';
        throw error;
      }
    },

    startMove: async (name) => {
      const { arn, source } = of(name);
      // Without a destination SQS moves nothing that was sent to the dead-letter queue by hand.
      const command = new StartMessageMoveTaskCommand({ SourceArn: arn, DestinationArn: source });
      try {
        await translatingTemporary(client.send(command));
        return 'started';
      } catch (error) {
        if (error instanceof UnsupportedOperation) return 'already-running';
        throw error;
      }
    },

    move: async (name) => {
      const command = new ListMessageMoveTasksCommand({ SourceArn: of(name).arn, MaxResults: 1 });
      const { Results: [task] = [] } = await translatingTemporary(client.send(command));
      if (!task) return undefined;
      const { ApproximateNumberOfMessagesToMove: toMove, FailureReason: failureReason, StartedTimestamp } = task;
      const move: Move = {
        status: statusSchema.parse(task.Status),
        moved: task.ApproximateNumberOfMessagesMoved ?? 0,
        ...(toMove !== undefined && { toMove }),
        ...(StartedTimestamp !== undefined && { startedAt: new Date(StartedTimestamp).toISOString() }),
        ...(failureReason !== undefined && { failureReason }),
      };
      return move;
    },
  };
};
