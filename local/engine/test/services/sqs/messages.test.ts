import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  type Message,
  PurgeQueueCommand,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings, startTestEngine } from '../../../src/testing/engine.ts';
import { createQueueClient } from './queue-client.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let queues: ReturnType<typeof createQueueClient>;
beforeAll(async () => {
  engine = await startTestEngine();
  queues = createQueueClient(clientSettings(engine).endpoint);
});
afterAll(() => engine.dispose());

const only = (messages: readonly Message[]): Message => {
  expect(messages).toHaveLength(1);
  return messages[0] as Message;
};

describe('a message', () => {
  it('arrives with its attributes, digests and system attributes, and is gone once deleted', async () => {
    const url = await queues.create('whole');
    const before = Date.now();
    const sent = await queues.send(url, 'héllo <&> 😀', {
      MessageAttributes: {
        text: { DataType: 'String', StringValue: 'ünïcode' },
        'number.int': { DataType: 'Number.int', StringValue: '42' },
        bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 1, 255]) },
      },
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-2-3' } },
    });
    // Both digests as an independent implementation of the documented algorithm computes them.
    expect(sent.MD5OfMessageBody).toBe('4f52d2c6712ebb5c5ed92bfed79d5f1e');
    expect(sent.MD5OfMessageAttributes).toBe('5fb6b125cfacb8c5b5c58f5bbb3da7aa');
    const message = only(await queues.receive(url, { MessageAttributeNames: ['All'] }));
    expect(message).toMatchObject({
      MessageId: sent.MessageId,
      Body: 'héllo <&> 😀',
      MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
      MessageAttributes: {
        text: { DataType: 'String', StringValue: 'ünïcode' },
        'number.int': { DataType: 'Number.int', StringValue: '42' },
        bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 1, 255]) },
      },
      Attributes: { ApproximateReceiveCount: '1', AWSTraceHeader: 'Root=1-2-3', SenderId: '000000000000' },
    });
    expect(Number(message.Attributes?.SentTimestamp)).toBeGreaterThanOrEqual(before);
    expect(Number(message.Attributes?.ApproximateFirstReceiveTimestamp)).toBeGreaterThanOrEqual(before);
    await queues.remove(url, message);
    expect(await queues.attribute(url, 'ApproximateNumberOfMessagesNotVisible')).toBe('0');
    expect(await queues.attribute(url, 'ApproximateNumberOfMessages')).toBe('0');
  });

  it('shows only the attributes that were asked for', async () => {
    const url = await queues.create('asked');
    const text = { DataType: 'String', StringValue: 'x' };
    await queues.send(url, 'm', { MessageAttributes: { 'a.one': text, 'a.two': text, b: text } });
    const receive = async (names: string[]) => {
      const message = only(await queues.receive(url, { MessageAttributeNames: names, VisibilityTimeout: 0 }));
      return Object.keys(message.MessageAttributes ?? {}).sort();
    };
    for (const names of [['a.*'], ['a*'], ['a.one', 'a.two']]) expect(await receive(names)).toEqual(['a.one', 'a.two']);
    for (const names of [['*'], ['.*'], ['All']]) expect(await receive(names)).toEqual(['a.one', 'a.two', 'b']);
    expect(await receive(['b', 'c'])).toEqual(['b']);
    expect(await receive([])).toEqual([]);
  });

  it.concurrent('stays hidden for its visibility timeout, and an outdated receipt deletes nothing', async () => {
    const url = await queues.create('hidden', { VisibilityTimeout: '1' });
    await queues.send(url, 'm');
    const first = only(await queues.receive(url));
    expect(await queues.receive(url)).toEqual([]);
    const second = only(await queues.receive(url, { WaitTimeSeconds: 5 }));
    expect(second.Attributes?.ApproximateReceiveCount).toBe('2');
    expect(second.Attributes?.ApproximateFirstReceiveTimestamp).toBe(
      first.Attributes?.ApproximateFirstReceiveTimestamp,
    );
    await queues.remove(url, first);
    expect(await queues.attribute(url, 'ApproximateNumberOfMessagesNotVisible')).toBe('1');
    await queues.remove(url, second);
    expect(await queues.attribute(url, 'ApproximateNumberOfMessagesNotVisible')).toBe('0');
  });

  it.concurrent('is given back at once by a visibility timeout of 0, and kept longer by a longer one', async () => {
    const url = await queues.create('changed', { VisibilityTimeout: '1' });
    await queues.send(url, 'm');
    const first = only(await queues.receive(url));
    const change = (message: Message, VisibilityTimeout: number) =>
      queues.client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: message.ReceiptHandle, VisibilityTimeout }),
      );
    await change(first, 0);
    const second = only(await queues.receive(url));
    await change(second, 60);
    expect(await queues.receive(url, { WaitTimeSeconds: 2 })).toEqual([]);
    await expect(change(first, 10)).rejects.toThrow(/Message does not exist or is not available/);
    await change(second, 0);
    await change(second, 10);
    expect(await queues.receive(url)).toEqual([]);
    await expect(change(second, 43_201)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it.concurrent('waits for its delay, which overrides that of the queue', async () => {
    const url = await queues.create('delayed', { DelaySeconds: '1' });
    await queues.send(url, 'late');
    await queues.send(url, 'now', { DelaySeconds: 0 });
    expect(only(await queues.receive(url)).Body).toBe('now');
    expect(await queues.attribute(url, 'ApproximateNumberOfMessagesDelayed')).toBe('1');
    expect(only(await queues.receive(url, { WaitTimeSeconds: 5 })).Body).toBe('late');
  });

  it.each([
    ['control characters', { MessageBody: 'a\u0001' }, 'InvalidMessageContents'],
    ['a lone surrogate', { MessageBody: 'a\uD800' }, 'InvalidMessageContents'],
    ['an empty body', { MessageBody: '' }, 'MissingParameter'],
    ['more than 1 MiB', { MessageBody: 'x'.repeat(1_048_577) }, 'InvalidParameterValue'],
    ['a delay of 901 s', { MessageBody: 'x', DelaySeconds: 901 }, 'InvalidParameterValue'],
    ['a deduplication id', { MessageBody: 'x', MessageDeduplicationId: 'd' }, 'InvalidParameterValue'],
    [
      'an attribute without value',
      { MessageBody: 'x', MessageAttributes: { a: { DataType: 'String', StringValue: '' } } },
      'InvalidParameterValue',
    ],
    [
      'a number that is none',
      { MessageBody: 'x', MessageAttributes: { a: { DataType: 'Number', StringValue: 'ten' } } },
      'InvalidParameterValue',
    ],
  ])('with %s is refused', async (_what, input, name) => {
    const url = await queues.create('refusing');
    await expect(queues.send(url, '', input)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
    expect(await queues.attribute(url, 'ApproximateNumberOfMessages')).toBe('0');
  });

  it('of exactly 1 MiB passes', async () => {
    const url = await queues.create('large');
    await queues.send(url, 'x'.repeat(1_048_576));
    expect(only(await queues.receive(url)).Body).toHaveLength(1_048_576);
  });
});

describe('a batch', () => {
  const entries = (ids: readonly string[]) => ids.map((Id) => ({ Id, MessageBody: `body ${Id}` }));
  const sendBatch = async (url: string, list: { Id: string; MessageBody: string }[]) =>
    queues.client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: list }));

  it('sends, hides and deletes its entries; a bad one fails alone', async () => {
    const url = await queues.create('batch');
    const sent = await sendBatch(url, [...entries(['a', 'b', 'c']), { Id: 'bad', MessageBody: '\u0000' }]);
    expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['a', 'b', 'c']);
    expect(sent.Failed).toMatchObject([{ Id: 'bad', Code: 'InvalidMessageContents', SenderFault: true }]);
    const messages = await queues.receive(url);
    expect(messages.map(({ Body }) => Body).sort()).toEqual(['body a', 'body b', 'body c']);
    const handles = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    const hidden = await queues.client.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: url,
        Entries: handles.map((handle) => ({ ...handle, VisibilityTimeout: 100 })),
      }),
    );
    expect(hidden.Successful).toHaveLength(3);
    const deleted = await queues.client.send(
      new DeleteMessageBatchCommand({ QueueUrl: url, Entries: [...handles, { Id: 'x', ReceiptHandle: 'bogus' }] }),
    );
    expect(deleted.Successful).toHaveLength(3);
    expect(deleted.Failed).toMatchObject([{ Id: 'x', Code: 'ReceiptHandleIsInvalid' }]);
    expect(await queues.attribute(url, 'ApproximateNumberOfMessagesNotVisible')).toBe('0');
  });

  it.each([
    ['nothing', [], 'EmptyBatchRequest'],
    ['11 entries', entries(Array.from({ length: 11 }, (_, index) => String(index))), 'TooManyEntriesInBatchRequest'],
    ['an id twice', entries(['a', 'a']), 'BatchEntryIdsNotDistinct'],
    ['a malformed id', entries(['a b']), 'InvalidBatchEntryId'],
    [
      'more than 1 MiB in all',
      ['a', 'b'].map((Id) => ({ Id, MessageBody: 'x'.repeat(600_000) })),
      'BatchRequestTooLong',
    ],
  ])('of %s is refused whole', async (_what, list, name) => {
    const url = await queues.create('batch-refused');
    await expect(sendBatch(url, list)).rejects.toMatchObject({ name });
    expect(await queues.attribute(url, 'ApproximateNumberOfMessages')).toBe('0');
  });
});

it('a purge empties the queue, once a minute', async () => {
  const url = await queues.create('purged');
  await queues.send(url, 'a');
  await queues.send(url, 'b');
  await queues.receive(url, { MaxNumberOfMessages: 1 });
  await queues.client.send(new PurgeQueueCommand({ QueueUrl: url }));
  expect(await queues.attribute(url, 'ApproximateNumberOfMessages')).toBe('0');
  expect(await queues.attribute(url, 'ApproximateNumberOfMessagesNotVisible')).toBe('0');
  await expect(queues.client.send(new PurgeQueueCommand({ QueueUrl: url }))).rejects.toMatchObject({
    name: 'PurgeQueueInProgress',
  });
});
