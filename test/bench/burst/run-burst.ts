import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Quotas, type RunningEngine, startEngine } from 'local-aws';
import { readyMadePeople } from '../../../local/people.ts';
import { seedPeople } from '../../../local/seed-people.ts';
import { removeDataDir, temporaryDataDir } from '../engine-process.ts';
import { tenth } from '../statistics.ts';
import { createTokens } from '../tokens.ts';
import { countOutcomes, type Outcomes } from './outcomes.ts';
import { type Scenario, settingsOf } from './scenario.ts';
import { type Arrivals, sendShoppers } from './shoppers.ts';

/** A burst of orders on an engine that is held to quotas. */
export interface Burst {
  readonly name: string;
  readonly assembly: string;
  readonly quotas: Quotas;
  readonly arrivals: Arrivals;
  readonly scenario: Scenario;
}

/** What became of a burst; times in seconds. */
export interface BurstResult extends Outcomes {
  readonly name: string;
  readonly offeredPerSecond: number;
  readonly arrivalSeconds: number;
  /** Requests of which the API answered 429. */
  readonly turnedAway: number;
  /** Until the last shopper had an accepted order. */
  readonly acceptedAfter: number;
  /** From the first request to the last order decided. */
  readonly drainedAfter: number;
  readonly decidedPerSecond: number;
  readonly startsThrottled: number;
  readonly tasksDelayed: number;
  /** Messages that process-order gave back to the queue because it had no time left. */
  readonly givenBack: number;
  /** Units of products that are neither in stock nor sold, or both. */
  readonly unaccounted: number;
  /** Most messages in the queue at once, in flight or waiting. */
  readonly peakBacklog: number;
}

/** Runs one burst to its end on a fresh engine. */
export const runBurst = async ({ name, assembly, quotas, arrivals, scenario }: Burst): Promise<BurstResult> => {
  const dataDir = temporaryDataDir();
  let givenBack = 0;
  const engine = await startEngine({
    assembly,
    dataDir,
    port: 0,
    awsPort: 0,
    quotas,
    onLog: (_source, line) => {
      if (line.includes('goes back to the queue')) givenBack += 1;
    },
  });
  try {
    const { UserPoolId = '' } = engine.outputs;
    await seedPeople(engine, UserPoolId, readyMadePeople);
    const running = { pid: 0, ...engine, outputs: { ...engine.outputs } };
    const shop = { engine, tokenOf: createTokens(running) };
    await scenario.prepare(shop);
    const startedAt = Date.now();
    const since = (): number => tenth((Date.now() - startedAt) / 1000);
    const backlog = watchBacklog(engine);
    const sent = await sendShoppers(shop, arrivals, scenario.bodyOf);
    const acceptedAfter = since();
    await scenario.untilSettled(shop, sent.orderIds);
    const drainedAfter = since();
    const peakBacklog = backlog.stop();
    const usage = engine.usage();
    return {
      name,
      offeredPerSecond: arrivals.perSecond,
      arrivalSeconds: tenth(arrivals.orders / arrivals.perSecond),
      turnedAway: sent.turnedAway,
      acceptedAfter,
      drainedAfter,
      decidedPerSecond: tenth(arrivals.orders / drainedAfter),
      startsThrottled: usage['states.throttled'] ?? 0,
      tasksDelayed: usage['states.delayed'] ?? 0,
      givenBack,
      peakBacklog,
      ...(await countOutcomes(engine, sent.orderIds, scenario.ends)),
      unaccounted: await scenario.unaccounted(shop),
    };
  } finally {
    await engine.stop();
    removeDataDir(dataDir);
  }
};

const watchBacklog = (engine: RunningEngine): { stop(): number } => {
  const client = new SQSClient(settingsOf(engine));
  let peak = 0;
  const look = async (): Promise<void> => {
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl: engine.outputs.OrderQueueUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    peak = Math.max(
      peak,
      Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0),
    );
  };
  const timer = setInterval(() => void look().catch(() => {}), 500);
  return {
    stop: () => {
      clearInterval(timer);
      client.destroy();
      return peak;
    },
  };
};
