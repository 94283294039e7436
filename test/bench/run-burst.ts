import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Quotas, type RunningEngine, startEngine } from 'local-aws';
import { readyMadePeople } from '../../local/people.ts';
import { seedPeople } from '../../local/seed-people.ts';
import { signInAs } from '../../local/sign-in-as.ts';
import { removeDataDir, temporaryDataDir } from './engine-process.ts';
import { countOutcomes, type Outcomes } from './outcomes.ts';
import { type Arrivals, sendShoppers } from './shoppers.ts';
import { tenth } from './statistics.ts';
import { stockUp } from './stock-up.ts';

/** A burst of orders on an engine that is held to quotas. */
export interface Burst {
  readonly name: string;
  readonly assembly: string;
  readonly quotas: Quotas;
  readonly arrivals: Arrivals;
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
  /** Most messages in the queue at once, in flight or waiting. */
  readonly peakBacklog: number;
}

const GIVE_UP_AFTER_MS = 20 * 60_000;

/** Runs one burst to its end on a fresh engine; throws when an order is lost, doubled or dead-lettered. */
export const runBurst = async ({ name, assembly, quotas, arrivals }: Burst): Promise<BurstResult> => {
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
    const token = await signInAs(running, 'shopper@example.com');
    const staff = await signInAs(running, 'support@example.com');
    await stockUp(engine.outputs.ApiUrl ?? '', staff, 'Laptop', arrivals.orders);
    const startedAt = Date.now();
    const since = (): number => tenth((Date.now() - startedAt) / 1000);
    const backlog = watchBacklog(engine);
    const sent = await sendShoppers(engine.outputs.ApiUrl ?? '', token, arrivals);
    const acceptedAfter = since();
    await untilDecided(engine, arrivals.orders);
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
      ...(await countOutcomes(engine, sent.orderIds)),
    };
  } finally {
    await engine.stop();
    removeDataDir(dataDir);
  }
};

const settings = ({ awsOrigin }: RunningEngine) => ({
  endpoint: awsOrigin.replace('localhost', '127.0.0.1'),
  region: 'us-east-1',
  credentials: { accessKeyId: 'burst', secretAccessKey: 'burst' },
});

/** Every execution announces its order once, at its end. */
const untilDecided = async (engine: RunningEngine, orders: number): Promise<void> => {
  const deadline = Date.now() + GIVE_UP_AFTER_MS;
  while ((engine.usage()['sns:Publish'] ?? 0) < orders) {
    if (Date.now() > deadline) throw new Error(`not every order was decided within ${GIVE_UP_AFTER_MS / 60_000} min`);
    await new Promise((wake) => setTimeout(wake, 100));
  }
};

const watchBacklog = (engine: RunningEngine): { stop(): number } => {
  const client = new SQSClient(settings(engine));
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
