import { inboxOf, until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Shop, startShop } from '../../helpers/shop.ts';
import { decisionsIn } from '../workflow/decisions.ts';
import { emailQueueOf } from './email-queue.ts';

let shop: Shop;
let at: Awaited<ReturnType<typeof decisionsIn>>;
let inbox: ReturnType<typeof inboxOf>;
let queue: Awaited<ReturnType<typeof emailQueueOf>>;

beforeAll(async () => {
  shop = await startShop();
  at = await decisionsIn(shop);
  inbox = inboxOf(shop.engine);
  queue = await emailQueueOf(shop);
});
afterAll(() => shop.engine.dispose());

/** Sends each announcement five times more, and gives what the mails about the order say, the oldest first. */
const mailsAfterDuplicates = async (orderId: string, count: number, ...events: readonly object[]) => {
  await expect.poll(async () => (await inbox.about(orderId)).length, { timeout: 10_000 }).toBe(count);
  for (const event of events) await queue.send(...Array.from({ length: 5 }, () => ({ orderId, ...event })));
  await queue.isEmptied();
  const mails = (await inbox.about(orderId)).toReversed();
  expect(mails.every(({ text }) => text?.includes(`/orders/${orderId}`))).toBe(true);
  return mails.map(({ subject }) => subject.replace(`Your order ${orderId} `, ''));
};

describe('of each announcement there is one mail, however often it comes', () => {
  it('of a question to the customer while it is open, and of the outcome', async () => {
    const orderId = await at.order([[await at.product(), 1]], { expectedTotalCents: 900 });
    const { id: questionId } = await at.asked(orderId);
    const question = { eventType: 'CustomerNeeded', questionId };
    expect(await mailsAfterDuplicates(orderId, 1, question)).toEqual(['waits for your answer']);
    await at.answer(orderId, questionId, 'accept');
    await at.reaches(orderId, 'Processed');
    const events = [question, { eventType: 'OrderProcessed' }];
    expect(await mailsAfterDuplicates(orderId, 2, ...events)).toEqual(['waits for your answer', 'is processed']);
  });

  it('of each question there was, also where the same is asked a second time after another', async () => {
    const product = await at.product({ unitPriceCents: 1_000 });
    const orderId = await at.order([[product, 1]], { expectedTotalCents: 900 });
    let { id } = await at.asked(orderId);
    // One that has its answer is mailed no more.
    await inbox.arrives(orderId);
    const ids = [id];
    for (const cents of [1_100, 1_000, 1_100]) {
      await at.change(product, 'unitPriceCents', cents);
      expect((await at.answer(orderId, id, 'accept')).status).toBe(202);
      id = await until('it is asked about again', async () => {
        const order = await at.read(orderId);
        return order.status === 'AwaitingCustomer' && order.question.id !== id ? order.question.id : undefined;
      });
      ids.push(id);
      const events = ids.map((questionId) => ({ eventType: 'CustomerNeeded', questionId }));
      const mails = await mailsAfterDuplicates(orderId, ids.length, ...events);
      expect(mails).toEqual(ids.map(() => 'waits for your answer'));
    }
    // The second question and the fourth say the same.
    expect(new Set(ids).size).toBe(4);
    await at.answer(orderId, id, 'accept');
    expect(await at.reaches(orderId, 'Processed')).toMatchObject({ totalCents: 1_100 });
  });

  it('of a review, and of its refusal with the reason', async () => {
    const orderId = await at.order([[await at.product({ unitPriceCents: 1_000_001 }), 1]]);
    const { id: questionId } = await at.asked(orderId, 'UnderReview');
    const review = { eventType: 'OrderUnderReview', questionId };
    expect(await mailsAfterDuplicates(orderId, 1, review)).toEqual(['is being reviewed']);
    await at.review(orderId, { questionId, decision: 'reject', reason: 'Nobody lives there.' });
    await at.reaches(orderId, 'Rejected');
    const events = [review, { eventType: 'OrderRejected' }];
    expect(await mailsAfterDuplicates(orderId, 2, ...events)).toEqual(['is being reviewed', 'is rejected']);
    expect((await inbox.about(orderId))[0]?.text).toContain('Nobody lives there.');
  });

  it('of a cancellation after the outcome, also where it is wished five times at once', async () => {
    const orderId = await at.order([[await at.product({ stock: 3 }), 1]]);
    await inbox.arrives(orderId);
    await Promise.all(Array.from({ length: 5 }, () => at.cancel(orderId)));
    await at.reaches(orderId, 'Cancelled');
    const events = [{ eventType: 'OrderProcessed' }, { eventType: 'OrderCancelled' }];
    expect(await mailsAfterDuplicates(orderId, 2, ...events)).toEqual(['is processed', 'is cancelled']);
  });
});
