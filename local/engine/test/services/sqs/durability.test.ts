import { ListMessageMoveTasksCommand, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import { until } from '../../../src/testing/engine.ts';
import { openFolder } from '../child-folder.ts';
import { createQueueClient, queueArn, redriveTo } from './queue-client.ts';

it.concurrent('a kill -9 under load loses no accepted message and returns none in flight before its time', async ({
  onTestFinished,
}) => {
  const { engine, restart } = await openFolder(onTestFinished);
  let queues = createQueueClient(engine.awsOrigin);
  const url = await queues.create('orders', { VisibilityTimeout: '600' });
  await queues.send(url, 'in flight');
  const [inFlight] = await queues.receive(url);
  const accepted: string[] = [];
  const sender = async (name: number): Promise<void> => {
    for (let index = 0; ; index += 1) {
      await queues.send(url, `${name}-${index}`);
      accepted.push(`${name}-${index}`);
    }
  };
  const senders = Promise.allSettled([0, 1, 2, 3].map(sender));
  await until('some are accepted', () => accepted.length >= 100);
  await engine.kill();
  await senders;

  queues = createQueueClient((await restart()).awsOrigin);
  // The URL of the first process names its port; the queue is found by its name.
  const found = new Set<string>();
  for (let messages = await queues.receive(url); messages.length > 0; messages = await queues.receive(url)) {
    for (const { Body = '' } of messages) {
      expect(found.has(Body)).toBe(false);
      found.add(Body);
    }
  }
  expect(accepted.filter((body) => !found.has(body))).toEqual([]);
  expect(found.has('in flight')).toBe(false);
  expect(inFlight?.Body).toBe('in flight');
  await queues.remove(url, inFlight ?? {});
  expect(await queues.attribute(url, 'ApproximateNumberOfMessagesNotVisible')).toBe(String(found.size));
});

it.concurrent('a move task that a kill -9 interrupts goes on, and moves each message once', async ({
  onTestFinished,
}) => {
  const { engine, restart } = await openFolder(onTestFinished);
  let queues = createQueueClient(engine.awsOrigin);
  await queues.create('dlq');
  const url = await queues.create('source', { RedrivePolicy: redriveTo('dlq', 1) });
  for (let index = 0; index < 20; index += 1) await queues.send(url, String(index));
  for (let received = 0; received < 20; ) received += (await queues.receive(url, { VisibilityTimeout: 0 })).length;
  await until('all are dead letters', async () => {
    await queues.receive(url);
    return (await queues.attribute(url.replace(/source$/, 'dlq'), 'ApproximateNumberOfMessages')) === '20';
  });
  const SourceArn = queueArn('dlq');
  await queues.client.send(new StartMessageMoveTaskCommand({ SourceArn, MaxNumberOfMessagesPerSecond: 10 }));
  const task = async () =>
    (await queues.client.send(new ListMessageMoveTasksCommand({ SourceArn }))).Results?.[0] ?? {};
  await until('some are moved', async () => ((await task()).ApproximateNumberOfMessagesMoved ?? 0) >= 3);
  await engine.kill();

  queues = createQueueClient((await restart()).awsOrigin);
  await until('the move has ended', async () => (await task()).Status === 'COMPLETED');
  expect((await task()).ApproximateNumberOfMessagesMoved).toBe(20);
  expect(await queues.attribute(url, 'ApproximateNumberOfMessages')).toBe('20');
});
