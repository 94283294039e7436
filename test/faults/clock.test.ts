import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Interceptor } from 'local-aws';
import { inboxOf, until } from 'local-aws/testing';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Shop, startShop } from '../helpers/shop.ts';
import { createSteppedClock, engineClock } from '../helpers/stepped-clock.ts';
import { emailQueueOf } from '../integration/email/email-queue.ts';

const HOUR_MS = 3_600_000;
const TWO_MINUTES_MS = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'clock-'));
const stepped = createSteppedClock(folder);

let shop: Shop;
let fault: Interceptor | undefined;
beforeAll(async () => {
  shop = await startShop({
    intercept: (call) => fault?.(call),
    assembly: stepped.assemblyOf(inject('assembly')),
    clock: engineClock(stepped.offsetFile),
  });
});
afterEach(() => {
  fault = undefined;
});
afterAll(async () => {
  await shop.engine.dispose();
  rmSync(folder, { recursive: true });
});

const order = { customerName: 'John Doe', product: 'Laptop', quantity: 1 };
const placeOrders = async (count: number): Promise<readonly string[]> => {
  const answers = await Promise.all(Array.from({ length: count }, () => shop.order(order)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: count }, () => 202));
  return answers.map(({ body }) => String(body.orderId));
};

describe('a wall clock that steps under load', () => {
  it('back an hour and forward again, stops nothing: every order is accepted, processed and has its mail', async () => {
    const accepted: string[] = [];
    for (const stepMs of [0, -HOUR_MS, 0, HOUR_MS, 0, -HOUR_MS, HOUR_MS]) {
      // The step meets the first half of the orders anywhere between the queue and the mail.
      const before = placeOrders(8);
      stepped.step(stepMs);
      accepted.push(...(await before), ...(await placeOrders(8)));
    }
    const inbox = inboxOf(shop.engine);
    await until(
      'all are processed and have their mail',
      async () => {
        const records = await shop.records();
        const processed = new Set(records.filter(({ status }) => status === 'Processed').map(({ orderId }) => orderId));
        const subjects = (await inbox.mails()).map(({ subject }) => subject);
        const missing = accepted.filter(
          (id) => !processed.has(id) || !subjects.some((subject) => subject.includes(id)),
        );
        return missing.length === 0;
      },
      60,
    );
    expect((await shop.executions()).map(({ status }) => status)).toEqual(accepted.map(() => 'SUCCEEDED'));
  });

  it('forward by two minutes while a mail is being sent, lets nobody else send it: one mail', async () => {
    const queue = await emailQueueOf(shop);
    const sending = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    let [claims, sends] = [0, 0];
    fault = ({ service, operation, input }) => {
      const { UpdateExpression = '' } = input as { UpdateExpression?: string };
      if (UpdateExpression === 'SET claimedUntil = :until, triedAt = :now') claims += 1;
      if (service !== 'ses' || operation !== 'SendEmail') return;
      sends += 1;
      sending.resolve();
      return held.promise;
    };
    const [orderId = ''] = await placeOrders(1);
    await sending.promise;
    stepped.step(TWO_MINUTES_MS);
    await queue.send({ eventType: 'OrderProcessed', orderId });
    // It is received a second time once the first time led to nothing, or to a second mail.
    await until('the duplicate was looked at', () => claims >= 3);
    held.resolve();
    await until('it is noted', async () => (await shop.mail(orderId))?.sentAt !== undefined);
    expect(await inboxOf(shop.engine).about(orderId)).toHaveLength(1);
    expect(sends).toBe(1);
  });
});
