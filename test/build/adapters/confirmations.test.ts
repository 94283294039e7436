import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConfirmations } from '../../../lambdas/adapters/confirmations-dynamodb.ts';
import { createMailOutcomes } from '../../../lambdas/adapters/mail-outcomes-dynamodb.ts';
import type { Confirmations, MailOutcomes, ToldOutcome } from '../../../lambdas/core/confirmation/ports.ts';
import { startDynamoDb, stubClientSettings } from '../../helpers/aws-stub.ts';
import { anOrderId } from '../../helpers/factories.ts';

let dynamoDb: Awaited<ReturnType<typeof startDynamoDb>>;
let client: DynamoDBDocumentClient;
let confirmations: Confirmations;
let outcomes: MailOutcomes;

beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  client = DynamoDBDocumentClient.from(new DynamoDBClient(stubClientSettings(dynamoDb.endpoint)));
  await client.send(
    new CreateTableCommand({
      TableName: 'Confirmations',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['orderId', 'occasion'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'orderId', KeyType: 'HASH' },
        { AttributeName: 'occasion', KeyType: 'RANGE' },
      ],
    }),
  );
  confirmations = createConfirmations(client, 'Confirmations');
  outcomes = createMailOutcomes(client, 'Confirmations');
});
afterAll(async () => {
  client.destroy();
  await dynamoDb.stop();
});

const at = (second: number): string => `2025-11-03T12:48:${String(second).padStart(2, '0')}.000Z`;
const sentAt = (second: number): string => at(second).replace('.000', '');
let orders = 0;

/** A mail of an order of its own, claimed at second 10 until second 20 unless told otherwise. */
const aMail = () => {
  orders += 1;
  const orderId = anOrderId(`confirmation ${orders}`);
  const request = { orderId, eventType: 'OrderProcessed' } as const;
  const Key = { orderId, occasion: 'OrderProcessed' };
  return {
    orderId,
    request,
    claim: async (from = 10, until = 20, resendRequestedAt?: string) => {
      const wish = { ...request, ...(resendRequestedAt && { resendRequestedAt }) };
      return (await confirmations.claim(wish, at(from), at(until))).outcome;
    },
    note: (second = 11, messageId = 'm1') =>
      confirmations.noteSent(request, { sentAt: sentAt(second), to: 'john@example.com', messageId }),
    told: (outcome: ToldOutcome['outcome'], given: Partial<ToldOutcome> = {}) =>
      outcomes.note({
        ...{ ...Key, outcome, messageId: 'm1', mailedAt: sentAt(11), at: sentAt(15) },
        ...(outcome === 'bounced' && { bounce: { kind: 'hard', type: 'Permanent', subtype: 'General' } }),
        ...given,
      }),
    read: async () => (await client.send(new GetCommand({ TableName: 'Confirmations', Key }))).Item,
  };
};

describe('a claim', () => {
  it('is granted once', async () => {
    const { claim } = aMail();
    expect(await claim()).toBe('claimed');
    expect(await claim(15, 25)).toBe('claimed-by-another');
  });

  it('is granted to one of ten that ask at once', async () => {
    const { claim } = aMail();
    const claims = await Promise.all(Array.from({ length: 10 }, () => claim()));
    expect(claims.filter((one) => one === 'claimed')).toHaveLength(1);
    expect(claims.filter((one) => one === 'claimed-by-another')).toHaveLength(9);
  });

  it('tells when the mail went out that is to be sent again', async () => {
    const { request, claim, note } = aMail();
    await claim();
    await note();
    const wish = { ...request, resendRequestedAt: sentAt(30) };
    expect(await confirmations.claim(wish, at(31), at(41))).toEqual({ outcome: 'claimed', sentBefore: sentAt(11) });
  });

  it('that expired is granted to one of ten that ask at once', async () => {
    const { claim } = aMail();
    await claim();
    const claims = await Promise.all(Array.from({ length: 10 }, () => claim(20, 30)));
    expect(claims.filter((one) => one === 'claimed')).toHaveLength(1);
  });

  it('expires, and the mail is then unsent since its first attempt', async () => {
    const { claim, read } = aMail();
    await claim(10, 20);
    expect(await read()).not.toHaveProperty('trouble');
    expect(await claim(20, 30)).toBe('claimed');
    expect(await read()).toMatchObject({ trouble: expect.stringMatching(/^Unsent#/), since: at(10) });
  });

  it('is free again once it is given back, and the mail is unsent since its first attempt', async () => {
    const { request, claim, read } = aMail();
    await claim();
    await confirmations.release(request, at(20));
    expect(await claim(11, 21)).toBe('claimed');
    await confirmations.release(request, at(21));
    expect(await read()).toMatchObject({ trouble: expect.stringMatching(/^Unsent#/), since: at(10) });
  });

  it('that has passed to another can be neither given back nor withdrawn', async () => {
    const { request, claim } = aMail();
    await claim(10, 20);
    await claim(25, 35);
    await confirmations.release(request, at(20));
    await confirmations.withdraw(request, at(20));
    expect(await claim(26, 36)).toBe('claimed-by-another');
  });

  it('that is withdrawn leaves no trace, or what was there before', async () => {
    const { request, claim, note, read } = aMail();
    await claim();
    await confirmations.withdraw(request, at(20));
    expect(await read()).toBeUndefined();
    await claim();
    await note();
    const before = await read();
    await claim(30, 40, sentAt(30));
    await confirmations.withdraw(request, at(40));
    expect(await read()).toEqual(before);
  });

  it('never expires once it is completed', async () => {
    const { orderId, claim, note, read } = aMail();
    await claim();
    await note();
    expect(await claim(59, 60)).toBe('already-sent');
    expect(await read()).toEqual({
      ...{ orderId, occasion: 'OrderProcessed', to: 'john@example.com', messageId: 'm1' },
      ...{ sentAt: sentAt(11), firstSentAt: sentAt(11), times: 1 },
    });
  });

  it('is granted again for a wish that is younger than what was sent, once', async () => {
    const { claim, note, told, read } = aMail();
    await claim();
    await note();
    await told('bounced');
    expect(await claim(31, 41, sentAt(30))).toBe('claimed');
    await note(32, 'm2');
    expect(await claim(45, 55, sentAt(30))).toBe('already-sent');
    const item = await read();
    expect(item).toMatchObject({ sentAt: sentAt(32), firstSentAt: sentAt(11), times: 2, messageId: 'm2' });
    for (const gone of ['outcome', 'bounce', 'trouble', 'since']) expect(item).not.toHaveProperty(gone);
  });

  it('of a mail that can never be sent ends with that, and a later attempt takes it back', async () => {
    const { request, claim, note, read } = aMail();
    await claim();
    await confirmations.noteRefused(request, sentAt(12));
    const refused = { outcome: 'refused', outcomeAt: sentAt(12), trouble: expect.stringMatching(/^Undelivered#/) };
    expect(await read()).toMatchObject(refused);
    expect(await claim(13, 23)).toBe('claimed');
    await note(14);
    expect(await read()).not.toHaveProperty('trouble');
  });

  it('is noted once, also where the answer to the note was lost and it is noted again', async () => {
    const { claim, note, read } = aMail();
    await claim();
    await note();
    await note();
    expect(await read()).toMatchObject({ times: 1 });
  });
});

describe('what SES tells of a mail', () => {
  const sent = async () => {
    const mail = aMail();
    await mail.claim();
    await mail.note();
    return mail;
  };
  const all = ['delayed', 'delivered', 'rejected', 'bounced', 'complained'] as const;

  it.each(all)('is noted: %s', async (outcome) => {
    const { told, read } = await sent();
    expect(await told(outcome)).toBe('noted');
    expect(await read()).toMatchObject({ outcome, outcomeAt: sentAt(15) });
    expect(await told(outcome, { at: sentAt(16) })).toBe('known');
    expect(await read()).toMatchObject({ outcomeAt: sentAt(15) });
  });

  it('is the worst of it, in whatever order it comes', async () => {
    for (let turn = 0; turn < all.length; turn += 1) {
      const { told, read } = await sent();
      for (const outcome of [...all.slice(turn), ...all.slice(0, turn)]) await told(outcome);
      expect(await read()).toMatchObject({ outcome: 'complained' });
    }
  });

  it('puts it among the troubles where its customer does not have it', async () => {
    const { told, read } = await sent();
    await told('delivered');
    expect(await read()).not.toHaveProperty('trouble');
    await told('bounced');
    expect(await read()).toMatchObject({
      trouble: expect.stringMatching(/^Undelivered#/),
      since: sentAt(15),
      bounce: { kind: 'hard', type: 'Permanent', subtype: 'General' },
    });
  });

  it('takes it out again where it arrives after a bounce that was not for good, such as an absence note', async () => {
    const soft = { bounce: { kind: 'soft', type: 'Transient', subtype: 'General' } } as const;
    const [early, late] = [await sent(), await sent()];
    await early.told('bounced', soft);
    expect(await early.read()).toHaveProperty('trouble');
    await early.told('delivered');
    await late.told('delivered');
    await late.told('bounced', soft);
    for (const { read } of [early, late]) {
      expect(await read()).toMatchObject({ outcome: 'delivered' });
      expect(await read()).not.toHaveProperty('trouble');
      expect(await read()).not.toHaveProperty('bounce');
    }
  });

  it('of an earlier time that it was sent changes nothing', async () => {
    const { claim, note, told, read } = await sent();
    await claim(31, 41, sentAt(30));
    await note(32, 'm2');
    expect(await told('bounced')).toBe('of-another');
    expect(await read()).not.toHaveProperty('outcome');
    expect(await told('delivered', { messageId: 'm2', mailedAt: sentAt(32) })).toBe('noted');
  });

  it('of a mail that nobody knows is no fault', async () => {
    expect(await aMail().told('delivered')).toBe('unknown');
  });

  it('shows that a mail is out whose sender died before it noted so: it is not sent again', async () => {
    const { claim, told, read } = aMail();
    await claim();
    expect(await told('delivered')).toBe('found');
    expect(await claim(25, 35)).toBe('already-sent');
    const item = await read();
    expect(item).toMatchObject({ sentAt: sentAt(11), messageId: 'm1', outcome: 'delivered', times: 1 });
    expect(item).not.toHaveProperty('claimedUntil');
  });

  it('before its sender noted it as sent is kept by that note', async () => {
    const { claim, told, note, read } = aMail();
    await claim();
    await told('bounced');
    await note(11);
    const item = await read();
    expect(item).toMatchObject({ outcome: 'bounced', to: 'john@example.com', times: 1 });
    expect(item).toHaveProperty('trouble');
  });

  it('does not take a late word on what was sent before for what is being sent again', async () => {
    const { claim, note, told, read } = await sent();
    await claim(31, 41, sentAt(30));
    await note(32, 'm2');
    await claim(45, 55, sentAt(44));
    expect(await told('delivered', { messageId: 'm1' })).toBe('of-another');
    expect(await read()).toMatchObject({ messageId: 'm2', claimedUntil: at(55) });
    expect(await told('delivered', { messageId: 'm3', mailedAt: sentAt(46) })).toBe('found');
    expect(await read()).toMatchObject({ messageId: 'm3', times: 3, firstSentAt: sentAt(11) });
  });
});
