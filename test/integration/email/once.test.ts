import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { AwsError, type Interceptor } from 'local-aws';
import { inboxOf, until } from 'local-aws/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Shop, shopper, startShop } from '../../helpers/shop.ts';
import { emailQueueOf } from './email-queue.ts';

let shop: Shop;
let inbox: ReturnType<typeof inboxOf>;
let queue: Awaited<ReturnType<typeof emailQueueOf>>;
/** What happens to calls of SES at this moment. */
let fault: Interceptor | undefined;
let attempts = 0;
/** Whether what SES tells of mails can be noted. */
let outcomesAreLost = false;

beforeAll(async () => {
  shop = await startShop({
    intercept: (call) => {
      const { ConditionExpression = '' } = call.input as { ConditionExpression?: string };
      // That is how an outcome notes a mail as sent.
      if (outcomesAreLost && ConditionExpression.startsWith('claimedUntil = :was AND')) throw broken();
      if (call.service !== 'ses' || call.operation !== 'SendEmail') return;
      attempts += 1;
      return fault?.(call);
    },
  });
  inbox = inboxOf(shop.engine);
  queue = await emailQueueOf(shop);
});
beforeEach(() => {
  attempts = 0;
});
afterEach(() => {
  fault = undefined;
  outcomesAreLost = false;
});
afterAll(() => shop.engine.dispose());

const throttled = () => new AwsError('TooManyRequestsException', 'injected', 429);
const rejected = () => new AwsError('MessageRejected', 'injected', 400);
const broken = () => new AwsError('InternalServiceErrorException', 'injected', 500);

const placeOrder = async (): Promise<string> => {
  const { body } = await shop.order({ customerName: 'John Doe', product: 'Laptop', quantity: 1 });
  return String(body.orderId);
};
const processed = (orderId: string) => ({ eventType: 'OrderProcessed', orderId });
const noted = (orderId: string) =>
  until('the confirmation is noted', async () => (await shop.mail(orderId))?.sentAt !== undefined);
const claimed = (orderId: string) =>
  until('a claim is held', async () => (await shop.mail(orderId))?.claimedUntil !== undefined);

/** As if the time of a claim had passed. */
const expireClaim = (orderId: string) =>
  shop.clients.tables.send(
    new UpdateCommand({
      TableName: 'Confirmations',
      Key: { orderId, occasion: 'OrderProcessed' },
      UpdateExpression: 'SET claimedUntil = :past',
      ConditionExpression: 'attribute_exists(claimedUntil)',
      ExpressionAttributeValues: { ':past': '2025-01-01T00:00:00.000Z' },
    }),
  );

describe('the same announcement ten times', () => {
  it('at once, while the first is still being sent: one mail', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    fault = () => held;
    const orderId = await placeOrder();
    await claimed(orderId);
    await queue.send(...Array.from({ length: 10 }, () => processed(orderId)));
    release();
    await noted(orderId);
    await queue.isEmptied();
    expect(await inbox.about(orderId)).toHaveLength(1);
    expect(attempts).toBe(1);
  });

  it('after it was sent: one mail, and nothing is left', async () => {
    const orderId = await placeOrder();
    await noted(orderId);
    await queue.send(...Array.from({ length: 10 }, () => processed(orderId)));
    await queue.isEmptied();
    expect(await inbox.about(orderId)).toHaveLength(1);
  });
});

describe('SES refuses', () => {
  it('for a while: the mail arrives later, once, with one attempt at each receive', async () => {
    fault = () => {
      if (attempts <= 2) throw throttled();
    };
    const orderId = await placeOrder();
    await inbox.arrives(orderId);
    await noted(orderId);
    await queue.isEmptied();
    expect(await inbox.about(orderId)).toHaveLength(1);
    expect(attempts).toBe(3);
  });

  it('for good: the message lies in the dead-letter queue, the order is Processed and its confirmation pending', async () => {
    await queue.receives(2);
    fault = () => {
      throw rejected();
    };
    const orderId = await placeOrder();
    await queue.isInDeadLetters(orderId);
    const read = await shop.send('GET', `orders/${orderId}`, { token: await shop.token(shopper) });
    expect(read.body).toMatchObject({ status: 'Processed' });
    expect(Object.keys(read.body)).not.toContain('confirmationSentAt');
    expect(await inbox.about(orderId)).toEqual([]);

    fault = undefined;
    await queue.receives(10);
    await queue.redrive();
    await inbox.arrives(orderId);
    await noted(orderId);
    await queue.isEmptied();
    expect(await inbox.about(orderId)).toHaveLength(1);
  });
});

describe('nobody knows whether the mail went out', () => {
  it('and it did not: it waits for the claim to expire, then it is sent once', async () => {
    fault = () => {
      throw broken();
    };
    const orderId = await placeOrder();
    await until('SES failed', () => attempts > 0);
    fault = undefined;
    await claimed(orderId);
    // Messages that meet the live claim stay in the queue.
    await queue.send(processed(orderId));
    expect(await inbox.about(orderId)).toEqual([]);
    await expireClaim(orderId);
    await noted(orderId);
    await queue.isEmptied();
    expect(await inbox.about(orderId)).toHaveLength(1);
  });

  it('and it did, and nothing is told of it: it is sent again rather than lost', async () => {
    outcomesAreLost = true;
    let answersLost = 1;
    fault = () => () => {
      if (answersLost-- > 0) throw broken();
    };
    const orderId = await placeOrder();
    await inbox.arrives(orderId);
    await claimed(orderId);
    expect((await shop.mail(orderId))?.sentAt).toBeUndefined();
    await expireClaim(orderId);
    await noted(orderId);
    await queue.isEmptied();
    expect(await inbox.about(orderId)).toHaveLength(2);
  });
});

describe('a message that cannot be confirmed', () => {
  it.each([
    ['of an order that does not exist', { eventType: 'OrderProcessed', orderId: '7K3M-9QXT-2V5H-A1BC' }],
    ['that is no JSON', 'no JSON 7K3M-9QXT-2V5H-A1BC'],
  ])('%s ends in the dead-letter queue, while the others of its batch are sent', async (_what, poison) => {
    await queue.receives(2);
    await queue.send(poison);
    const orderId = await placeOrder();
    await inbox.arrives(orderId);
    await queue.isInDeadLetters('7K3M-9QXT-2V5H-A1BC');
    expect(await inbox.about('7K3M-9QXT-2V5H-A1BC')).toEqual([]);
    await queue.receives(10);
  });

  it('because the order came to the other outcome is not sent either', async () => {
    await queue.receives(2);
    const orderId = await placeOrder();
    await noted(orderId);
    await queue.send({ eventType: 'OrderRejected', orderId });
    await queue.isInDeadLetters('OrderRejected');
    expect(await inbox.about(orderId)).toHaveLength(1);
    await queue.receives(10);
  });
});

describe('support’s wish to send it again', () => {
  it('sends it once more, however often the wish is delivered', async () => {
    const orderId = await placeOrder();
    await noted(orderId);
    const sentAt = String((await shop.mail(orderId))?.sentAt);
    const resendRequestedAt = await until('a second has passed', () => {
      const now = `${new Date().toISOString().slice(0, 19)}Z`;
      return now > sentAt && now;
    });
    const wish = { ...processed(orderId), resendRequestedAt };
    await queue.send(wish, wish, wish);
    await until('it is sent again', async () => (await inbox.about(orderId)).length === 2);
    await queue.isEmptied();
    const [again, first] = await inbox.about(orderId);
    expect(again?.subject).toBe(`${first?.subject} (sent again)`);
    expect(again?.text).toContain('We send you this mail again: it already went out on ');
    expect(await inbox.about(orderId)).toHaveLength(2);
    expect(String((await shop.mail(orderId))?.sentAt) >= resendRequestedAt).toBe(true);
  });
});
