import { type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings, startTestEngine, until } from '../../../src/testing/engine.ts';
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

describe('long polling', () => {
  it('answers as soon as a message arrives', async () => {
    const url = await queues.create('woken');
    const polls = engine.usage()['sqs:ReceiveMessage'] ?? 0;
    const waiting = queues.receive(url, { WaitTimeSeconds: 20 });
    await until('the poll waits', () => (engine.usage()['sqs:ReceiveMessage'] ?? 0) > polls);
    const sentAt = performance.now();
    await queues.send(url, 'm');
    expect(only(await waiting).Body).toBe('m');
    expect(performance.now() - sentAt).toBeLessThan(1000);
  });

  it('hands no message to a client that has gone', async () => {
    const url = await queues.create('deserted');
    const gone = new AbortController();
    const before = engine.usage()['sqs:ReceiveMessage'] ?? 0;
    const poll = queues.client.send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 20 }), {
      abortSignal: gone.signal,
    });
    const failed = expect(poll).rejects.toThrow(/abort/i);
    await until('the poll waits', () => (engine.usage()['sqs:ReceiveMessage'] ?? 0) > before);
    gone.abort();
    await failed;
    // A later connection's answer shows that the engine has seen the earlier one close.
    expect(await queues.receive(url, { WaitTimeSeconds: 1 })).toEqual([]);
    await queues.send(url, 'm');
    const message = only(await queues.receive(url, { WaitTimeSeconds: 2 }));
    expect(message.Attributes?.ApproximateReceiveCount).toBe('1');
  });

  it("takes the queue's own wait where the request names none, and 0 overrides it", async () => {
    const url = await queues.create('patient', { ReceiveMessageWaitTimeSeconds: '1' });
    const started = performance.now();
    expect(await queues.receive(url)).toEqual([]);
    expect(performance.now() - started).toBeGreaterThan(950);
    const again = performance.now();
    expect(await queues.receive(url, { WaitTimeSeconds: 0 })).toEqual([]);
    expect(performance.now() - again).toBeLessThan(500);
  });

  it('gives each message to one of many receivers', async () => {
    const url = await queues.create('contended', { VisibilityTimeout: '60' });
    const total = 300;
    const bodies: string[] = [];
    const receiver = async (): Promise<void> => {
      while (bodies.length < total) {
        const messages = await queues.receive(url, { WaitTimeSeconds: 1, MaxNumberOfMessages: 3 });
        for (const message of messages) bodies.push(message.Body ?? '');
      }
    };
    const receivers = Array.from({ length: 8 }, receiver);
    await Promise.all(Array.from({ length: total }, (_, index) => queues.send(url, String(index))));
    await Promise.all(receivers);
    expect(new Set(bodies).size).toBe(total);
    expect(bodies).toHaveLength(total);
  });
});
