import { AwsError } from 'local-aws';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Shop, startShop } from '../../helpers/shop.ts';
import { failingTask, reaches } from '../support/staff.ts';
import { decisionsIn } from './decisions.ts';

const { fault, intercept } = failingTask();
/** Whether questions reach the record, and are announced to nobody. */
let isMute = false;
let shop: Shop;
let at: Awaited<ReturnType<typeof decisionsIn>>;

beforeAll(async () => {
  shop = await startShop({
    intercept: (call) => {
      const { operation, caller } = call;
      if (isMute && operation === 'Publish' && caller.kind === 'role') {
        throw new AwsError('InvalidParameter', 'injected: not retried', 400);
      }
      return intercept(call);
    },
  });
  at = await decisionsIn(shop);
});
afterEach(() => {
  fault.of = undefined;
  isMute = false;
});
afterAll(() => shop.engine.dispose());

const redrive = async (orderId: string, body?: object): Promise<void> => {
  expect((await at.staff.post(`orders/${orderId}/redrive`, body)).status).toBe(202);
};
const placeOrder = async () => at.order([[await at.product(), 1]], { expectedTotalCents: 900 });

describe('an execution that failed where it asks', () => {
  it('before the question was noted, asks when it is redriven', async () => {
    fault.of = /Ask/;
    const orderId = await placeOrder();
    await reaches(shop, orderId, 'FAILED');
    expect(await shop.record(orderId)).toMatchObject({ status: 'Received' });
    fault.of = undefined;
    await redrive(orderId);
    const { id } = await at.asked(orderId);
    expect((await at.answer(orderId, id, 'accept')).status).toBe(202);
    await at.reaches(orderId, 'Processed');
    await reaches(shop, orderId, 'SUCCEEDED');
  });

  const failedAfterTheNote = async () => {
    isMute = true;
    const orderId = await placeOrder();
    await reaches(shop, orderId, 'FAILED');
    isMute = false;
    return { orderId, question: await at.asked(orderId) };
  };

  it('after it was noted, puts the same question when it is redriven', async () => {
    const { orderId, question } = await failedAfterTheNote();
    const before = (await shop.record(orderId))?.questionToken;
    await redrive(orderId);
    await reaches(shop, orderId, 'RUNNING');
    await expect.poll(async () => (await shop.record(orderId))?.questionToken, { timeout: 10_000 }).not.toBe(before);
    expect(await at.asked(orderId)).toMatchObject({ id: question.id, askedAt: question.askedAt });
    await at.answer(orderId, question.id, 'accept');
    await at.reaches(orderId, 'Processed');
  });

  it.each([
    ['a redrive', undefined],
    ['a fresh start', { fresh: true }],
  ])('takes the answer all the same, and %s hands it on', async (_, body) => {
    const { orderId, question } = await failedAfterTheNote();
    expect((await at.answer(orderId, question.id, 'accept')).status).toBe(202);
    expect((await at.answer(orderId, question.id, 'decline')).body).toMatchObject({ code: 'question-answered' });
    await redrive(orderId, body);
    expect(await at.reaches(orderId, 'Processed')).toMatchObject({ totalCents: 1_000 });
  });

  it('can be cancelled, which a redrive carries out', async () => {
    const { orderId } = await failedAfterTheNote();
    expect((await at.cancel(orderId)).status).toBe(202);
    await redrive(orderId);
    expect(await at.reaches(orderId, 'Cancelled')).toMatchObject({ cancelledBy: 'customer' });
  });
});
