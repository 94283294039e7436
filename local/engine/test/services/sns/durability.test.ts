import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ChildEngine, startChildEngine } from '../../../src/testing/child-engine.ts';
import { until } from '../../../src/testing/engine.ts';
import { createTopicClient } from './topic-client.ts';

let dataDir: string;
let engine: ChildEngine;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'engine-'));
  engine = await startChildEngine(dataDir);
});
afterEach(async () => {
  await engine.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

it('what was accepted before a kill -9 is delivered, after the restart if need be', async () => {
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

  engine = await startChildEngine(dataDir);
  topics = createTopicClient(engine.awsOrigin);
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
