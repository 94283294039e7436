import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../src/kit/clock.ts';
import { createPace, DEFAULT_PACING } from '../src/kit/sqs-source/pacing.ts';
import { createManualClock } from '../src/testing/clock.ts';
import { clientSettings, startTestEngine, until } from '../src/testing/engine.ts';
import { createQueueClient, queueArn } from './services/sqs/queue-client.ts';

const HOUR_MS = 3_600_000;

describe('when the wall clock steps back an hour', () => {
  let engine: Awaited<ReturnType<typeof startTestEngine>>;
  let queues: ReturnType<typeof createQueueClient>;
  let steppedMs = 0;
  beforeAll(async () => {
    engine = await startTestEngine({ clock: { ...systemClock, now: () => systemClock.now() + steppedMs } });
    queues = createQueueClient(clientSettings(engine).endpoint);
  });
  afterAll(() => engine.dispose());

  it('a message that was visible still is', async () => {
    const queue = await queues.create('visible');
    await queues.send(queue, 'sent before');
    steppedMs -= HOUR_MS;
    expect((await queues.receive(queue)).map(({ Body }) => Body)).toEqual(['sent before']);
  });

  it('a message that was received is visible again after its timeout, and a long poll gets it', async () => {
    const queue = await queues.create('hidden');
    await queues.send(queue, 'received before');
    expect(await queues.receive(queue, { VisibilityTimeout: 1 })).toHaveLength(1);
    steppedMs -= HOUR_MS;
    expect(await queues.receive(queue, { WaitTimeSeconds: 5 })).toHaveLength(1);
  });

  it('a long poll ends in its time', async () => {
    const queue = await queues.create('empty');
    const began = systemClock.monotonic();
    const waiting = queues.receive(queue, { WaitTimeSeconds: 1 });
    steppedMs -= HOUR_MS;
    expect(await waiting).toEqual([]);
    expect(systemClock.monotonic() - began).toBeLessThan(4000);
  });

  it('what a topic owes is delivered', async () => {
    const queue = await queues.create('subscribed');
    const { TopicArn } = await engine.call<{ TopicArn: string }>('sns', 'CreateTopic', { Name: 'topic' });
    const policy = {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: queueArn('subscribed') },
    };
    const Attributes = { Policy: JSON.stringify(policy) };
    await engine.call('sqs', 'SetQueueAttributes', { QueueUrl: queue, Attributes });
    await engine.call('sns', 'Subscribe', { TopicArn, Protocol: 'sqs', Endpoint: queueArn('subscribed') });
    await engine.call('sns', 'Publish', { TopicArn, Message: 'm' });
    steppedMs -= HOUR_MS;
    await until('it is delivered', async () => (await queues.receive(queue)).length === 1, 5);
  });

  it("a poller's pace goes on", async () => {
    const clock = createManualClock();
    const pace = createPace(DEFAULT_PACING, clock);
    pace.begin(false)(true);
    clock.step(-HOUR_MS);
    let ready = false;
    void pace.ready(new AbortController().signal).then(() => {
      ready = true;
    });
    await clock.advance(DEFAULT_PACING.betweenBatchesMs - 1);
    expect(ready).toBe(false);
    await clock.advance(1);
    expect(ready).toBe(true);
  });
});
