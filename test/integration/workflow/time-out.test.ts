import { until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Shop, startShop } from '../../helpers/shop.ts';
import { decisionsIn } from './decisions.ts';
import { HOUR_MS, skippingClock } from './skipping-clock.ts';

const { clock, skip } = skippingClock();
let shop: Shop;
let at: Awaited<ReturnType<typeof decisionsIn>>;

beforeAll(async () => {
  shop = await startShop({ clock });
  at = await decisionsIn(shop);
});
afterAll(() => shop.engine.dispose());

const settledAs = (orderId: string, status: string) =>
  until(`${orderId} is ${status}`, async () => {
    const record = await shop.record(orderId);
    return record?.status === status ? record : undefined;
  });

describe('a question that nobody answers', () => {
  it('rejects the order once its time is over, and an answer afterwards is too late', async () => {
    const orderId = await at.order([[await at.product(), 1]], { expectedTotalCents: 900 });
    const question = await at.asked(orderId);
    skip(47 * HOUR_MS);
    expect(await shop.record(orderId)).toMatchObject({ status: 'AwaitingCustomer' });
    skip(2 * HOUR_MS);
    const rejected = await settledAs(orderId, 'Rejected');
    expect(rejected.reasons).toEqual(['You did not answer in time, so nothing was ordered.']);
    const answer = await at.answer(orderId, question.id, 'accept');
    expect([answer.status, answer.body.code]).toEqual([409, 'question-expired']);
  });

  it('of support rejects it with an apology', async () => {
    const orderId = await at.order([[await at.product({ unitPriceCents: 1_000_001 }), 1]]);
    await at.asked(orderId, 'UnderReview');
    skip(73 * HOUR_MS);
    const rejected = await settledAs(orderId, 'Rejected');
    expect(rejected.reasons).toEqual([expect.stringContaining('We are sorry')]);
  });
});
