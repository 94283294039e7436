import { PutSuppressedDestinationCommand } from '@aws-sdk/client-sesv2';
import { AwsError, type Interceptor } from 'local-aws';
import { until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activitySchema } from '../../../lambdas/core/contract/activity.ts';
import { mailTroublesSchema } from '../../../lambdas/core/contract/attention.ts';
import { bulkProgressSchema } from '../../../lambdas/core/contract/bulk.ts';
import { MASKED } from '../../../lambdas/core/contract/masked.ts';
import { anOrderId, aProcessedRecord } from '../../helpers/factories.ts';
import { type Shop, startShop, support, viewer } from '../../helpers/shop.ts';
import { emailQueueOf } from '../email/email-queue.ts';
import { staffOf, store } from './staff.ts';

let shop: Shop;
let staff: Awaited<ReturnType<typeof staffOf>>;
let queue: Awaited<ReturnType<typeof emailQueueOf>>;
let fault: Interceptor | undefined;

beforeAll(async () => {
  shop = await startShop({
    intercept: (call) => {
      fault?.(call);
      return undefined;
    },
  });
  staff = await staffOf(shop);
  queue = await emailQueueOf(shop);
});
afterAll(() => shop.engine.dispose());

const BOUNCES = 'bounce@simulator.amazonses.com';
const occasion = 'OrderProcessed';
const at = (msAgo = 0): string => `${new Date(Date.now() - msAgo).toISOString().slice(0, 19)}Z`;

/** An order of someone with this address, which is decided and announced now. */
const decided = async (key: string, email: string): Promise<string> => {
  const orderId = anOrderId(key);
  await store(shop, { ...aProcessedRecord({ orderId, email, timestamp: at() }), processedAt: at() });
  await queue.send({ eventType: occasion, orderId });
  return orderId;
};
const troubles = async (problem = 'not-mailed') =>
  mailTroublesSchema.parse((await staff.get(`mails?problem=${problem}`)).body).mails;
const troubleOf = (orderId: string, problem?: string) =>
  until(`a mail about ${orderId} needs a person`, async () =>
    (await troubles(problem)).find((mail) => mail.orderId === orderId),
  );
const bounced = async (key: string) => troubleOf(await decided(key, BOUNCES));
const settle = (orderId: string, since: string, reason = 'Reached by telephone', of = occasion) =>
  staff.post(`orders/${orderId}/mails/${of}/settle`, { since, reason });
const stored = (orderId: string) => shop.mail(orderId);
const isListed = async (orderId: string, problem?: string): Promise<boolean> =>
  (await troubles(problem)).some((mail) => mail.orderId === orderId);

/** What came of a bulk that sends mails again. */
const resent = async (id: string, orderIds: readonly string[], more: object = {}) => {
  const items = orderIds.map((orderId) => ({ orderId, occasion, ...more }));
  expect(await staff.post('bulk', { id, action: 'resend', items, tryFirst: false })).toMatchObject({ status: 202 });
  return until(
    `${id} has ended`,
    async () => {
      const found = bulkProgressSchema.parse((await staff.get(`bulk/${id}`)).body);
      return found.status !== 'RUNNING' && !found.counts.running ? found : undefined;
    },
    60,
  );
};

describe('a mail that is settled', () => {
  it('leaves the list, however often that is asked, and the story tells who settled it, why and how it ended', async () => {
    const { orderId, since } = await bounced('reached by telephone');
    const before = await stored(orderId);
    expect(before).toMatchObject({ since, trouble: expect.stringContaining('Undelivered') });
    expect(await settle(orderId.toLowerCase(), since)).toMatchObject({ status: 200, body: { orderId, occasion } });
    expect(await settle(orderId, since)).toMatchObject({ status: 200, body: { orderId, occasion } });
    expect(await isListed(orderId)).toBe(false);
    const { trouble: _, since: __, ...kept } = before ?? {};
    expect(await stored(orderId)).toEqual({ ...kept, settledOf: since, settledAt: expect.any(String) });

    const acts = async (as: typeof staff) =>
      activitySchema.parse((await as.get(`activity?orderId=${orderId}`)).body).entries;
    const act = { action: 'settle-mail', by: support.email, outcome: { result: 'done' } };
    const details = { occasion, reason: 'Reached by telephone' };
    expect(await acts(staff)).toMatchObject([
      { ...act, details },
      { ...act, details },
    ]);
    const [seen] = await acts(await staffOf(shop, viewer));
    expect(seen).toMatchObject({ ...act, details: { occasion, reason: MASKED } });
  });

  it('is back once it failed anew, and only what was seen is settled', async () => {
    const { orderId, since } = await bounced('fails anew');
    await settle(orderId, since);
    await until('a second has passed', () => at() > since.slice(0, 19));
    expect((await resent('bounces-anew', [orderId])).items).toMatchObject([
      { state: 'failed-again', error: 'bounced' },
    ]);
    const again = await troubleOf(orderId);
    expect(again.since > since).toBe(true);
    expect(await settle(orderId, since)).toMatchObject({ status: 409, body: { code: 'mail-trouble-changed' } });
    expect(await isListed(orderId)).toBe(true);
    const { entries } = activitySchema.parse((await staff.get(`activity?orderId=${orderId}`)).body);
    expect(entries[0]).toMatchObject({ outcome: { result: 'refused', code: 'mail-trouble-changed' } });
    expect((await settle(orderId, again.since)).status).toBe(200);
  });

  it('that waits to be sent stays settled at its next attempts, and is sent all the same', async () => {
    fault = ({ service, operation }) => {
      if (service === 'ses' && operation === 'SendEmail') throw new AwsError('ThrottlingException', 'injected', 429);
    };
    const orderId = await decided('unsent', 'success@simulator.amazonses.com');
    const since = await until('its trouble is noted', async () => {
      const { trouble, since: of } = (await stored(orderId)) ?? {};
      return typeof trouble === 'string' && typeof of === 'string' ? of : undefined;
    });
    expect((await settle(orderId, since)).status).toBe(200);
    const claims = async () => (await stored(orderId))?.claimedUntil;
    const held = await until('it is claimed again', claims, 20);
    await until('the claim is given back', async () => (await claims()) !== held, 20);
    expect(await stored(orderId)).not.toHaveProperty('trouble');
    fault = undefined;
    await until('it is delivered', async () => (await stored(orderId))?.outcome === 'delivered', 20);
  });

  it('is not settled where that cannot be noted, or written', async () => {
    const { orderId, since } = await bounced('cannot be noted');
    for (const [operation, table] of [
      ['PutItem', 'Activity'],
      ['UpdateItem', 'Confirmations'],
    ] as const) {
      fault = (call) => {
        const { TableName = '' } = call.input as { TableName?: string };
        if (call.operation === operation && TableName.includes(table)) {
          throw new AwsError('ThrottlingException', 'injected', 400);
        }
      };
      expect(await settle(orderId, since)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      fault = undefined;
      expect(await isListed(orderId)).toBe(true);
    }
    const { entries } = activitySchema.parse((await staff.get(`activity?orderId=${orderId}`)).body);
    expect(entries).toMatchObject([{ action: 'settle-mail', outcome: { result: 'failed' } }]);
  });

  it('by two at once is settled once for both', async () => {
    const { orderId, since } = await bounced('two at once');
    const answers = await Promise.all([settle(orderId, since), settle(orderId, since)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('is one that there is: the order and the mail are named, and the moment and the reason are valid', async () => {
    const orderId = anOrderId('has no mail');
    await store(shop, aProcessedRecord({ orderId }));
    const none = (id: string, of = occasion) => settle(id, at(), 'x', of);
    expect(await none('5AAA-AAAA-AAAA-AAAA')).toMatchObject({ status: 404, body: { code: 'order-not-found' } });
    expect(await none('nonsense')).toMatchObject({ status: 404, body: { code: 'order-not-found' } });
    expect(await none(orderId, 'OrderCancelled')).toMatchObject({ status: 404, body: { code: 'mail-not-found' } });
    expect(await none(orderId, '%C3%B6')).toMatchObject({ status: 404, body: { code: 'mail-not-found' } });
    for (const [body, path] of [
      [{ since: 'yesterday', reason: 'x' }, 'since'],
      [{ since: at(), reason: ' ' }, 'reason'],
      [{ since: at(), reason: 'x'.repeat(501) }, 'reason'],
      [{ reason: 'x' }, 'since'],
    ] as const) {
      const answer = await staff.post(`orders/${orderId}/mails/${occasion}/settle`, body);
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request', errors: [{ path }] } });
    }
    // Nobody has tried this one: it is noted as settled before somebody does.
    expect((await none(orderId)).status).toBe(200);
    expect(await stored(orderId)).toMatchObject({ settledOf: expect.any(String) });
  });
});

describe('mails that need a person', () => {
  it('are listed by what is wrong with them, which is asked for by name', async () => {
    const { orderId } = await bounced('listed');
    expect(await isListed(orderId, 'mail-unsent')).toBe(false);
    for (const query of ['', '?problem=', '?problem=failed', '?problem=not-mailed&more=1']) {
      expect((await staff.get(`mails${query}`)).status).toBe(400);
    }
  });

  it('are sent again at once, each followed to what became of it', async () => {
    const [well, ill] = [await bounced('moved to a good address'), await bounced('is suppressed')];
    await store(shop, { ...aProcessedRecord({ orderId: well.orderId, timestamp: at() }), processedAt: at() });
    const gone = 'gone@example.com';
    await shop.clients.mails.send(new PutSuppressedDestinationCommand({ EmailAddress: gone, Reason: 'BOUNCE' }));
    await store(shop, {
      ...aProcessedRecord({ orderId: ill.orderId, email: gone, timestamp: at() }),
      processedAt: at(),
    });
    const unknown = '5AAA-AAAA-AAAA-AAAA';
    const { items, counts } = await resent('two-mails', [well.orderId, ill.orderId, unknown]);
    expect(items).toMatchObject([
      { orderId: well.orderId, occasion, state: 'succeeded' },
      { orderId: ill.orderId, occasion, state: 'failed-again', error: 'bounced' },
      { orderId: unknown, occasion, state: 'refused', code: 'order-not-found' },
    ]);
    expect(counts).toEqual({ succeeded: 1, 'failed-again': 1, refused: 1 });
    expect(await isListed(well.orderId)).toBe(false);
    expect(await isListed(ill.orderId)).toBe(true);
  });

  it('are refused one by one where the order stands otherwise by now', async () => {
    const { orderId } = await bounced('overtaken');
    const { items } = await resent('overtaken-mail', [orderId], { occasion: 'OrderCancelled' });
    expect(items).toMatchObject([{ orderId, occasion: 'OrderCancelled', state: 'refused', code: 'mail-overtaken' }]);
  });
});
