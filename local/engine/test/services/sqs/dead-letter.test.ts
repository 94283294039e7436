import {
  CancelMessageMoveTaskCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockAhead } from '../../../src/testing/clock.ts';
import { clientSettings, startTestEngine, until } from '../../../src/testing/engine.ts';
import { createQueueClient, queueArn, redriveTo } from './queue-client.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let queues: ReturnType<typeof createQueueClient>;
// The clock that the engine reads, so that a test can move days ahead.
let aheadMs = 0;
beforeAll(async () => {
  engine = await startTestEngine({ clock: clockAhead(() => aheadMs) });
  queues = createQueueClient(clientSettings(engine).endpoint);
});
afterAll(() => engine.dispose());

const visible = (url: string) => queues.attribute(url, 'ApproximateNumberOfMessages');

/** A queue and its DLQ, with messages that have gone to the DLQ. */
const withDeadLetters = async (name: string, bodies: readonly string[]) => {
  const dlq = await queues.create(`${name}-dlq`);
  const source = await queues.create(name, { RedrivePolicy: redriveTo(`${name}-dlq`, 1) });
  for (const body of bodies) await queues.send(source, body);
  let received = 0;
  while (received < bodies.length) received += (await queues.receive(source, { VisibilityTimeout: 0 })).length;
  await until('the messages are dead letters', async () => {
    await queues.receive(source);
    return (await visible(dlq)) === String(bodies.length);
  });
  return { source, dlq };
};

const moveTask = async (name: string) => {
  const listed = await queues.client.send(new ListMessageMoveTasksCommand({ SourceArn: queueArn(name) }));
  return listed.Results?.[0];
};
const startMove = (name: string, rest: { DestinationArn?: string; MaxNumberOfMessagesPerSecond?: number } = {}) =>
  queues.client.send(new StartMessageMoveTaskCommand({ SourceArn: queueArn(name), ...rest }));
const ended = (name: string) =>
  until('the move has ended', async () => {
    const task = await moveTask(name);
    return task && task.Status !== 'RUNNING' && task.Status !== 'CANCELLING' && task;
  });

describe('a dead-letter queue', () => {
  it('gets a message after maxReceiveCount receives, with its id, its age and its source', async () => {
    const dlq = await queues.create('poison-dlq');
    const source = await queues.create('poison', { RedrivePolicy: redriveTo('poison-dlq', 3) });
    const { MessageId } = await queues.send(source, 'poison');
    await queues.send(source, 'fine');
    const waiting = queues.receive(dlq, { WaitTimeSeconds: 20 });
    const [first] = await queues.receive(source, { MaxNumberOfMessages: 1, VisibilityTimeout: 0 });
    expect(first).toMatchObject({ MessageId });
    for (const count of ['2', '3']) {
      const messages = await queues.receive(source, { VisibilityTimeout: 0 });
      const poison = messages.find((message) => message.MessageId === MessageId);
      expect(poison?.Attributes?.ApproximateReceiveCount).toBe(count);
      for (const message of messages) if (message !== poison) await queues.remove(source, message);
    }
    expect(await queues.receive(source)).toEqual([]);
    const [dead] = await waiting;
    expect(dead).toMatchObject({
      MessageId,
      Body: 'poison',
      Attributes: {
        SentTimestamp: first?.Attributes?.SentTimestamp,
        DeadLetterQueueSourceArn: queueArn('poison'),
      },
    });
    expect(await visible(source)).toBe('0');
  });

  it('may have one of its own: receives count anew in each, and are told over all', async () => {
    const last = await queues.create('chain-last');
    const middle = await queues.create('chain-middle', { RedrivePolicy: redriveTo('chain-last', 2) });
    const source = await queues.create('chain', { RedrivePolicy: redriveTo('chain-middle', 3) });
    await queues.send(source, 'm');
    const countsIn = async (url: string): Promise<readonly (string | undefined)[]> => {
      const counts: (string | undefined)[] = [];
      for (;;) {
        const [message] = await queues.receive(url, { VisibilityTimeout: 0 });
        if (!message) return counts;
        counts.push(message.Attributes?.ApproximateReceiveCount);
      }
    };
    expect(await countsIn(source)).toEqual(['1', '2', '3']);
    expect(await countsIn(middle)).toEqual(['4', '5']);
    expect((await queues.receive(last))[0]?.Attributes?.ApproximateReceiveCount).toBe('6');
  });

  it('counts retention from the first enqueue', async () => {
    const dlq = await queues.create('aged-dlq', { MessageRetentionPeriod: '600' });
    const source = await queues.create('aged', { RedrivePolicy: redriveTo('aged-dlq', 1) });
    await queues.send(source, 'm');
    await queues.receive(source, { VisibilityTimeout: 0 });
    aheadMs += 500_000;
    expect(await queues.receive(source)).toEqual([]);
    expect(await visible(dlq)).toBe('1');
    aheadMs += 101_000;
    expect(await queues.receive(dlq)).toEqual([]);
    expect(await visible(dlq)).toBe('0');
  });

  it('must exist and must permit the source', async () => {
    await queues.create('closed-dlq', { RedriveAllowPolicy: JSON.stringify({ redrivePermission: 'denyAll' }) });
    await queues.create('choosy-dlq', {
      RedriveAllowPolicy: JSON.stringify({ redrivePermission: 'byQueue', sourceQueueArns: [queueArn('chosen')] }),
    });
    const refused = { name: 'InvalidAttributeValue' };
    await expect(queues.create('x', { RedrivePolicy: redriveTo('absent', 1) })).rejects.toMatchObject(refused);
    await expect(queues.create('x', { RedrivePolicy: redriveTo('closed-dlq', 1) })).rejects.toMatchObject(refused);
    await expect(queues.create('x', { RedrivePolicy: redriveTo('choosy-dlq', 1) })).rejects.toMatchObject(refused);
    await expect(queues.create('x', { RedrivePolicy: redriveTo('choosy-dlq', 0) })).rejects.toMatchObject(refused);
    const chosen = await queues.create('chosen', { RedrivePolicy: redriveTo('choosy-dlq', 1) });
    const dlq = await queues.create('choosy-dlq');
    const sources = () => queues.client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dlq }));
    expect((await sources()).queueUrls).toEqual([chosen]);
    await queues.client.send(new SetQueueAttributesCommand({ QueueUrl: chosen, Attributes: { RedrivePolicy: '' } }));
    expect((await sources()).queueUrls).toEqual([]);
  });
});

describe('a message move task', () => {
  it('moves every message back to its source once, as a new message', async () => {
    const bodies = Array.from({ length: 250 }, (_, index) => String(index));
    const { source, dlq } = await withDeadLetters('many', bodies);
    const [peeked] = await queues.receive(dlq, { MaxNumberOfMessages: 1, VisibilityTimeout: 0 });
    await startMove('many-dlq');
    expect(await ended('many-dlq')).toMatchObject({
      Status: 'COMPLETED',
      ApproximateNumberOfMessagesMoved: 250,
      ApproximateNumberOfMessagesToMove: 250,
      SourceArn: queueArn('many-dlq'),
    });
    expect(await visible(dlq)).toBe('0');
    const back: string[] = [];
    while (back.length < 250) {
      for (const message of await queues.receive(source)) {
        expect(message.Attributes?.ApproximateReceiveCount).toBe('1');
        expect(message.Attributes?.DeadLetterQueueSourceArn).toBeUndefined();
        expect(message.MessageId).not.toBe(peeked?.MessageId);
        back.push(message.Body ?? '');
      }
    }
    expect(back.sort()).toEqual(bodies.sort());
    expect(await visible(source)).toBe('0');
  });

  it('goes to a destination of its own, at its rate, and can be cancelled', async () => {
    const { dlq } = await withDeadLetters('slow', ['a', 'b', 'c']);
    const other = await queues.create('other');
    const { TaskHandle } = await startMove('slow-dlq', {
      DestinationArn: queueArn('other'),
      MaxNumberOfMessagesPerSecond: 1,
    });
    await until('one is moved', async () => (await visible(other)) === '1');
    expect(await moveTask('slow-dlq')).toMatchObject({
      Status: 'RUNNING',
      TaskHandle,
      DestinationArn: queueArn('other'),
      MaxNumberOfMessagesPerSecond: 1,
    });
    await expect(startMove('slow-dlq')).rejects.toMatchObject({ name: 'UnsupportedOperation' });
    await queues.client.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
    const task = await ended('slow-dlq');
    expect(task.Status).toBe('CANCELLED');
    expect(task.ApproximateNumberOfMessagesMoved).toBe(Number(await visible(other)));
    expect(Number(await visible(dlq)) + Number(await visible(other))).toBe(3);
  });

  it('fails where a message has no source queue', async () => {
    const { dlq } = await withDeadLetters('direct', []);
    await queues.send(dlq, 'sent to the DLQ itself');
    await startMove('direct-dlq');
    expect(await ended('direct-dlq')).toMatchObject({
      Status: 'FAILED',
      FailureReason: 'CouldNotDetermineMessageSource',
      ApproximateNumberOfMessagesMoved: 0,
    });
    expect(await visible(dlq)).toBe('1');
  });

  it('is only for the DLQ of a queue', async () => {
    await queues.create('plain');
    await expect(startMove('plain')).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(startMove('absent')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
