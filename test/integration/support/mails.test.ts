import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { inboxOf, until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERASED_DOMAIN } from '../../../lambdas/core/contract/erased.ts';
import { shownMailSchema } from '../../../lambdas/core/contract/shown-mail.ts';
import { anOrderId, aProcessedRecord } from '../../helpers/factories.ts';
import { LARGE_LINES } from '../../helpers/large-order.ts';
import { type Shop, shopper, startShop } from '../../helpers/shop.ts';
import { laptop, secondsAfter, staffOf, store } from './staff.ts';

let shop: Shop;
let staff: Awaited<ReturnType<typeof staffOf>>;
let inbox: ReturnType<typeof inboxOf>;
const log: string[] = [];

beforeAll(async () => {
  shop = await startShop({ onLog: (_source, line) => void log.push(line) });
  staff = await staffOf(shop);
  inbox = inboxOf(shop.engine);
});
afterAll(() => shop.engine.dispose());

/** The mail as support is shown it, once it is known to be sent. */
const shownOnceSent = (orderId: string, occasion: string) =>
  until('the mail is noted as sent', async () => {
    const { status, body } = await staff.get(`orders/${orderId}/mails/${occasion}`);
    const shown = status === 200 ? shownMailSchema.parse(body) : undefined;
    return shown?.sentAt === undefined ? undefined : shown;
  });

/** What is compared of a mail; the inbox's lines end as SMTP's do. */
const saying = ({ subject, html = '', text = '' }: { subject: string; html?: string; text?: string }) => ({
  subject,
  html: html.replaceAll('\r\n', '\n').trim(),
  text: text.replaceAll('\r\n', '\n').trim(),
});

const cancel = async (orderId: string): Promise<void> => {
  await shop.send('POST', `orders/${orderId}/cancel`, { token: await shop.token(shopper) });
  await until('it is cancelled', async () => (await shop.record(orderId))?.status === 'Cancelled');
};

describe('a mail that support looks at', () => {
  it('is letter by letter the one that its customer got, also after the order was cancelled', async () => {
    const orderId = String((await shop.order({ ...laptop, customerName: 'José <b>Ö</b>' })).body.orderId);
    const got = await inbox.arrives(orderId);
    const shown = await shownOnceSent(orderId, 'OrderProcessed');
    expect(saying(shown)).toEqual(saying(got));
    expect(shown).toMatchObject({ from: got.from, to: shopper.email, recordChanged: false });

    await cancel(orderId);
    const cancelled = await shownOnceSent(orderId, 'OrderCancelled');
    expect(cancelled.subject).toMatch(/is cancelled$/);
    const before = await shownOnceSent(orderId, 'OrderProcessed');
    expect(before.recordChanged).toBe(true);
    expect(saying(before)).toEqual(saying(got));
  });

  it('is in the language of its order, and so is the one that is sent again', async () => {
    const orderId = String((await shop.order({ ...laptop, customerName: 'John Doe', language: 'de' })).body.orderId);
    const got = await inbox.arrives(orderId);
    expect(got.subject).toBe(`Ihre Bestellung ${orderId} ist bestätigt`);
    const shown = await shownOnceSent(orderId, 'OrderProcessed');
    expect(saying(shown)).toEqual(saying(got));
    await secondsAfter(shown.sentAt);
    const resent = await staff.post(`orders/${orderId}/resend-confirmation`, {});
    expect(resent.status).toBe(202);
    const again = await until('it went out again', async () =>
      (await inbox.about(orderId)).find(({ subject }) => subject.endsWith('(erneut gesendet)')),
    );
    expect(again.text).toContain('Wir senden Ihnen diese E-Mail noch einmal');
  });

  it('is one about a question, too', async () => {
    const { body } = await shop.order({ customerName: 'John Doe', items: LARGE_LINES });
    const orderId = String(body.orderId);
    const got = await inbox.arrives(orderId);
    const { question } = (await shop.record(orderId)) as { question: { id: string } };
    const shown = await shownOnceSent(orderId, `OrderUnderReview-${question.id}`);
    expect(saying(shown)).toEqual(saying(got));
  });

  it('leaves a line of who looked at which, and no word of what it says', async () => {
    const lines = log.filter((line) => line.includes('"show-mail"') && line.includes('"200"'));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => !/"occasion":"Order(Processed|Cancelled|UnderReview-\w+)"/.test(line))).toEqual([]);
    expect(log.filter((line) => /José|John Doe/.test(line))).toEqual([]);
  });
});

describe('a mail that there is none of', () => {
  it('is not found, and the answer says what is missing', async () => {
    const record = aProcessedRecord({ orderId: anOrderId('no mail') });
    await store(shop, record);
    for (const occasion of ['OrderProcessed', 'OrderRejected', 'No%20such', '%C3%B6', 'constructor']) {
      expect(await staff.get(`orders/${record.orderId}/mails/${occasion}`)).toMatchObject({
        status: 404,
        body: { code: 'mail-not-found' },
      });
    }
    for (const none of ['5AAA-AAAA-AAAA-AAAA', 'nonsense']) {
      expect(await staff.get(`orders/${none}/mails/OrderProcessed`)).toMatchObject({
        status: 404,
        body: { code: 'order-not-found' },
      });
    }
  });

  it('was of a person who is erased', async () => {
    const orderId = anOrderId('erased');
    const email = `erased-1@${ERASED_DOMAIN}`;
    await store(shop, aProcessedRecord({ orderId, email }), { confirmationSentAt: '2025-11-03T12:47:46Z' });
    expect(await staff.get(`orders/${orderId}/mails/OrderProcessed`)).toMatchObject({
      status: 409,
      body: { code: 'order-erased' },
    });
  });

  it('told of a question that another one followed', async () => {
    const orderId = anOrderId('asked twice');
    await store(shop, aProcessedRecord({ orderId }), {
      question: { ...review, id: 'BBBBBBBBBBBB' },
    });
    await shop.clients.tables.send(
      new PutCommand({
        TableName: 'Confirmations',
        Item: { orderId, occasion: 'OrderUnderReview-AAAAAAAAAAAA', sentAt: '2025-11-03T12:47:46Z', times: 1 },
      }),
    );
    expect(await staff.get(`orders/${orderId}/mails/OrderUnderReview-AAAAAAAAAAAA`)).toMatchObject({
      status: 409,
      body: { code: 'mail-overtaken' },
    });
  });
});

const review = {
  kind: 'review',
  askedAt: '2025-11-03T12:47:45Z',
  until: '2025-11-06T12:47:45Z',
  totalCents: 900_000,
  currency: 'EUR',
  limitCents: 500_000,
  answer: { kind: 'approved', at: '2025-11-03T13:00:00Z', by: 'support' },
};
