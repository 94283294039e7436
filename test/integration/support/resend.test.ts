import { SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { until } from 'local-aws/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resendAcceptedSchema } from '../../../lambdas/core/contract/support.ts';
import { orderEventSchema } from '../../../lambdas/core/order/order-event.ts';
import { aReceivedRecord } from '../../helpers/factories.ts';
import { outputOf, type Shop, startShop } from '../../helpers/shop.ts';
import { laptop, staffOf, store } from './staff.ts';

let shop: Shop;
let staff: Awaited<ReturnType<typeof staffOf>>;
const ARN = 'arn:aws:sqs:us-east-1:000000000000:announced';
let QueueUrl: string | undefined;

beforeAll(async () => {
  shop = await startShop();
  staff = await staffOf(shop);
  const Policy = JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: ARN },
    ],
  });
  const create = new CreateQueueCommand({ QueueName: 'announced', Attributes: { Policy } });
  QueueUrl = (await shop.clients.queues.send(create)).QueueUrl;
  await shop.clients.topics.send(
    new SubscribeCommand({
      TopicArn: outputOf(shop.engine, 'OrderEventsTopicArn'),
      Protocol: 'sqs',
      Endpoint: ARN,
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
});
afterAll(() => shop.engine.dispose());

const announcements = async (orderId: string, count: number) => {
  const seen: ReturnType<typeof orderEventSchema.parse>[] = [];
  return await until(`${count} announcements`, async () => {
    const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 });
    for (const { Body = '' } of (await shop.clients.queues.send(receive)).Messages ?? []) {
      seen.push(orderEventSchema.parse(JSON.parse(Body)));
    }
    const found = seen.filter((event) => event.orderId === orderId);
    return found.length >= count ? found : undefined;
  });
};

it('a confirmation is announced again from the record, marked as support’s wish', async () => {
  const orderId = String((await shop.order(laptop)).body.orderId);
  await shop.settled(orderId);
  const [first] = await announcements(orderId, 1);
  expect(first).not.toHaveProperty('resendRequestedAt');
  const answer = await staff.post(`orders/${orderId.toLowerCase()}/resend-confirmation`);
  expect(answer.status).toBe(202);
  const { resendRequestedAt } = resendAcceptedSchema.parse(answer.body);
  expect(answer.body).toMatchObject({ orderId, eventType: 'OrderProcessed' });
  const [again] = await announcements(orderId, 1);
  expect(again).toEqual({ ...first, resendRequestedAt });
});

it('a rejection is announced again too', async () => {
  const orderId = String((await shop.order({ ...laptop, product: 'Flying Carpet' })).body.orderId);
  await shop.settled(orderId);
  const answer = await staff.post(`orders/${orderId}/resend-confirmation`);
  expect(answer).toMatchObject({ status: 202, body: { eventType: 'OrderRejected' } });
});

it('there is nothing to send again before the outcome, or for no order', async () => {
  const record = aReceivedRecord({ orderId: '4AAA-AAAA-AAAA-AAAA' });
  await store(shop, record);
  const early = await staff.post(`orders/${record.orderId}/resend-confirmation`);
  expect(early).toMatchObject({ status: 409, body: { code: 'order-undecided' } });
  for (const none of ['5AAA-AAAA-AAAA-AAAA', 'nonsense']) {
    const answer = await staff.post(`orders/${none}/resend-confirmation`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'order-not-found' } });
  }
});
