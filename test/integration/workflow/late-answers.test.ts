import { AwsError, type Interceptor } from 'local-aws';
import { until } from 'local-aws/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Shop, startShop } from '../../helpers/shop.ts';
import { decisionsIn } from './decisions.ts';
import { HOUR_MS, skippingClock } from './skipping-clock.ts';

/** Whether nobody can reach the task that waits. */
let isCut = false;
const intercept: Interceptor = ({ operation }) => {
  if (isCut && operation.startsWith('SendTask')) throw new AwsError('InternalServerError', 'injected', 500);
};

const { clock, skip } = skippingClock();
let shop: Shop;
let at: Awaited<ReturnType<typeof decisionsIn>>;

beforeAll(async () => {
  shop = await startShop({ clock, intercept });
  at = await decisionsIn(shop);
});
afterEach(() => {
  isCut = false;
});
afterAll(() => shop.engine.dispose());

const askedOrder = async (product: string) => {
  const orderId = await at.order([[product, 1]], { expectedTotalCents: 900 });
  return { orderId, questionId: (await at.asked(orderId)).id };
};
const largeOrder = async () => {
  const orderId = await at.order([[await at.product({ unitPriceCents: 1_000_001 }), 1]]);
  return { orderId, questionId: (await at.asked(orderId, 'UnderReview')).id };
};

/** An answer that is noted and cannot be handed on, and that nobody gives again; then the time of the wait is over. */
const noteAndWait = async (orderId: string, give: () => Promise<{ status: number }>) => {
  isCut = true;
  expect((await give()).status).toBe(503);
  expect(await shop.record(orderId)).toHaveProperty('question.answer');
  isCut = false;
  skip(73 * HOUR_MS);
  await until(`the execution of ${orderId} has ended`, async () => {
    const execution = (await shop.executions()).find(({ name }) => name === orderId);
    return execution && execution.status !== 'RUNNING' ? execution : undefined;
  });
  return shop.record(orderId);
};

const entered = async (orderId: string): Promise<unknown[]> =>
  (await shop.history(orderId)).flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);

describe('an answer that was noted and reached no task before the time was over', () => {
  it('of a customer who accepted is handed on when the question is put again', async () => {
    const product = await at.product({ stock: 2 });
    const { orderId, questionId } = await askedOrder(product);
    const record = await noteAndWait(orderId, () => at.answer(orderId, questionId, 'accept'));
    expect(record).toMatchObject({ status: 'Processed', totalCents: 1_000 });
    expect(await at.stock(product)).toBe(1);
    expect(await entered(orderId)).toEqual([
      ...['ValidateOrder', 'AskCustomer', 'RecordRejection', 'AskCustomer'],
      ...['ValidateOrder', 'PersistOrder', 'PublishConfirmation'],
    ]);
  });

  it('of a customer who declined rejects the order as declined, in one more round', async () => {
    const { orderId, questionId } = await askedOrder(await at.product());
    const record = await noteAndWait(orderId, () => at.answer(orderId, questionId, 'decline'));
    expect(record).toMatchObject({
      status: 'Rejected',
      reasons: ['You declined what we could offer, so nothing was ordered.'],
    });
    expect(await entered(orderId)).toEqual([
      ...['ValidateOrder', 'AskCustomer', 'RecordRejection', 'AskCustomer', 'RecordRejection', 'PublishRejection'],
    ]);
  });

  it('of a customer who cancelled cancels it', async () => {
    const { orderId } = await askedOrder(await at.product());
    const record = await noteAndWait(orderId, () => at.cancel(orderId, { reason: 'Too dear.' }));
    expect(record).toMatchObject({ status: 'Cancelled', cancelledBy: 'customer', cancelReason: 'Too dear.' });
  });

  it('of support that approved lets it pass', async () => {
    const { orderId, questionId } = await largeOrder();
    const record = await noteAndWait(orderId, () => at.review(orderId, { questionId, decision: 'approve' }));
    expect(record).toMatchObject({ status: 'Processed', totalCents: 1_000_001 });
  });

  it('of support that refused rejects it, with the reason', async () => {
    const { orderId, questionId } = await largeOrder();
    const give = () => at.review(orderId, { questionId, decision: 'reject', reason: 'Nobody is there.' });
    expect(await noteAndWait(orderId, give)).toMatchObject({
      status: 'Rejected',
      reasons: ['We cannot take this order: Nobody is there.'],
    });
  });
});

describe('an answer that could not be handed on', () => {
  it('is handed on when it is given again, and not taken otherwise', async () => {
    const { orderId, questionId } = await askedOrder(await at.product());
    isCut = true;
    expect((await at.answer(orderId, questionId, 'accept')).status).toBe(503);
    isCut = false;
    expect((await at.answer(orderId, questionId, 'decline')).body).toMatchObject({ code: 'question-answered' });
    expect((await at.answer(orderId, questionId, 'accept')).status).toBe(202);
    expect(await at.reaches(orderId, 'Processed')).toMatchObject({ totalCents: 1_000 });
  });
});
