import { PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  deadLetterMoveSchema,
  deadLetterPeekSchema,
  deadLettersSchema,
} from '../../../lambdas/core/contract/support.ts';
import { aMessage, anOrderId } from '../../helpers/factories.ts';
import { outputOf, type Shop, startShop } from '../../helpers/shop.ts';
import { staffOf } from './staff.ts';

let shop: Shop;
const log: string[] = [];
let staff: Awaited<ReturnType<typeof staffOf>>;

beforeAll(async () => {
  shop = await startShop({ onLog: (_source, line) => void log.push(line) });
  staff = await staffOf(shop);
});
afterAll(() => shop.engine.dispose());

const bury = async (body: string): Promise<void> => {
  const QueueUrl = outputOf(shop.engine, 'OrderDeadLetterQueueUrl');
  await shop.clients.queues.send(
    new SendMessageCommand({
      QueueUrl,
      MessageBody: body,
      MessageAttributes: { why: { DataType: 'String', StringValue: 'a test' } },
    }),
  );
};
const queueNamed = async (name: string, query = '') => {
  const answer = await staff.get(`dead-letters${query}`);
  expect(answer.status).toBe(200);
  return deadLettersSchema.parse(answer.body).queues.find((queue) => queue.name === name);
};
const peek = async (name: string) => {
  const answer = await staff.get(`dead-letters/${name}/messages`);
  expect(answer.status).toBe(200);
  return deadLetterPeekSchema.parse(answer.body);
};
const discard = (id: string) => staff.delete(`dead-letters/orders/messages/${id}`);

describe('dead-letter queues', () => {
  it('are listed with what is in them; how old that is only on demand, as it takes a look', async () => {
    expect(await queueNamed('orders')).toEqual({ name: 'orders', messages: 0, inFlight: 0, movable: true });
    expect(await queueNamed('alerts')).toMatchObject({ movable: false });
    await bury('first');
    expect(await queueNamed('orders')).toEqual({ name: 'orders', messages: 1, inFlight: 0, movable: true });
    expect((await queueNamed('orders', '?oldest=true'))?.oldestAgeSeconds).toBeLessThan(60);
  });

  it('can be looked into, which raises receive counts, hides nothing and says so', async () => {
    const first = await peek('orders');
    const second = await peek('orders');
    expect(second.notice).toMatch(/raises/);
    expect(second.messages[0]).toMatchObject({ body: 'first', attributes: { why: 'a test' } });
    expect(second.messages[0]?.receiveCount).toBe((first.messages[0]?.receiveCount ?? 0) + 1);
    expect((await queueNamed('orders'))?.messages).toBe(1);
  });

  it('lose exactly the message that is discarded', async () => {
    await bury('second');
    const { messages } = await peek('orders');
    const found = messages.find(({ body }) => body === 'first');
    expect((await discard(found?.id ?? '')).status).toBe(204);
    expect((await peek('orders')).messages.map(({ body }) => body)).toEqual(['second']);
    const left = await peek('orders');
    await discard(left.messages[0]?.id ?? '');
    expect((await queueNamed('orders'))?.messages).toBe(0);
  });

  it('give back exactly the message that is moved, to be tried again', async () => {
    const orderId = anOrderId('one dead letter is moved');
    await bury(JSON.stringify(aMessage({ orderId })));
    await bury('poison');
    const { messages } = await peek('orders');
    const found = messages.find(({ body }) => body.includes(orderId));
    const answer = await staff.post(`dead-letters/orders/messages/${found?.id}/redrive`);
    expect(answer).toMatchObject({ status: 202, body: { queue: 'orders', id: found?.id } });
    expect(await shop.settled(orderId)).toMatchObject({ orderId, status: 'Processed' });
    const left = (await peek('orders')).messages;
    expect(left.map(({ body }) => body)).toEqual(['poison']);
    await discard(left[0]?.id ?? '');
    const again = await staff.post(`dead-letters/orders/messages/${found?.id}/redrive`);
    expect(again).toMatchObject({ status: 404, body: { code: 'message-not-found' } });
  });

  it.each([['none'], ['%20'], ['x'.repeat(3000)]])('lose nothing by the id %j', async (id) => {
    await expect(discard(id)).resolves.toMatchObject({ status: 404, body: { code: 'message-not-found' } });
  });

  it('lose the right one of more than one look shows, and the audit line has the id of what is gone', async () => {
    await Promise.all(Array.from({ length: 25 }, (_, number) => bury(`of many: ${number}`)));
    const { messages } = await peek('orders');
    expect(messages.map(({ body }) => body).toSorted()).toEqual(
      Array.from({ length: 25 }, (_, number) => `of many: ${number}`).toSorted(),
    );
    // What was hidden to see all of them is visible again.
    expect(await queueNamed('orders')).toMatchObject({ messages: 25, inFlight: 0 });
    const [found] = messages.slice(-1);
    log.length = 0;
    expect((await discard(found?.id ?? '')).status).toBe(204);
    const [line] = log.filter((each) => each.includes('"audit":true'));
    expect(JSON.parse(line?.slice(line.indexOf('{')) ?? '')).toMatchObject({
      message: 'audit',
      action: 'discard-dead-letter',
      queue: 'orders',
      discarded: found?.id,
      outcome: '204',
    });
    expect(await queueNamed('orders')).toMatchObject({ messages: 24, inFlight: 0 });
    const { queues } = shop.clients;
    const QueueUrl = outputOf(shop.engine, 'OrderDeadLetterQueueUrl');
    const left = (await peek('orders')).messages.map(({ body }) => body);
    expect(left).toHaveLength(24);
    expect(left).not.toContain(found?.body);
    await queues.send(new PurgeQueueCommand({ QueueUrl }));
  });

  it('are moved back to where their messages came from, and these are processed', async () => {
    const orderId = anOrderId('dead letter');
    await bury(JSON.stringify(aMessage({ orderId })));
    const started = await staff.post('dead-letters/orders/redrive');
    expect(started.status).toBe(202);
    expect(deadLetterMoveSchema.parse(started.body)).toMatchObject({ queue: 'orders', move: { toMove: 1 } });
    await until('the move has ended', async () => {
      const { move } = deadLetterMoveSchema.parse((await staff.get('dead-letters/orders/redrive')).body);
      return move?.status === 'COMPLETED' && move.moved === 1;
    });
    expect(await shop.settled(orderId)).toMatchObject({ status: 'Processed' });
    expect((await queueNamed('orders'))?.messages).toBe(0);
  });

  it('are moved by one move at a time', async () => {
    for (let count = 0; count < 3; count += 1) await bury(`{"number":${count}}`);
    const arnOf = (output: string): string =>
      `arn:aws:sqs:us-east-1:000000000000:${outputOf(shop.engine, output).split('/').at(-1)}`;
    await shop.engine.call('sqs', 'StartMessageMoveTask', {
      SourceArn: arnOf('OrderDeadLetterQueueUrl'),
      DestinationArn: arnOf('OrderQueueUrl'),
      MaxNumberOfMessagesPerSecond: 1,
    });
    const refused = await staff.post('dead-letters/orders/redrive');
    expect(refused).toMatchObject({ status: 409, body: { code: 'move-running' } });
    const { move } = deadLetterMoveSchema.parse((await staff.get('dead-letters/orders/redrive')).body);
    expect(move).toMatchObject({ status: 'RUNNING', toMove: 3 });
  });

  it('of subscriptions and rules are not moved, and the answer says why', async () => {
    for (const answer of [
      await staff.post('dead-letters/alerts/redrive'),
      await staff.get('dead-letters/alerts/redrive'),
    ]) {
      expect(answer).toMatchObject({
        status: 409,
        body: { code: 'not-movable', detail: expect.stringMatching(/runbook/) },
      });
    }
  });

  it.each(['none', '__proto__', 'constructor', 'orders%2F..', '%00'])('named %j are not found', async (name) => {
    for (const answer of [
      await staff.get(`dead-letters/${name}/messages`),
      await staff.post(`dead-letters/${name}/redrive`),
      await staff.delete(`dead-letters/${name}/messages/1`),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'queue-not-found' } });
    }
  });
});
