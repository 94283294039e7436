import { AwsError, type Interceptor } from 'local-aws';
import { inboxOf, until } from 'local-aws/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { activitySchema } from '../../lambdas/core/contract/activity.ts';
import { type BulkItem, type BulkProgress, bulkProgressSchema } from '../../lambdas/core/contract/bulk.ts';
import { hurriedClock } from '../helpers/hurried-clock.ts';
import { type Shop, startShop } from '../helpers/shop.ts';
import { failingTask, laptop, staffOf } from '../integration/support/staff.ts';

/** Where the function that acts on one order of many dies: at the nth call of an operation. */
interface Death {
  operation: string;
  nth: number;
  /** What it called for is done by then, or not. */
  done: boolean;
}

/** As many attempts as the SDK makes of a call. */
const ATTEMPTS = 2;

const task = failingTask();
let death: Death | undefined;
const seen = { calls: 0, dead: 0 };

const dying: Interceptor = ({ operation, caller }) => {
  if (death?.operation !== operation || caller.kind !== 'role' || !caller.roleArn.includes('BulkItem')) return;
  seen.calls += 1;
  if (seen.calls < death.nth || seen.calls >= death.nth + ATTEMPTS) return;
  seen.dead += 1;
  const die = (): never => {
    throw new AwsError('InternalServerError', 'injected: it dies here', 500);
  };
  if (!death.done) die();
  return die;
};

let shop: Shop;
let staff: Awaited<ReturnType<typeof staffOf>>;

beforeAll(async () => {
  shop = await startShop({
    // A bulk pauses two seconds after each order, and as long before it tries again what died.
    clock: hurriedClock(2_000, 8),
    intercept: (call) => {
      task.intercept(call);
      return dying(call);
    },
  });
  staff = await staffOf(shop);
});
afterAll(() => shop.engine.dispose());
beforeEach(() => {
  death = undefined;
  Object.assign(seen, { calls: 0, dead: 0 });
});

let made = 0;
const ended = async (action: string, item: BulkItem): Promise<BulkProgress> => {
  const id = `dies-${made++}-times`;
  expect((await staff.post('bulk', { id, action, items: [item], tryFirst: false })).status).toBe(202);
  return until(
    `${id} has ended`,
    async () => {
      const found = bulkProgressSchema.parse((await staff.get(`bulk/${id}`)).body);
      return found.status !== 'RUNNING' && !found.counts['under-way'] && !found.counts.running ? found : undefined;
    },
    60,
  );
};
const mailsAbout = async (orderId: string): Promise<number> => (await inboxOf(shop.engine).about(orderId)).length;
const endingsOf = async (orderId: string, action: string) =>
  activitySchema
    .parse((await staff.get(`activity?orderId=${orderId}`)).body)
    .entries.filter((entry) => entry.action === action)
    .map(({ outcome }) => outcome?.result);

const deathsOf = (calls: readonly (readonly [operation: string, nth: number])[]): [string, Death][] =>
  calls.flatMap(([operation, nth]) =>
    [false, true].map((done): [string, Death] => [
      `${done ? 'after' : 'before'} ${operation} ${nth}`,
      { operation, nth, done },
    ]),
  );

describe('one order of many, whose function dies', () => {
  it.each(
    deathsOf([
      ['UpdateItem', 1],
      ['Query', 1],
      ['PutItem', 1],
      ['GetItem', 1],
      ['Publish', 1],
      ['UpdateItem', 2],
      ['UpdateItem', 3],
      ['BatchGetItem', 1],
    ]),
  )(
    'is mailed once again, and told so: %s',
    async (_, at) => {
      const orderId = String((await shop.order(laptop)).body.orderId);
      await until('its mail is delivered', async () => (await shop.mail(orderId))?.outcome === 'delivered', 20);
      const second = String((await shop.mail(orderId))?.sentAt);
      await until('a second has passed', () => new Date().toISOString().slice(0, 19) > second.slice(0, 19));
      death = at;
      const { items } = await ended('resend', { orderId, occasion: 'OrderProcessed' });
      expect(items).toMatchObject([{ orderId, state: 'succeeded' }]);
      expect(seen.dead).toBe(ATTEMPTS);
      expect(await mailsAbout(orderId)).toBe(2);
      expect(await shop.mail(orderId)).toMatchObject({ times: 2, outcome: 'delivered' });
      expect(await endingsOf(orderId, 'resend-confirmation')).toContain(
        // Where only its end could not be noted, the act was done, and its note stays without one.
        at.operation === 'UpdateItem' && at.nth === 2 && !at.done ? undefined : 'done',
      );
    },
    60_000,
  );

  it.each(
    deathsOf([
      ['DescribeExecution', 1],
      ['RedriveExecution', 1],
    ]),
  )(
    'is redriven once, and told so: %s',
    async (_, at) => {
      task.fault.of = /PersistOrder/;
      const orderId = String((await shop.order(laptop)).body.orderId);
      const execution = async () => (await shop.executions()).find(({ name }) => name === orderId);
      await until('it has failed', async () => (await execution())?.status === 'FAILED', 20);
      task.fault.of = undefined;
      death = at;
      const { items } = await ended('redrive', { orderId, redriveCount: 0 });
      expect(items).toMatchObject([{ orderId, state: 'succeeded' }]);
      expect(seen.dead).toBe(ATTEMPTS);
      expect(await execution()).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
      await until('it is mailed', async () => (await mailsAbout(orderId)) > 0, 20);
      expect(await mailsAbout(orderId)).toBe(1);
    },
    60_000,
  );
});
