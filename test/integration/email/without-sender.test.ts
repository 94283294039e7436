import { inboxOf, until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputOf, type Shop } from '../../helpers/shop.ts';
import { startStage } from '../../helpers/stage.ts';

const OPERATIONS_ADDRESS = 'operations@example.com';
let stage: Awaited<ReturnType<typeof startStage>>;
let shop: Shop;
beforeAll(async () => {
  stage = await startStage({ operationsAddress: OPERATIONS_ADDRESS });
  shop = stage.shop;
});
afterAll(() => stage?.end());

describe('a stack without a sender', () => {
  it('tells the operations address of each order, once it has confirmed its subscription', async () => {
    const inbox = inboxOf(shop.engine);
    const topic = outputOf(shop.engine, 'OrderEventsTopicArn');
    const question = (await inbox.mails(OPERATIONS_ADDRESS)).find(({ text }) => text?.includes(topic));
    expect(question?.subject).toBe('AWS Notification - Subscription Confirmation');
    const link = /http:\S+/.exec(question?.text ?? '')?.[0] ?? '';
    expect((await fetch(link)).status).toBe(200);

    const { body } = await shop.order({ customerName: 'John Doe', product: 'Laptop', quantity: 1 });
    const orderId = String(body.orderId);
    const mail = await inbox.arrives(orderId);
    expect(mail).toMatchObject({ recipients: [OPERATIONS_ADDRESS], subject: `Order ${orderId} processed` });
    expect(mail.text).toMatch(/It was processed:\n1 x .+\nTotal: /);
    expect(mail.text).not.toContain('John Doe');
    const record = await until('the order is settled', () => shop.record(orderId));
    expect(record).toMatchObject({ status: 'Processed' });
    expect(await shop.mail(orderId)).toBeUndefined();
    expect(await inbox.about(orderId)).toHaveLength(1);
  });

  it('opens no second confirmation by a wrong token', async () => {
    const { origin } = inboxOf(shop.engine);
    const answer = await fetch(`${origin}/confirmation.html?TopicArn=arn:aws:sns:us-east-1:000000000000:x&Token=<b>`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain('<b>');
  });
});
