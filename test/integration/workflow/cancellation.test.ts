import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelAcceptedSchema } from '../../../lambdas/core/contract/decision.ts';
import { type Shop, startShop, support } from '../../helpers/shop.ts';
import { decisionsIn } from './decisions.ts';

let shop: Shop;
let at: Awaited<ReturnType<typeof decisionsIn>>;

beforeAll(async () => {
  shop = await startShop();
  at = await decisionsIn(shop);
});
afterAll(() => shop.engine.dispose());

const processedOrder = async (quantity = 2) => {
  const product = await at.product({ stock: 5 });
  const orderId = await at.order([[product, quantity]]);
  await at.reaches(orderId, 'Processed');
  return { product, orderId };
};

describe('a cancellation', () => {
  it('right after Processed gives the stock back to the unit, and says who and when', async () => {
    const { product, orderId } = await processedOrder();
    expect(await at.stock(product)).toBe(3);
    expect(await at.read(orderId)).toHaveProperty('cancellableUntil');
    const cancelled = await at.cancel(orderId, { reason: 'I changed my mind.' });
    expect(cancelled.status).toBe(202);
    expect(cancelAcceptedSchema.parse(cancelled.body)).toMatchObject({ orderId, cancelledBy: 'customer' });
    const record = await at.reaches(orderId, 'Cancelled');
    expect(record).toMatchObject({ cancelledBy: 'customer', cancelReason: 'I changed my mind.', totalCents: 2_000 });
    expect(await at.stock(product)).toBe(5);
  });

  it('twice at once, and once more afterwards, is one', async () => {
    const { product, orderId } = await processedOrder();
    const answers = await Promise.all(Array.from({ length: 5 }, () => at.cancel(orderId)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    await at.reaches(orderId, 'Cancelled');
    expect((await at.cancel(orderId)).status).toBe(202);
    expect(await at.stock(product)).toBe(5);
  });

  it('of an order with an open question ends it without anything sold', async () => {
    const product = await at.product({ stock: 1 });
    const orderId = await at.order([[product, 2]]);
    await at.asked(orderId);
    expect((await at.cancel(orderId)).status).toBe(202);
    expect(await at.reaches(orderId, 'Cancelled')).toMatchObject({ cancelledBy: 'customer' });
    expect(await at.stock(product)).toBe(1);
  });

  it('at the same moment as an answer has one outcome, with the stock right', async () => {
    const product = await at.product({ stock: 1 });
    const orderId = await at.order([[product, 2]]);
    const question = await at.asked(orderId);
    const [answer, cancelled] = await Promise.all([at.answer(orderId, question.id, 'accept'), at.cancel(orderId)]);
    expect([answer.status, cancelled.status].toSorted()).toEqual([202, 409]);
    await at.reaches(orderId, answer.status === 202 ? 'Processed' : 'Cancelled');
    expect(await at.stock(product)).toBe(answer.status === 202 ? 0 : 1);
  });

  it('after the window is for support alone', async () => {
    const { product, orderId } = await processedOrder();
    await shop.clients.tables.send(
      new UpdateCommand({
        TableName: 'Orders',
        Key: { orderId },
        UpdateExpression: 'SET processedAt = :at',
        ExpressionAttributeValues: { ':at': '2025-01-01T00:00:00Z' },
      }),
    );
    const late = await at.cancel(orderId);
    expect([late.status, late.body.code]).toEqual([409, 'not-cancellable']);
    expect(await at.read(orderId)).not.toHaveProperty('cancellableUntil');
    expect((await at.cancelAsSupport(orderId, 'It is broken.')).status).toBe(202);
    expect(await at.reaches(orderId, 'Cancelled')).toMatchObject({
      cancelledBy: 'support',
      cancelReason: 'It is broken.',
    });
    expect(await at.stock(product)).toBe(5);
  });

  it('of somebody else’s order, of a rejected one, and by support without a reason is refused', async () => {
    const { orderId } = await processedOrder();
    expect((await at.cancel(orderId, {}, support)).status).toBe(404);
    expect((await at.staff.post(`orders/${orderId}/cancel`, {})).status).toBe(400);
    const rejected = await at.order([['Yacht', 1]]);
    await at.reaches(rejected, 'Rejected');
    expect((await at.cancel(rejected)).body).toMatchObject({ code: 'not-cancellable' });
  });

  it('gives nothing back for a product that is not counted any more, and is done all the same', async () => {
    const [gone, kept] = [await at.product({ stock: 5 }), await at.product({ stock: 5 })];
    const orderId = await at.order([
      [gone, 1],
      [kept, 2],
    ]);
    await at.reaches(orderId, 'Processed');
    const TableName = shop.engine.outputs.ProductsTableName;
    await shop.clients.tables.send(
      new UpdateCommand({ TableName, Key: { product: gone }, UpdateExpression: 'REMOVE stock' }),
    );
    await at.cancel(orderId);
    await at.reaches(orderId, 'Cancelled');
    expect([await at.stock(gone), await at.stock(kept)]).toEqual([undefined, 5]);
  });
});
