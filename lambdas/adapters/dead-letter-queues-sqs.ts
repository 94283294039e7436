import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
  UnsupportedOperation,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { type DeadLetter, type Move, moveSchema } from '../core/contract/support.ts';
import type { DeadLetterQueues, Taken } from '../core/support/ports.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** The dead-letter queues by their short names, as the stack tells them; `source` is the ARN of the queue that one serves. */
const settingsSchema = z.record(
  z.string(),
  z.object({ url: z.url(), arn: z.string(), source: z.string().optional(), sourceUrl: z.url().optional() }),
);

/** Reads the setting DEAD_LETTER_QUEUES, a JSON object. */
const parseDeadLetterQueues = (json: string): z.infer<typeof settingsSchema> => settingsSchema.parse(JSON.parse(json));

const statusSchema = moveSchema.shape.status;

const toDeadLetter = ({ MessageId, Body, Attributes, MessageAttributes }: Message): DeadLetter => ({
  id: MessageId ?? '',
  body: Body ?? '',
  attributes: Object.fromEntries(
    Object.entries(MessageAttributes ?? {}).map(([name, { StringValue = '' }]) => [name, StringValue]),
  ),
  sentAt: new Date(Number(Attributes?.SentTimestamp ?? 0)).toISOString(),
  receiveCount: Number(Attributes?.ApproximateReceiveCount ?? 0),
});

/** SQS's most messages of one receive. */
const MOST = 10;

/** Of a look for one message: a thousand messages, in some seconds. What is hidden meanwhile is visible again by itself before long,
 * also where the function dies. */
const MOST_LOOKS = 100;
const HIDDEN_SECONDS = 10;
const LOOK_FOR_MS = 6_000;

/** What one look may show is far less than a function may answer (6 MB). */
const MOST_SHOWN_CHARACTERS = 1_000_000;

const charactersOf = (messages: readonly Message[]): number =>
  messages.reduce((sum, { Body = '' }) => sum + Body.length, 0);

/** The dead-letter queues, in SQS. */
export const createDeadLetterQueues = (client: SQSClient, json: string): DeadLetterQueues => {
  const settings = parseDeadLetterQueues(json);
  const of = (name: string) => {
    const found = settings[name];
    if (!found) throw new RangeError(`there is no dead-letter queue ${name}`);
    return found;
  };

  const receive = async (name: string, VisibilityTimeout: number): Promise<Message[]> => {
    const command = new ReceiveMessageCommand({
      QueueUrl: of(name).url,
      MaxNumberOfMessages: MOST,
      VisibilityTimeout,
      // Asks every server, not a sample of them.
      WaitTimeSeconds: 1,
      MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
      MessageAttributeNames: ['All'],
    });
    return (await translatingTemporary(client.send(command))).Messages ?? [];
  };

  /** What was hidden to see others is visible again at once. Where that fails, it is so in seconds. */
  const release = async (name: string, messages: readonly Message[]): Promise<void> => {
    const batches = Array.from({ length: Math.ceil(messages.length / MOST) }, (_, index) =>
      messages.slice(index * MOST, (index + 1) * MOST).map(({ MessageId: Id = '', ReceiptHandle }) => ({
        ...{ Id, ReceiptHandle },
        VisibilityTimeout: 0,
      })),
    );
    const { url: QueueUrl } = of(name);
    const sent = batches.map((Entries) => client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries })));
    await Promise.allSettled(sent);
  };

  /** Looks at messages until it is enough. The first look hides nothing; where a queue holds more than it shows, what was seen is
   * hidden until all is seen, and then released, but for what is kept. */
  const look = async (
    name: string,
    isEnough: (seen: readonly Message[]) => boolean,
    isKept: (message: Message) => boolean = () => false,
  ): Promise<readonly Message[]> => {
    const first = await receive(name, 0);
    if (first.length < MOST || isEnough(first)) return first;
    const until = Date.now() + LOOK_FOR_MS;
    const seen = new Map<string, Message>();
    const hidden: Message[] = [];
    try {
      for (let looks = 1; looks < MOST_LOOKS && Date.now() < until && !isEnough([...seen.values()]); looks += 1) {
        const messages = await receive(name, HIDDEN_SECONDS);
        if (messages.length === 0) break;
        hidden.push(...messages);
        for (const message of messages) seen.set(message.MessageId ?? '', message);
      }
      return [...seen.values()];
    } finally {
      await release(
        name,
        hidden.filter((message) => !isKept(message)),
      );
    }
  };

  /** The message of this id with a receipt of now. Only SQS knows which message a receipt is of, so none is taken from a client. */
  const find = async (name: string, id: string): Promise<Message | undefined> => {
    const isIt = ({ MessageId }: Message): boolean => MessageId === id;
    return (await look(name, (seen) => seen.some(isIt), isIt)).find(isIt);
  };

  const remove = async (name: string, { MessageId: id = '', ReceiptHandle }: Message): Promise<Taken> => {
    await translatingTemporary(client.send(new DeleteMessageCommand({ QueueUrl: of(name).url, ReceiptHandle })));
    return { id };
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

    // They are visible again: a move, which takes visible messages only, takes them all.
    peek: async (name, most) => {
      const seen = await look(
        name,
        (messages) => messages.length >= most || charactersOf(messages) > MOST_SHOWN_CHARACTERS,
      );
      return seen.map(toDeadLetter).toSorted((a, b) => (a.sentAt < b.sentAt ? -1 : 1));
    },

    discard: async (name, id) => {
      const found = await find(name, id);
      return found ? remove(name, found) : 'not-found';
    },

    moveOne: async (name, id) => {
      const found = await find(name, id);
      if (!found) return 'not-found';
      const { Body: MessageBody = '', MessageAttributes } = found;
      const send = new SendMessageCommand({ QueueUrl: of(name).sourceUrl, MessageBody, MessageAttributes });
      await translatingTemporary(client.send(send));
      return remove(name, found);
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
