import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerAcceptedSchema } from '../../../lambdas/core/contract/decision.ts';
import { type Shop, startShop, support } from '../../helpers/shop.ts';
import { decisionsIn } from './decisions.ts';

let shop: Shop;
let at: Awaited<ReturnType<typeof decisionsIn>>;

beforeAll(async () => {
  shop = await startShop();
  at = await decisionsIn(shop);
});
afterAll(() => shop.engine.dispose());

/** An order whose customer saw 9 euros where it is 10 by now, and its question. */
const orderOfAnotherPrice = async () => {
  const product = await at.product();
  const orderId = await at.order([[product, 1]], { expectedTotalCents: 900 });
  return { orderId, product, question: await at.asked(orderId) };
};

describe('an order whose price changed', () => {
  it('shows its customer both totals, and is Processed at the new price once accepted', async () => {
    const { orderId, product, question } = await orderOfAnotherPrice();
    expect(question).toMatchObject({
      kind: 'customer',
      changes: [{ kind: 'price', seenTotalCents: 900, totalCents: 1_000 }],
      proposal: { totalCents: 1_000, items: [{ product, quantity: 1 }] },
    });
    const answer = await at.answer(orderId, question.id, 'accept');
    expect(answer.status).toBe(202);
    expect(answerAcceptedSchema.parse(answer.body)).toMatchObject({ orderId, answer: { kind: 'accepted' } });
    expect(await at.reaches(orderId, 'Processed')).toMatchObject({
      totalCents: 1_000,
      question: { id: question.id, answer: { kind: 'accepted', by: 'customer' } },
    });
  });

  it('is Rejected with a plain reason once declined', async () => {
    const { orderId, question } = await orderOfAnotherPrice();
    expect((await at.answer(orderId, question.id, 'decline')).status).toBe(202);
    const rejected = await at.reaches(orderId, 'Rejected');
    expect(rejected.reasons).toEqual(['You declined what we could offer, so nothing was ordered.']);
  });

  it('is asked about again where the price changes once more before the answer', async () => {
    const { orderId, product, question } = await orderOfAnotherPrice();
    await at.change(product, 'unitPriceCents', 1_100);
    await at.answer(orderId, question.id, 'accept');
    const second = await untilAnother(orderId, question.id);
    expect(second.changes).toEqual([{ kind: 'price', seenTotalCents: 1_000, totalCents: 1_100 }]);
    expect((await at.answer(orderId, question.id, 'accept')).body).toMatchObject({ code: 'question-changed' });
    await at.answer(orderId, second.id, 'accept');
    expect(await at.reaches(orderId, 'Processed')).toMatchObject({ totalCents: 1_100 });
  });
});

const untilAnother = async (orderId: string, id: string) => {
  for (;;) {
    const question = await at.asked(orderId);
    if (question.id !== id && question.kind === 'customer') return question;
  }
};

describe('an answer', () => {
  it('twice is taken once, and told again', async () => {
    const { orderId, question } = await orderOfAnotherPrice();
    const first = await at.answer(orderId, question.id, 'accept');
    const second = await at.answer(orderId, question.id, 'accept');
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body.answer).toEqual(first.body.answer);
    await at.reaches(orderId, 'Processed');
    expect((await at.answer(orderId, question.id, 'accept')).status).toBe(202);
    const other = await at.answer(orderId, question.id, 'decline');
    expect([other.status, other.body.code]).toEqual([409, 'question-answered']);
  });

  it('of two tabs at once is one answer', async () => {
    const { orderId, question } = await orderOfAnotherPrice();
    const answers = await Promise.all(
      (['accept', 'decline', 'accept', 'decline'] as const).map((each) => at.answer(orderId, question.id, each)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 202, 409, 409]);
    const accepted = answers[0]?.status === 202;
    await at.reaches(orderId, accepted ? 'Processed' : 'Rejected');
  });

  it('of somebody else is to an order that there is not', async () => {
    const { orderId, question } = await orderOfAnotherPrice();
    const answer = await at.answer(orderId, question.id, 'accept', support);
    expect([answer.status, answer.body.code]).toEqual([404, 'order-not-found']);
    expect((await at.read(orderId)).status).toBe('AwaitingCustomer');
    expect((await at.review(orderId, { questionId: question.id, decision: 'approve' })).body).toMatchObject({
      code: 'no-open-question',
    });
  });

  it('to nothing is refused, and one that is none', async () => {
    const product = await at.product();
    const orderId = await at.order([[product, 1]]);
    await at.reaches(orderId, 'Processed');
    const answer = await at.answer(orderId, 'ABCDEFGHJKMN', 'accept');
    expect([answer.status, answer.body.code]).toEqual([409, 'no-open-question']);
    const bad = await at.answer(orderId, '', 'accept');
    expect([bad.status, bad.body.code]).toEqual([400, 'invalid-request']);
  });
});

describe('stock', () => {
  it('that is less than was ordered is offered, and taken to the unit', async () => {
    const [scarce, plain] = [await at.product({ stock: 2 }), await at.product()];
    const orderId = await at.order([
      [scarce, 3],
      [plain, 1],
    ]);
    const question = await at.asked(orderId);
    expect(question).toMatchObject({ changes: [{ kind: 'fewer', line: 1, wanted: 3, left: 2 }] });
    expect(await at.stock(scarce)).toBe(2);
    await at.answer(orderId, question.id, 'accept');
    const processed = await at.reaches(orderId, 'Processed');
    expect(processed).toMatchObject({ totalCents: 3_000, quantity: 3 });
    expect(processed.items).toMatchObject([{ product: scarce, quantity: 2, fromStock: true }, { product: plain }]);
    expect(await at.stock(scarce)).toBe(0);
  });

  it('that suffices is taken without a question, in three states', async () => {
    const product = await at.product({ stock: 5 });
    const orderId = await at.order([[product, 2]]);
    await at.reaches(orderId, 'Processed');
    expect(await at.stock(product)).toBe(3);
    const entered = (await shop.history(orderId)).filter(({ type }) => type === 'TaskStateEntered');
    expect(entered).toHaveLength(3);
  });

  it('of many orders at once is never sold twice, and each order is served, or its customer asked or told', async () => {
    const product = await at.product({ stock: 7 });
    const orderIds = await Promise.all(Array.from({ length: 12 }, () => at.order([[product, 1]])));
    const settled = await Promise.all(orderIds.map((orderId) => shop.settled(orderId)));
    const count = (status: string) => settled.filter((record) => record.status === status).length;
    expect(count('Processed')).toBe(7);
    expect(count('Rejected')).toBe(5);
    expect(await at.stock(product)).toBe(0);
  });
});
