import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnnouncedOrders } from '../../../lambdas/adapters/announced-orders-dynamodb.ts';
import { createConfirmations } from '../../../lambdas/adapters/confirmations-dynamodb.ts';
import { createMailOutcomes } from '../../../lambdas/adapters/mail-outcomes-dynamodb.ts';
import { MailOutcomeUnknown } from '../../../lambdas/core/confirmation/errors.ts';
import type { Mailer } from '../../../lambdas/core/confirmation/ports.ts';
import { createSendConfirmation } from '../../../lambdas/core/confirmation/send-confirmation.ts';
import { TemporarilyUnavailable } from '../../../lambdas/core/shared/temporarily-unavailable.ts';
import { startDynamoDb, stubClientSettings } from '../../helpers/aws-stub.ts';
import { anOrderId, aProcessedRecord, fakePatience } from '../../helpers/factories.ts';

let dynamoDb: Awaited<ReturnType<typeof startDynamoDb>>;
let client: DynamoDBDocumentClient;

beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  client = DynamoDBDocumentClient.from(new DynamoDBClient(stubClientSettings(dynamoDb.endpoint)), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const table = (TableName: string, ...names: string[]) =>
    client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: names.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? 'HASH' : 'RANGE' })),
      }),
    );
  await table('Orders', 'orderId');
  await table('Confirmations', 'orderId', 'occasion');
});
afterAll(async () => {
  client.destroy();
  await dynamoDb.stop();
});

/** The sender's process died: none of its code runs any more. */
class Died extends Error {}

type Step = 'claim' | 'standing' | 'send' | 'note' | 'release' | 'withdraw';
type Around = <T>(step: Step, act: () => Promise<T>) => Promise<T>;

/** The sender over real tables, whose every step goes through `around`; and the mails that went out, by order. */
const senderOf = (around: Around) => {
  let nowMs = Date.parse('2025-11-03T12:48:00Z');
  const mails: { orderId: string; messageId: string; at: string }[] = [];
  const mailer: Mailer = {
    send: (_mail, { orderId }) =>
      around('send', async () => {
        const messageId = `m${mails.length}`;
        mails.push({ orderId, messageId, at: new Date(nowMs).toISOString().replace(/\.\d+/, '') });
        return messageId;
      }).catch((error: unknown) => {
        throw error instanceof TemporarilyUnavailable ? new MailOutcomeUnknown('lost') : error;
      }),
  };
  const { claim, release, withdraw, noteSent, noteRefused } = createConfirmations(client, 'Confirmations');
  const { standing } = createAnnouncedOrders(client, 'Orders');
  const send = createSendConfirmation({
    confirmations: {
      claim: (...given) => around('claim', () => claim(...given)),
      release: (...given) => around('release', () => release(...given)),
      withdraw: (...given) => around('withdraw', () => withdraw(...given)),
      noteSent: (...given) => around('note', () => noteSent(...given)),
      noteRefused,
    },
    orders: { standing: (...given) => around('standing', () => standing(...given)) },
    compose: ({ email }) => ({ to: email, subject: 's', html: 'h', text: 't' }),
    mailer,
    now: () => new Date(nowMs),
  });
  return {
    mails,
    pass: (seconds: number) => {
      nowMs += seconds * 1000;
    },
    /** Delivers a message; whether it is done with, or comes back. */
    deliver: async (orderId: string): Promise<boolean> => {
      try {
        await send({ eventType: 'OrderProcessed', orderId }, fakePatience(20_000));
        return true;
      } catch {
        return false;
      }
    },
  };
};

let orders = 0;
const stored = async (): Promise<string> => {
  orders += 1;
  const orderId = anOrderId(`once ${orders}`);
  await client.send(new PutCommand({ TableName: 'Orders', Item: aProcessedRecord({ orderId }) }));
  return orderId;
};

describe('a sender that dies', () => {
  const steps = ['claim', 'standing', 'send', 'note'] as const;
  const deaths = steps.flatMap((step) => (['before', 'after'] as const).map((when) => [when, step] as const));
  /** Only between SES's taking the mail and the note of it does nobody know. */
  const isOpen = (when: string, step: string): boolean =>
    `${when} ${step}` === 'after send' || `${when} ${step}` === 'before note';

  const dieAt = async (when: 'before' | 'after', step: Step, isTold: boolean): Promise<number> => {
    const orderId = await stored();
    let isDead = false;
    const sender = senderOf(async (at, act) => {
      const dies = !isDead && at === step;
      if (dies && when === 'before') isDead = true;
      if (isDead) throw new Died();
      const result = await act();
      if (dies) {
        isDead = true;
        throw new Died();
      }
      return result;
    });
    expect(await sender.deliver(orderId)).toBe(false);
    isDead = false;
    // From now on it runs again, and dies no more.
    const revived = senderOf((_at, act) => act());
    const [mail] = sender.mails;
    if (isTold && mail) {
      const { note } = createMailOutcomes(client, 'Confirmations');
      const { messageId, at } = mail;
      await note({ orderId, occasion: 'OrderProcessed', messageId, mailedAt: at, outcome: 'delivered', at });
    }
    revived.pass(30);
    await revived.deliver(orderId);
    revived.pass(150);
    expect(await revived.deliver(orderId)).toBe(true);
    return sender.mails.length + revived.mails.length;
  };

  it.each(deaths)(
    '%s its step "%s" leaves a mail that goes out once, or twice where nobody knows',
    async (when, step) => {
      expect(await dieAt(when, step, false)).toBe(isOpen(when, step) ? 2 : 1);
    },
  );

  it.each(deaths)('%s its step "%s" leaves a mail that goes out once where SES tells of it', async (when, step) => {
    expect(await dieAt(when, step, true)).toBe(1);
  });
});

describe('one answer in twenty that is lost', () => {
  it('leaves none of 1,000 mails unsent, and doubles only those that SES took without saying so', async () => {
    let seed = 20_251_103;
    /** Numbers from 0 to 1, the same in each run (mulberry32). */
    const random = (): number => {
      seed = (seed + 0x6d2b79f5) | 0;
      let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    };
    let [lost, lostOfSes] = [0, 0];
    const sender = senderOf(async (step, act) => {
      const result = await act();
      if (random() >= 0.05) return result;
      lost += 1;
      if (step === 'send') lostOfSes += 1;
      throw new TemporarilyUnavailable('the answer is lost');
    });
    const ids: string[] = [];
    for (let index = 0; index < 1_000; index += 1) ids.push(await stored());
    let open = ids;
    for (let round = 0; round < 10 && open.length > 0; round += 1) {
      const left: string[] = [];
      for (const orderId of open) if (!(await sender.deliver(orderId))) left.push(orderId);
      open = left;
      sender.pass(180);
    }
    expect(open).toEqual([]);
    const counts = new Map<string, number>();
    for (const { orderId } of sender.mails) counts.set(orderId, (counts.get(orderId) ?? 0) + 1);
    expect(counts.size).toBe(1_000);
    expect(lost).toBeGreaterThan(100);
    expect(sender.mails.length - 1_000).toBe(lostOfSes);
  }, 60_000);
});
