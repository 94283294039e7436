import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Shop, shopper, startShop, support } from '../../helpers/shop.ts';
import { decisionsIn } from './decisions.ts';

let shop: Shop;
let at: Awaited<ReturnType<typeof decisionsIn>>;
const lines: string[] = [];

beforeAll(async () => {
  shop = await startShop({ onLog: (source, line) => lines.push(`${source}: ${line}`) });
  at = await decisionsIn(shop);
});
afterAll(() => shop.engine.dispose());

const largeOrder = async () => {
  const product = await at.product({ unitPriceCents: 1_000_001, stock: 3 });
  const orderId = await at.order([[product, 1]]);
  const question = await at.asked(orderId, 'UnderReview');
  return { product, orderId, questionId: question.id };
};

describe('an order above the limit', () => {
  it('waits for a review, and is Processed once support lets it pass', async () => {
    const { product, orderId, questionId } = await largeOrder();
    const found = await at.staff.get('orders?status=UnderReview');
    expect(found.body.orders).toEqual(expect.arrayContaining([expect.objectContaining({ orderId })]));
    expect(await at.stock(product)).toBe(3);
    const reviewed = await at.review(orderId, { questionId, decision: 'approve' });
    expect([reviewed.status, reviewed.body.answer]).toMatchObject([202, { kind: 'approved', by: 'support' }]);
    await at.reaches(orderId, 'Processed');
    expect(await at.stock(product)).toBe(2);
    const audits = lines.filter((line) => line.includes('review-order') && line.includes(orderId));
    expect(audits.some((line) => line.includes('"audit":true') && line.includes('"decision":"approved"'))).toBe(true);
  });

  it('is Rejected with the reason that support gave, which is in no log', async () => {
    const { orderId, questionId } = await largeOrder();
    const wordless = await at.review(orderId, { questionId, decision: 'reject' });
    expect(wordless.status).toBe(400);
    const reason = 'We know nobody at zqreason street.';
    expect((await at.review(orderId, { questionId, decision: 'reject', reason })).status).toBe(202);
    const rejected = await at.reaches(orderId, 'Rejected');
    expect(rejected.reasons).toEqual([`We cannot take this order: ${reason}`]);
    expect(lines.filter((line) => line.includes('zqreason'))).toEqual([]);
  });

  it('is reviewed by support alone, once', async () => {
    const { orderId, questionId } = await largeOrder();
    const byCustomer = await shop.send('POST', `support/orders/${orderId}/review`, {
      token: await shop.token(shopper),
      body: JSON.stringify({ questionId, decision: 'approve' }),
    });
    expect(byCustomer.status).toBe(403);
    const answers = await Promise.all([
      at.review(orderId, { questionId, decision: 'approve' }),
      at.review(orderId, { questionId, decision: 'reject', reason: 'No.' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409]);
    await at.reaches(orderId, answers[0]?.status === 202 ? 'Processed' : 'Rejected');
  });
});

it('the token that answers for a person is in no answer, page, history as the API tells it, or log', async () => {
  const { orderId, questionId } = await largeOrder();
  const token = String((await shop.record(orderId))?.questionToken);
  expect(token.length).toBeGreaterThan(20);
  const told: unknown[] = [];
  const tell = async (): Promise<void> => {
    told.push(await at.read(orderId));
    told.push((await shop.send('GET', 'orders', { token: await shop.token(support) })).body);
    told.push((await at.staff.get(`orders?orderId=${orderId}`)).body);
    told.push((await at.staff.get(`orders/${orderId}/execution`)).body);
  };
  await tell();
  told.push((await at.review(orderId, { questionId, decision: 'approve' })).body);
  await at.reaches(orderId, 'Processed');
  await tell();
  const history = JSON.stringify(await shop.history(orderId));
  expect(history).toContain(token);
  expect(JSON.stringify(told)).toContain('[withheld]');
  expect(JSON.stringify(told)).not.toContain(token);
  expect(lines.filter((line) => line.includes(token))).toEqual([]);
});
