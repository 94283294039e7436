import { PutSuppressedDestinationCommand } from '@aws-sdk/client-sesv2';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { AwsError, type Interceptor } from 'local-aws';
import { inboxOf, until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mail } from '../../../lambdas/core/contract/mail.ts';
import { orderResponseSchema } from '../../../lambdas/core/contract/order-answers.ts';
import { supportOrdersSchema } from '../../../lambdas/core/contract/support.ts';
import { anOrderId, aProcessedRecord } from '../../helpers/factories.ts';
import { outputOf, type Shop, startShop, support } from '../../helpers/shop.ts';
import { staffOf, store } from '../support/staff.ts';
import { decisionsIn } from '../workflow/decisions.ts';
import { emailQueueOf } from './email-queue.ts';

let shop: Shop;
let staff: Awaited<ReturnType<typeof staffOf>>;
let queue: Awaited<ReturnType<typeof emailQueueOf>>;
let fault: Interceptor | undefined;
const log: string[] = [];
/** The order of each write to the table of mails. */
const writes: string[] = [];

beforeAll(async () => {
  shop = await startShop({
    onLog: (_source, line) => void log.push(line),
    intercept: (call) => {
      const { TableName, Key } = call.input as { TableName?: string; Key?: { orderId?: { S?: string } } };
      if (TableName === 'Confirmations' && /^(Put|Update|Delete)Item$/.test(call.operation)) {
        writes.push(String(Key?.orderId?.S));
      }
      return call.service === 'ses' && call.operation === 'SendEmail' ? fault?.(call) : undefined;
    },
  });
  staff = await staffOf(shop);
  queue = await emailQueueOf(shop);
  // Cold starts are not what is measured here.
  await becomes(await decided('success+warm@simulator.amazonses.com'), 'delivered', 20);
});
afterAll(() => shop.engine.dispose());

const at = (msAgo = 0): string => `${new Date(Date.now() - msAgo).toISOString().slice(0, 19)}Z`;

/** An order of someone with this address, decided and announced now. */
const decided = async (email: string, more: Record<string, unknown> = {}): Promise<string> => {
  const order = { ...aProcessedRecord({ orderId: anOrderId(email), email, timestamp: at() }), processedAt: at() };
  await store(shop, order, more);
  await queue.send({ eventType: 'OrderProcessed', orderId: order.orderId });
  return order.orderId;
};

const mailsOf = async (orderId: string): Promise<Mail[]> => {
  const { status, body } = await shop.send('GET', `orders/${orderId}`, { token: await shop.token(support) });
  // Support sees an order once it has a record.
  if (status === 404) return [];
  const order = orderResponseSchema.parse(body);
  return 'mails' in order ? (order.mails ?? []) : [];
};

const becomes = (orderId: string, outcome: Mail['outcome'], seconds = 5): Promise<Mail> =>
  until(
    `a mail about ${orderId} is ${outcome}`,
    async () => (await mailsOf(orderId)).find((mail) => mail.outcome === outcome),
    seconds,
  );

const troubles = async () => {
  const { attention } = supportOrdersSchema.parse((await staff.search()).body);
  return (attention?.items ?? []).map(({ orderId, problem, mail }) => [orderId, problem, mail?.outcome]);
};

describe('what became of a mail', () => {
  it('is told within five seconds, and is a trouble where its customer does not have it', async () => {
    const [success, bounce, complaint, refused] = await Promise.all([
      decided('success@simulator.amazonses.com'),
      decided('bounce@simulator.amazonses.com'),
      decided('complaint@simulator.amazonses.com'),
      decided('jöhn@example.com'),
    ]);
    const [delivered, bounced, complained, never] = await Promise.all([
      becomes(success, 'delivered'),
      becomes(bounce, 'bounced'),
      becomes(complaint, 'complained'),
      becomes(refused, 'refused'),
    ]);
    const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const sent = { occasion: 'OrderProcessed', eventType: 'OrderProcessed', sentAt: moment, outcomeAt: moment };
    expect(delivered).toEqual({ ...sent, outcome: 'delivered', to: 'success@simulator.amazonses.com' });
    expect(bounced).toMatchObject({ ...sent, bounce: { kind: 'hard', type: 'Permanent' } });
    expect(complained).toMatchObject({ ...sent, to: 'complaint@simulator.amazonses.com' });
    expect(never).not.toHaveProperty('sentAt');
    expect((await troubles()).toSorted()).toEqual(
      [
        [bounce, 'not-mailed', 'bounced'],
        [complaint, 'not-mailed', 'complained'],
        [refused, 'not-mailed', 'refused'],
      ].toSorted(),
    );
    const lines = log.filter((line) => line.includes('outcome of a mail handled'));
    expect(lines.length).toBeGreaterThan(2);
    expect(log.filter((line) => /amazonses\.com|jöhn/.test(line) && line.includes('"level"'))).toEqual([]);
  });

  it('is a bounce where SES does not even try an address that bounced before, and a note of absence is none', async () => {
    await shop.clients.mails.send(
      new PutSuppressedDestinationCommand({ EmailAddress: 'gone@example.com', Reason: 'BOUNCE' }),
    );
    const [gone, away] = [await decided('gone@example.com'), await decided('ooto@simulator.amazonses.com')];
    expect((await becomes(gone, 'bounced')).bounce).toMatchObject({ kind: 'hard' });
    await becomes(away, 'delivered');
    expect((await troubles()).map(([orderId]) => orderId)).not.toContain(away);
  });

  it('is no trouble any more once the mail was sent again and arrived', async () => {
    const orderId = anOrderId('bounce@simulator.amazonses.com');
    await store(shop, { ...aProcessedRecord({ orderId, timestamp: at() }), processedAt: at() });
    await until('a second has passed', async () => at() > String((await shop.mail(orderId))?.sentAt));
    const wish = await staff.post(`orders/${orderId}/resend-confirmation`, { occasion: 'OrderProcessed' });
    expect(wish).toMatchObject({ status: 202, body: { occasion: 'OrderProcessed' } });
    const again = await becomes(orderId, 'delivered');
    expect(again).toMatchObject({ to: 'john@example.com', times: 2 });
    expect((await troubles()).map(([id]) => id)).not.toContain(orderId);
  });

  it('is asked again only of the mail that tells how the order stands', async () => {
    const orderId = anOrderId('success@simulator.amazonses.com');
    const other = await staff.post(`orders/${orderId}/resend-confirmation`, { occasion: 'OrderCancelled' });
    expect(other).toMatchObject({ status: 409, body: { code: 'mail-overtaken' } });
    const none = await staff.post(`orders/${orderId}/resend-confirmation`, { occasion: 'No such' });
    expect(none).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });

  it('of an order that nobody knows is done with, and noted nowhere', async () => {
    const orderId = anOrderId('erased');
    const event = {
      ...{ event: 'Email Delivered', orderId, occasion: 'OrderProcessed' },
      ...{ messageId: 'm', mailedAt: at(), at: at() },
    };
    const QueueUrl = outputOf(shop.engine, 'EmailOutcomesQueueUrl');
    await shop.clients.queues.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(event) }));
    await until('it is handled', () => log.some((line) => line.includes(orderId) && line.includes('"unknown"')));
    expect(await shop.mail(orderId)).toBeUndefined();
  });
});

describe('a mail that goes well', () => {
  it('takes three writes from its claim to its delivery, none in an index', async () => {
    const orderId = await decided('success+counted@simulator.amazonses.com');
    await becomes(orderId, 'delivered');
    expect(await shop.mail(orderId)).not.toHaveProperty('trouble');
    expect(writes.filter((each) => each === orderId)).toHaveLength(3);
  });
});

describe('a one-line order with stock', () => {
  it('takes fourteen write units until its mail is delivered, indexes included', async () => {
    const at = await decisionsIn(shop);
    const product = await at.product({ stock: 5 });
    const used = (): number => shop.engine.usage()['dynamodb.wru'] ?? 0;
    const before = used();
    const orderId = await at.order([[product, 1]]);
    await becomes(orderId, 'delivered', 20);
    // Four to receive it, seven to decide it, three for its mail.
    expect(used() - before).toBe(14);
  });
});

describe('a mail whose sender was not told that SES took it', () => {
  it('is found by what SES tells of it, and not sent again', async () => {
    let answersLost = 1;
    fault = () => () => {
      if (answersLost-- > 0) throw new AwsError('InternalServiceErrorException', 'injected', 500);
    };
    const orderId = await decided('success+lost@simulator.amazonses.com');
    await becomes(orderId, 'delivered');
    await queue.isEmptied();
    fault = undefined;
    expect(await inboxOf(shop.engine).about(orderId)).toHaveLength(1);
  });
});

describe('a mail that SES does not take', () => {
  it('is unsent since its first attempt, and no trouble once it went out', async () => {
    fault = () => {
      throw new AwsError('TooManyRequestsException', 'injected', 429);
    };
    const orderId = await decided('success+late@simulator.amazonses.com');
    const item = await until('it was tried', async () => {
      const mail = await shop.mail(orderId);
      return mail?.trouble === undefined ? undefined : mail;
    });
    expect(item.trouble).toMatch(/^Unsent#/);
    expect((await mailsOf(orderId)).map(({ outcome }) => outcome)).toEqual(['pending']);
    fault = undefined;
    await becomes(orderId, 'delivered');
    expect(await shop.mail(orderId)).not.toHaveProperty('trouble');
  });
});

describe('an order of the version before', () => {
  it('whose mail was sent is not mailed again, and still tells of it', async () => {
    const sentAt = at(60_000);
    const orderId = await decided('sent-before@example.com', {
      ...{ confirmationSentAt: sentAt, confirmationTo: 'sent-before@example.com' },
    });
    await queue.isEmptied();
    expect(await inboxOf(shop.engine).about(orderId)).toEqual([]);
    expect(await shop.mail(orderId)).toBeUndefined();
    expect(await mailsOf(orderId)).toEqual([
      {
        ...{ occasion: 'OrderProcessed', eventType: 'OrderProcessed', outcome: 'sent' },
        ...{ sentAt, to: 'sent-before@example.com' },
      },
    ]);
  });

  it('whose mail was pending gets it once, however often it is announced', async () => {
    const orderId = await decided('success+pending@simulator.amazonses.com', {
      confirmationClaimedUntil: new Date(Date.now() - 1_000).toISOString(),
    });
    await queue.send(...Array.from({ length: 9 }, () => ({ eventType: 'OrderProcessed', orderId })));
    await becomes(orderId, 'delivered');
    await queue.isEmptied();
    expect(await inboxOf(shop.engine).about(orderId)).toHaveLength(1);
  });

  it('that an old sender is at waits for it', async () => {
    const claimedUntil = new Date(Date.now() + 3_000).toISOString();
    const orderId = await decided('success+claimed@simulator.amazonses.com', {
      confirmationClaimedUntil: claimedUntil,
    });
    const { sentAt = '' } = await becomes(orderId, 'delivered', 10);
    expect(sentAt >= `${claimedUntil.slice(0, 19)}Z`).toBe(true);
    await queue.isEmptied();
    expect(await inboxOf(shop.engine).about(orderId)).toHaveLength(1);
  });
});
