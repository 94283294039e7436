import * as z from 'zod';
import { AwsError } from '../../../aws-error.ts';
import { operation } from '../../../service.ts';
import { changeAttributes, defaultAttributes, type QueueAttributes } from '../attributes.ts';
import { onQueue, type Sqs } from '../context.ts';
import { checkRange, queueDoesNotExist } from '../errors.ts';
import { type Queue, queueArn } from '../queues.ts';

const page = { MaxResults: z.number().nullish(), NextToken: z.string().nullish() };
const byUrl = z.object({ QueueUrl: z.string() });
const map = z.record(z.string(), z.string());

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html and its neighbours */
export const queueOperations = (sqs: Sqs) => {
  const { queues, engine } = sqs;
  const purgedAt = new Map<number, number>();
  return {
    CreateQueue: operation({
      input: z.object({ QueueName: z.string(), Attributes: map.nullish(), tags: map.nullish() }),
      access: ({ QueueName, tags }) => {
        const resource = queueArn(engine, QueueName);
        const create = { action: 'sqs:CreateQueue', resource };
        return tags ? [create, { action: 'sqs:TagQueue', resource }] : [create];
      },
      run: ({ QueueName, Attributes, tags }, { origin }) => {
        const existing = queues.find(QueueName);
        if (existing) checkSame(existing, Attributes ?? {});
        return { QueueUrl: queues.url(existing ?? queues.create(QueueName, Attributes ?? {}, tags ?? {}), origin) };
      },
    }),
    DeleteQueue: operation({
      input: byUrl,
      access: ({ QueueUrl }) => onQueue(sqs, 'DeleteQueue', QueueUrl),
      run: ({ QueueUrl }) => removeQueue(sqs, queues.byUrl(QueueUrl)),
    }),
    GetQueueUrl: operation({
      input: z.object({ QueueName: z.string() }),
      access: ({ QueueName }) => onQueue(sqs, 'GetQueueUrl', QueueName),
      run: ({ QueueName }, { origin }) => {
        const queue = queues.find(QueueName);
        if (!queue) throw queueDoesNotExist();
        return { QueueUrl: queues.url(queue, origin) };
      },
    }),
    ListQueues: operation({
      input: z.object({ QueueNamePrefix: z.string().nullish(), ...page }),
      access: () => [{ action: 'sqs:ListQueues', resource: '*' }],
      run: (input, { origin }) => {
        const matching = queues.list().filter(({ name }) => name.startsWith(input.QueueNamePrefix ?? ''));
        const { items, next } = pageOf(matching, input);
        return { ...(items.length > 0 && { QueueUrls: items.map((queue) => queues.url(queue, origin)) }), ...next };
      },
    }),
    ListDeadLetterSourceQueues: operation({
      input: z.object({ QueueUrl: z.string(), ...page }),
      access: ({ QueueUrl }) => onQueue(sqs, 'ListDeadLetterSourceQueues', QueueUrl),
      run: (input, { origin }) => {
        const { items, next } = pageOf(queues.sourcesOf(queues.byUrl(input.QueueUrl)), input);
        return { queueUrls: items.map((queue) => queues.url(queue, origin)), ...next };
      },
    }),
    PurgeQueue: operation({
      input: byUrl,
      access: ({ QueueUrl }) => onQueue(sqs, 'PurgeQueue', QueueUrl),
      run: ({ QueueUrl }) => {
        const queue = queues.byUrl(QueueUrl);
        if (engine.clock.monotonic() - (purgedAt.get(queue.id) ?? Number.NEGATIVE_INFINITY) < 60_000) {
          const message = `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`;
          throw new AwsError('PurgeQueueInProgress', message, 403);
        }
        purgedAt.set(queue.id, engine.clock.monotonic());
        sqs.messages.purge(queue);
      },
    }),
  };
};

/** Deletes a queue with its messages; whoever waits for one is answered with nothing. */
export const removeQueue = ({ queues, polls }: Sqs, queue: Queue): void => {
  queues.remove(queue);
  polls.dismiss(queue);
};

/** An existing queue is the answer unless an attribute that was given differs. */
const checkSame = (queue: Queue, given: QueueAttributes): void => {
  const wanted = changeAttributes({}, given);
  for (const name of Object.keys(given)) {
    if ((wanted[name] ?? defaultAttributes[name]) !== (queue.attributes[name] ?? defaultAttributes[name])) {
      const message = `A queue already exists with the same name and a different value for attribute ${name}`;
      throw new AwsError('QueueNameExists', message);
    }
  }
};

interface PageRequest {
  readonly MaxResults?: number | null | undefined;
  readonly NextToken?: string | null | undefined;
}

/** A page of queues in order of their names; the token holds the last name of the page before. */
const pageOf = (all: readonly Queue[], { MaxResults, NextToken }: PageRequest) => {
  checkRange('MaxResults', MaxResults ?? undefined, 1, 1000);
  const after = NextToken ? Buffer.from(NextToken, 'base64url').toString() : '';
  const rest = all.filter(({ name }) => name > after);
  const items = rest.slice(0, MaxResults ?? 1000);
  const last = items.at(-1);
  const more = MaxResults && last && rest.length > items.length;
  return { items, next: more ? { NextToken: Buffer.from(last.name).toString('base64url') } : {} };
};
