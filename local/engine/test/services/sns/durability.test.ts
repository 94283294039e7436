import { expect, it } from 'vitest';
import { until } from '../../../src/testing/engine.ts';
import { openFolder } from '../child-folder.ts';
import { createTopicClient } from './topic-client.ts';

it('what was accepted before a kill -9 is delivered, after the restart if need be', async ({ onTestFinished }) => {
  const { engine, restart } = await openFolder(onTestFinished);
  let topics = createTopicClient(engine.awsOrigin);
  const topic = await topics.create('events');
  const url = await topics.openQueue('events', topic);
  await topics.subscribe(topic, 'events', { RawMessageDelivery: 'true' });
  const accepted: string[] = [];
  const publisher = async (name: number): Promise<void> => {
    for (let index = 0; ; index += 1) {
      await topics.publish(topic, `${name}-${index}`);
      accepted.push(`${name}-${index}`);
    }
  };
  const publishers = Promise.allSettled([0, 1, 2, 3, 4, 5, 6, 7].map(publisher));
  await until('some are accepted', () => accepted.length >= 200);
  await engine.kill();
  await publishers;

  topics = createTopicClient((await restart()).awsOrigin);
  const found = new Set<string>();
  await until('all that was accepted has arrived', async () => {
    for (const { Body = '' } of await topics.queues.receive(url, { WaitTimeSeconds: 1 })) found.add(Body);
    return accepted.every((message) => found.has(message));
  });
  // The topic and the subscription are still there.
  await topics.publish(topic, 'afterwards');
  const [message] = await topics.queues.receive(url, { WaitTimeSeconds: 10 });
  expect(message?.Body).toBe('afterwards');
});
