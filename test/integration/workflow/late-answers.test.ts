import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { AwsError, type Interceptor } from 'local-aws';
import { until } from 'local-aws/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { activitySchema } from '../../../lambdas/core/contract/activity.ts';
import { supportOrdersSchema } from '../../../lambdas/core/contract/support.ts';
import { type Shop, startShop } from '../../helpers/shop.ts';
import { decisionsIn } from './decisions.ts';
import { HOUR_MS, skippingClock } from './skipping-clock.ts';

/** Whether nobody can reach the task that waits. */
let isCut = false;
/** Whether the function's role may not tell it. */
let isDenied = false;
const intercept: Interceptor = ({ operation, caller }) => {
  if (isDenied && operation.startsWith('SendTask') && caller.kind === 'role') {
    throw new AwsError('AccessDeniedException', 'injected', 400);
  }
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
  isDenied = false;
});
afterAll(() => shop.engine.dispose());

const approving = (questionId: string) => ({ questionId, decision: 'approve' });

/** As if what is noted had been answered so many minutes ago. */
const noteAnsweredBefore = async (orderId: string, minutes: number): Promise<void> => {
  const ago = new Date(clock.now() - minutes * 60_000).toISOString();
  const update = { TableName: 'Orders', Key: { orderId }, UpdateExpression: 'SET question.answer.#at = :at' };
  await shop.clients.tables.send(
    new UpdateCommand({
      ...update,
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':at': `${ago.slice(0, 19)}Z` },
    }),
  );
};

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
  const asking = async () => askedOrder(await at.product());
  const needs = async (orderId: string) => {
    const { attention } = supportOrdersSchema.parse((await at.staff.search()).body);
    return attention?.items.filter((item) => item.orderId === orderId).map(({ problem }) => problem);
  };

  it.each([
    ['of a customer', asking, (id: string, question: string) => at.answer(id, question, 'accept')],
    ['of a reviewer', largeOrder, (id: string, question: string) => at.review(id, approving(question))],
    ['that cancels', asking, (id: string) => at.cancel(id)],
  ] as const)('%s is among what needs a person, until support hands it on', async (_, place, give) => {
    const { orderId, questionId } = await place();
    isDenied = true;
    expect((await give(orderId, questionId)).status).toBeGreaterThanOrEqual(500);
    const { status } = (await shop.record(orderId)) ?? {};
    const listed = (await at.staff.search({ status: String(status) })).body.orders as { orderId: string }[];
    expect(listed.map((order) => order.orderId)).toContain(orderId);
    await noteAnsweredBefore(orderId, 6);
    expect(await needs(orderId)).toEqual(['answer-waits']);
    const handOn = () => at.review(orderId, { questionId, decision: 'hand-on' });
    expect((await handOn()).status).toBeGreaterThanOrEqual(500);
    expect(await needs(orderId)).toEqual(['answer-waits']);

    isDenied = false;
    expect(await handOn()).toMatchObject({ status: 202, body: { orderId, questionId } });
    await until('it is decided', async () => (await shop.record(orderId))?.processedAt !== undefined);
    expect(await needs(orderId)).toEqual([]);
    expect(await handOn()).toMatchObject({ status: 409, body: { code: 'no-open-question' } });
    const { entries } = activitySchema.parse((await at.staff.get(`activity?orderId=${orderId}`)).body);
    expect(entries.map(({ action, outcome }) => [action, outcome?.result]).slice(0, 3)).toEqual([
      ['hand-on-answer', 'refused'],
      ['hand-on-answer', 'done'],
      ['hand-on-answer', 'failed'],
    ]);
  });

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
