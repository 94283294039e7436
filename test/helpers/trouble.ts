import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, SendMessageCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { until } from 'local-aws/testing';
import { executionArnOf } from '../../lambdas/adapters/execution-arn.ts';
import { seedPeople } from '../../local/seed-people.ts';
import type { Cause, Causes } from './causes.ts';
import { aMessage, anOrderId } from './factories.ts';
import { LARGE_LINES } from './large-order.ts';
import { type Account, outputOf, type Shop } from './shop.ts';

/** How much trouble of each kind. */
export const ALL_TROUBLE = {
  grantIsGone: 150,
  tableIsGone: 100,
  topicIsClosed: 50,
  stopped: 20,
  deadLetters: 40,
  poison: 10,
  bounced: 30,
  reviews: 15,
  late: 5,
};

/** The orders of each kind. */
export type TroubledOrders = Readonly<Record<Exclude<keyof typeof ALL_TROUBLE, 'poison'>, readonly string[]>>;

/** So many customers order at the same time. */
const AT_ONCE = 12;

/** A message is given up after one try within seconds, in place of twenty within an hour: at the queue, the product keeps its own. */
const SHORT_WAITS = { VisibilityTimeout: '1', maxReceiveCount: 1 };

/** Whose mailbox is gone: mails to it bounce (https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html). */
const BOUNCING = { email: 'bounce@simulator.amazonses.com', password: 'Bounce-local-1', name: 'Bo Bounce', groups: [] };

const minutesAgo = (minutes: number): string =>
  `${new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19)}Z`;

/** Makes trouble of every kind through the API and the queues of a shop, by causes outside the product. All of it is there when this
 * resolves, and lasts until the causes are mended. */
export const makeTrouble = async (shop: Shop, causes: Causes, sizes = ALL_TROUBLE): Promise<TroubledOrders> => {
  const { engine, clients, order } = shop;
  const small = (index: number) => ({
    customerName: 'Sam Shopper',
    items: [{ product: index % 2 === 0 ? 'Mouse' : 'Cable', quantity: 1 + (index % 3) }],
  });

  const place = async (count: number, body: (index: number) => unknown, account?: Account): Promise<string[]> => {
    const orderIds: string[] = [];
    let next = 0;
    const customer = async (): Promise<void> => {
      while (next < count) {
        const index = next++;
        const answer = await order(body(index), {}, account);
        if (answer.status !== 202) throw new Error(`an order was answered ${answer.status}`);
        orderIds[index] = String(answer.body.orderId);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, customer));
    return orderIds;
  };

  const statuses = async (): Promise<Map<string, string>> =>
    new Map((await shop.executions()).map(({ name = '', status = '' }) => [name, status]));
  const haveStatus = (orderIds: readonly string[], status: string) =>
    until(
      `all of ${orderIds.length} executions are ${status}`,
      async () => {
        const found = await statuses();
        return orderIds.every((orderId) => found.get(orderId) === status);
      },
      60,
    );

  const failing = async (cause: Cause, count: number): Promise<string[]> => {
    cause.spread();
    const orderIds = await place(count, small);
    await haveStatus(orderIds, 'FAILED');
    cause.settle();
    return orderIds;
  };

  const stopped = async (): Promise<string[]> => {
    causes.throttled.spread();
    const orderIds = await place(sizes.stopped, small);
    await haveStatus(orderIds, 'RUNNING');
    const stateMachineArn = outputOf(engine, 'StateMachineArn');
    for (const orderId of orderIds) {
      const executionArn = executionArnOf(stateMachineArn, orderId);
      await clients.workflow.send(new StopExecutionCommand({ executionArn, cause: 'It looked stuck.' }));
    }
    causes.throttled.mend();
    return orderIds;
  };

  const QueueUrl = outputOf(engine, 'OrderQueueUrl');
  const withShortWaits = async <T>(work: () => Promise<T>): Promise<T> => {
    const get = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout', 'RedrivePolicy'] });
    const { VisibilityTimeout = '', RedrivePolicy = '' } = (await clients.queues.send(get)).Attributes ?? {};
    const set = (Attributes: Record<string, string>) =>
      clients.queues.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    const { maxReceiveCount } = SHORT_WAITS;
    await set({
      VisibilityTimeout: SHORT_WAITS.VisibilityTimeout,
      RedrivePolicy: JSON.stringify({ ...JSON.parse(RedrivePolicy), maxReceiveCount }),
    });
    const result = await work();
    await set({ VisibilityTimeout, RedrivePolicy });
    return result;
  };

  const inDeadLetters = async (): Promise<number> => {
    const url = outputOf(engine, 'OrderDeadLetterQueueUrl');
    const get = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] });
    return Number((await clients.queues.send(get)).Attributes?.ApproximateNumberOfMessages);
  };
  /** Has the pipe stand still meanwhile, so that it takes what gathers in few batches: it takes its time after each that fails. */
  const whilePipeStands = async <T>(work: () => Promise<T>): Promise<T> => {
    const { Pipes } = await engine.call<{ Pipes: { Name: string }[] }>('pipes', 'ListPipes', {});
    const each = (operation: string) => Promise.all(Pipes.map(({ Name }) => engine.call('pipes', operation, { Name })));
    await each('StopPipe');
    const result = await work();
    await each('StartPipe');
    return result;
  };
  const deadLetters = () =>
    withShortWaits(async () => {
      const orderIds = await whilePipeStands(async () => {
        for (let index = 0; index < sizes.poison; index += 1) {
          await clients.queues.send(new SendMessageCommand({ QueueUrl, MessageBody: `no order ${index}` }));
        }
        return place(sizes.deadLetters, small);
      });
      const count = sizes.deadLetters + sizes.poison;
      await until(`${count} dead letters are there`, async () => (await inDeadLetters()) === count, 60);
      return orderIds;
    });

  /** As accepted ten minutes ago, and taken from the queue only now; the next try is minutes away. */
  const late = async (): Promise<string[]> => {
    const orderIds = Array.from({ length: sizes.late }, (_, index) => anOrderId(`late ${index}`));
    for (const [index, orderId] of orderIds.entries()) {
      const message = aMessage({ orderId, timestamp: minutesAgo(10 + index), items: small(index).items });
      await clients.queues.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
    }
    await until('none could be started', () => orderIds.every((orderId) => causes.startIsRefused.hit.has(orderId)));
    return orderIds;
  };

  const bounced = async (): Promise<string[]> => {
    await seedPeople(engine, outputOf(engine, 'UserPoolId'), [BOUNCING]);
    const orderIds = await place(sizes.bounced, small, BOUNCING);
    const isBounced = async (orderId: string): Promise<boolean> => (await shop.mail(orderId))?.outcome === 'bounced';
    for (const orderId of orderIds) await until(`the mail of ${orderId} bounced`, () => isBounced(orderId), 30);
    return orderIds;
  };

  const reviews = async (): Promise<string[]> => {
    const orderIds = await place(sizes.reviews, () => ({ customerName: 'Rae Review', items: LARGE_LINES }));
    for (const orderId of orderIds) {
      await until(`${orderId} waits`, async () => (await shop.record(orderId))?.status === 'UnderReview', 30);
    }
    return orderIds;
  };

  const made = {
    reviews: await reviews(),
    bounced: await bounced(),
    grantIsGone: await failing(causes.grantIsGone, sizes.grantIsGone),
    tableIsGone: await failing(causes.tableIsGone, sizes.tableIsGone),
    topicIsClosed: await failing(causes.topicIsClosed, sizes.topicIsClosed),
    stopped: await stopped(),
  };
  causes.startIsRefused.spread();
  const unstarted = { deadLetters: await deadLetters(), late: await late() };
  causes.startIsRefused.settle();
  return { ...made, ...unstarted };
};
