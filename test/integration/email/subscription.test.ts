import { PublishCommand } from '@aws-sdk/client-sns';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { inboxOf, until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputOf, type Shop, startShop } from '../../helpers/shop.ts';
import { emailQueueOf } from './email-queue.ts';

let shop: Shop;
let inbox: ReturnType<typeof inboxOf>;
let queue: Awaited<ReturnType<typeof emailQueueOf>>;
beforeAll(async () => {
  shop = await startShop();
  inbox = inboxOf(shop.engine);
  queue = await emailQueueOf(shop);
});
afterAll(() => shop.engine.dispose());

const laptop = { customerName: 'John Doe', product: 'Laptop', quantity: 1 };

describe('an announcement that the topic cannot put into the queue', () => {
  it('is kept by the subscription, and sent once when it is moved over as the runbook says', async () => {
    const { queues } = shop.clients;
    const policy = await queue.policy();
    await queue.set({ Policy: '' });
    const { body } = await shop.order(laptop);
    const orderId = String(body.orderId);
    const QueueUrl = outputOf(shop.engine, 'EmailSubscriptionDeadLetterQueueUrl');
    const lost = await until('the subscription keeps it', async () => {
      const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl }));
      return Messages[0];
    });
    expect(await inbox.about(orderId)).toEqual([]);

    await queue.set({ Policy: policy });
    await queues.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: lost.Body }));
    await queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: lost.ReceiptHandle }));
    await inbox.arrives(orderId);
    await queue.isEmptied();
    expect(await inbox.about(orderId)).toHaveLength(1);
  });
});

describe('the topic’s other announcements', () => {
  it('do not reach the queue', async () => {
    const publish = (eventType: string, orderId: string) =>
      shop.clients.topics.send(
        new PublishCommand({
          TopicArn: outputOf(shop.engine, 'OrderEventsTopicArn'),
          Message: JSON.stringify({ eventType, orderId }),
          MessageAttributes: { eventType: { DataType: 'String', StringValue: eventType } },
        }),
      );
    await queue.receives(1);
    await publish('OrderShipped', 'shipped');
    await publish('OrderProcessed', 'not an id');
    await queue.isInDeadLetters('not an id');
    const { Messages = [] } = await shop.clients.queues.send(
      new ReceiveMessageCommand({ QueueUrl: queue.deadLetters, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    expect(Messages.map(({ Body = '' }) => JSON.parse(Body).eventType)).toEqual(['OrderProcessed']);
  });
});
