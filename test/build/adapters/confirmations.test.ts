import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConfirmations } from '../../../lambdas/adapters/confirmations-dynamodb.ts';
import type { ConfirmationRequest } from '../../../lambdas/core/confirmation/confirmation-request.ts';
import type { Confirmations } from '../../../lambdas/core/confirmation/ports.ts';
import type { OrderRecord } from '../../../lambdas/core/contract/order.ts';
import { startDynamoDb, stubClientSettings } from '../../helpers/aws-stub.ts';
import { anOrderId, aProcessedRecord, aReceivedRecord, aRejectedRecord } from '../../helpers/factories.ts';

let dynamoDb: Awaited<ReturnType<typeof startDynamoDb>>;
let client: DynamoDBDocumentClient;
let confirmations: Confirmations;

beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  client = DynamoDBDocumentClient.from(new DynamoDBClient(stubClientSettings(dynamoDb.endpoint)));
  await client.send(
    new CreateTableCommand({
      TableName: 'Orders',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'orderId', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
    }),
  );
  confirmations = createConfirmations(client, 'Orders');
});
afterAll(async () => {
  client.destroy();
  await dynamoDb.stop();
});

const at = (second: number): string => `2025-11-03T12:48:${String(second).padStart(2, '0')}.000Z`;
let orders = 0;

/** Stores an order under an id of its own, and claims its confirmation at second 10 until second 20 unless told otherwise. */
const stored = async (record: OrderRecord, eventType: ConfirmationRequest['eventType'] = 'OrderProcessed') => {
  orders += 1;
  const orderId = anOrderId(`confirmation ${orders}`);
  await client.send(new PutCommand({ TableName: 'Orders', Item: { ...record, orderId } }));
  const claim = (from = 10, until = 20, resendRequestedAt?: string) =>
    confirmations.claim({ orderId, eventType, ...(resendRequestedAt && { resendRequestedAt }) }, at(from), at(until));
  const read = async () => (await client.send(new GetCommand({ TableName: 'Orders', Key: { orderId } }))).Item ?? {};
  return { orderId, request: { orderId, eventType }, claim, read };
};

describe('a claim', () => {
  it('is granted with the record, once', async () => {
    const { orderId, claim } = await stored(aProcessedRecord());
    expect(await claim()).toEqual({ outcome: 'claimed', record: { ...aProcessedRecord(), orderId } });
    expect(await claim(15, 25)).toEqual({ outcome: 'claimed-by-another' });
  });

  it('is granted to one of ten that ask at once', async () => {
    const { claim } = await stored(aProcessedRecord());
    const outcomes = (await Promise.all(Array.from({ length: 10 }, () => claim()))).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'claimed')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'claimed-by-another')).toHaveLength(9);
  });

  it('expires', async () => {
    const { claim } = await stored(aProcessedRecord());
    await claim(10, 20);
    expect(await claim(20, 30)).toMatchObject({ outcome: 'claimed' });
  });

  it('is free again once it is given back', async () => {
    const { request, claim } = await stored(aProcessedRecord());
    await claim();
    await confirmations.release(request, at(20));
    expect(await claim(11, 21)).toMatchObject({ outcome: 'claimed' });
  });

  it('that has passed to another cannot be given back', async () => {
    const { request, claim } = await stored(aProcessedRecord());
    await claim(10, 20);
    await claim(25, 35);
    await confirmations.release(request, at(20));
    expect(await claim(26, 36)).toEqual({ outcome: 'claimed-by-another' });
  });

  it('never expires once it is completed', async () => {
    const { request, claim, read } = await stored(aProcessedRecord());
    await claim();
    await confirmations.noteSent(request, '2025-11-03T12:48:11Z', 'john@example.com');
    expect(await claim(59, 60)).toEqual({ outcome: 'already-sent' });
    const record = await read();
    expect(record).toMatchObject({ confirmationSentAt: '2025-11-03T12:48:11Z', confirmationTo: 'john@example.com' });
    expect(record).not.toHaveProperty('confirmationClaimedUntil');
  });

  it('is granted again for a wish that is younger than what was sent, once', async () => {
    const { request, claim } = await stored(aProcessedRecord());
    const wish = '2025-11-03T12:48:30Z';
    await confirmations.noteSent(request, '2025-11-03T12:48:11Z', 'john@example.com');
    expect(await claim(31, 41, wish)).toMatchObject({ outcome: 'claimed', sentBefore: '2025-11-03T12:48:11Z' });
    await confirmations.noteSent(request, '2025-11-03T12:48:32Z', 'john@example.com');
    expect(await claim(45, 55, wish)).toEqual({ outcome: 'already-sent' });
  });

  it.each([
    ['an order that is not decided', aReceivedRecord(), 'OrderProcessed'],
    ['an order that came to the other outcome', aRejectedRecord(), 'OrderProcessed'],
    ['a processed order that is announced as rejected', aProcessedRecord(), 'OrderRejected'],
  ] as const)('is refused on %s, and leaves no trace', async (_what, record, eventType) => {
    const { claim, read } = await stored(record, eventType);
    const before = await read();
    expect(await claim()).toEqual({ outcome: 'nothing-to-confirm' });
    expect(await read()).toEqual(before);
  });

  it('is refused on an order that does not exist, and makes none', async () => {
    const orderId = anOrderId('of nobody');
    const claim = await confirmations.claim({ orderId, eventType: 'OrderProcessed' }, at(10), at(20));
    expect(claim).toEqual({ outcome: 'nothing-to-confirm' });
    expect((await client.send(new GetCommand({ TableName: 'Orders', Key: { orderId } }))).Item).toBeUndefined();
  });
});
