import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { paginateListExecutions, SFNClient } from '@aws-sdk/client-sfn';
import { signInAs } from '../../local/sign-in-as.ts';
import type { EngineProcess } from './engine-process.ts';
import { createHttpClient } from './http-client.ts';
import { type Summary, summarize, tenth } from './statistics.ts';

/** What sending orders came to; times in milliseconds. */
export interface LoadResult {
  readonly orders: number;
  readonly ordersPerSecond: number;
  readonly accept: Summary;
  readonly acceptToProcessed: Summary;
  /** Of the first and of the last thousand (or half) that were processed. */
  readonly firstOrdersPerSecond: number;
  readonly lastOrdersPerSecond: number;
  /** Of each tenth of the orders, in the order in which they were accepted and in which they ended. */
  readonly acceptedPerSecondByTenth: readonly number[];
  readonly endedPerSecondByTenth: readonly number[];
  readonly unitsPerOrder: Readonly<Record<string, number>>;
}

const body = JSON.stringify({ customerName: 'John Doe', product: 'Laptop', quantity: 1 });
const GIVE_UP_AFTER_MS = 15 * 60_000;

/** How orders are sent. */
export interface Load {
  readonly orders: number;
  /** Each of them waits for its answer before its next order. */
  readonly clients: number;
  /** An order is sent only when the one before it has ended (the idle case), or when what became of its mail is noted, too. */
  readonly pause?: 'until ended' | 'until noted';
  /** No more than so many orders are sent a second, at even distances; without it as many as the clients can. */
  readonly perSecond?: number;
}

/** Sends orders from concurrent clients and waits until all are Processed. */
export const sendOrders = async (
  engine: EngineProcess,
  { orders, clients, pause, perSecond = Number.POSITIVE_INFINITY }: Load,
): Promise<LoadResult> => {
  const { running } = engine;
  const http = createHttpClient(clients);
  const token = await signInAs(running, 'shopper@example.com');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const acceptedAt = new Map<string, number>();
  const acceptTimes: number[] = [];
  const before = await engine.status();
  const baseline = ended(before.usage);
  const startedAt = Date.now();

  let next = 0;
  const client = async (): Promise<void> => {
    while (next < orders) {
      const turnAt = startedAt + (next * 1000) / perSecond;
      next += 1;
      if (turnAt > Date.now()) await sleep(turnAt - Date.now());
      const sentAt = performance.now();
      const answer = await http.send('POST', `${running.outputs.ApiUrl}orders`, headers, body);
      acceptTimes.push(performance.now() - sentAt);
      if (answer.status !== 202) throw new Error(`an order was answered ${answer.status}: ${answer.body}`);
      acceptedAt.set((JSON.parse(answer.body) as { orderId: string }).orderId, Date.now());
      if (pause) await untilEnded(engine, baseline + acceptedAt.size, 5);
      if (pause === 'until noted') await untilNoted(engine, told(before.usage) + acceptedAt.size);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  await untilEnded(engine, baseline + orders, 200);
  // Mails come after the end, and what became of them after that; what they cost belongs to their orders.
  await untilCounted(engine, mailed, mailed(before.usage) + orders, 200);
  await untilNoted(engine, told(before.usage) + orders);
  const after = await engine.status();
  http.close();

  const endedAt = await endTimes(engine, acceptedAt);
  await checkRecords(engine, acceptedAt);
  const ends = [...endedAt.values()].sort((a, b) => a - b);
  const part = Math.min(1000, Math.floor(orders / 2));
  return {
    orders,
    ordersPerSecond: tenth((orders * 1000) / ((ends.at(-1) ?? 0) - startedAt)),
    accept: summarize(acceptTimes),
    acceptToProcessed: summarize([...endedAt].map(([orderId, end]) => end - (acceptedAt.get(orderId) ?? Number.NaN))),
    firstOrdersPerSecond: rate(ends.slice(0, part)),
    lastOrdersPerSecond: rate(ends.slice(-part)),
    acceptedPerSecondByTenth: byTenth([...acceptedAt.values()]),
    endedPerSecondByTenth: byTenth(ends),
    unitsPerOrder: perOrder(before.usage, after.usage, orders),
  };
};

const rate = (ends: readonly number[]): number =>
  tenth(((ends.length - 1) * 1000) / ((ends.at(-1) ?? 0) - (ends[0] ?? 0)));

const byTenth = (moments: readonly number[]): number[] => {
  const tenthOf = Math.ceil(moments.length / 10);
  return Array.from({ length: 10 }, (_, index) => rate(moments.slice(index * tenthOf, (index + 1) * tenthOf)));
};

/** Every execution of the happy path publishes once, at its very end. */
const ended = (usage: Readonly<Record<string, number>>): number => usage['sns:Publish'] ?? 0;

const mailed = (usage: Readonly<Record<string, number>>): number => usage['ses.recipient'] ?? 0;

/** What SES told of mails, to the queue from which it is noted. */
const told = (usage: Readonly<Record<string, number>>): number => usage['events.delivery'] ?? 0;

/** Longer than a consumer waits for more of a batch. */
const QUIET_MS = 3000;

/** Until SES told of so many mails and, as no function is called any more, that was noted. */
const untilNoted = async (engine: EngineProcess, count: number): Promise<void> => {
  await untilCounted(engine, told, count, 200);
  let before: number | undefined;
  for (;;) {
    const { usage } = await engine.status();
    const calls = usage['lambda.invocation'] ?? 0;
    if (calls === before) return;
    before = calls;
    await sleep(QUIET_MS);
  }
};

const untilEnded = (engine: EngineProcess, count: number, everyMs: number): Promise<void> =>
  untilCounted(engine, ended, count, everyMs);

const untilCounted = async (
  engine: EngineProcess,
  counted: (usage: Readonly<Record<string, number>>) => number,
  count: number,
  everyMs: number,
): Promise<void> => {
  const deadline = Date.now() + GIVE_UP_AFTER_MS;
  while (counted((await engine.status()).usage) < count) {
    if (Date.now() > deadline)
      throw new Error(`not all orders were processed within ${GIVE_UP_AFTER_MS / 60_000} minutes`);
    await sleep(everyMs);
  }
};

const settings = ({ running }: EngineProcess) => ({
  endpoint: running.awsOrigin.replace('localhost', '127.0.0.1'),
  region: 'us-east-1',
  credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
});

/** When the execution of each order ended; waits until the last has. */
const endTimes = async (engine: EngineProcess, wanted: ReadonlyMap<string, number>): Promise<Map<string, number>> => {
  const client = new SFNClient(settings(engine));
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = new Map<string, number>();
    const input = {
      stateMachineArn: engine.running.outputs.StateMachineArn,
      statusFilter: 'SUCCEEDED' as const,
      maxResults: 1000,
    };
    for await (const { executions = [] } of paginateListExecutions({ client }, input)) {
      for (const { name, stopDate } of executions)
        if (name && stopDate && wanted.has(name)) found.set(name, stopDate.getTime());
    }
    if (found.size === wanted.size) return found;
    if (Date.now() > deadline) throw new Error(`${wanted.size - found.size} executions did not succeed`);
    await sleep(100);
  }
};

const checkRecords = async (engine: EngineProcess, wanted: ReadonlyMap<string, number>): Promise<void> => {
  const client = new DynamoDBClient(settings(engine));
  let processed = 0;
  for await (const { Items = [] } of paginateScan({ client }, { TableName: engine.running.outputs.OrdersTableName })) {
    processed += Items.filter(
      ({ orderId, status }) => wanted.has(orderId?.S ?? '') && status?.S === 'Processed',
    ).length;
  }
  if (processed !== wanted.size)
    throw new Error(`${wanted.size} orders were accepted, ${processed} records are Processed`);
};

/** What AWS would bill, per order; SQS bills each call, receives that find nothing included. */
const perOrder = (
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
  orders: number,
): Record<string, number> => {
  const used = (matches: (unit: string) => boolean): number => {
    const names = Object.keys(after).filter(matches);
    const total = names.reduce((sum, name) => sum + (after[name] ?? 0) - (before[name] ?? 0), 0);
    return Math.round((total * 1000) / orders) / 1000;
  };
  return {
    stateTransitions: used((unit) => unit === 'states.transition'),
    lambdaInvocations: used((unit) => unit === 'lambda.invocation'),
    sqsRequests: used((unit) => unit.startsWith('sqs:')),
    dynamodbWriteUnits: used((unit) => unit === 'dynamodb.wru'),
    dynamodbReadUnits: used((unit) => unit === 'dynamodb.rru'),
    snsPublishes: used((unit) => unit === 'sns:Publish'),
    pipeRequests: used((unit) => unit === 'pipes.request'),
    mails: used((unit) => unit === 'ses.recipient'),
  };
};
