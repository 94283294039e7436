import { AwsError, type Interceptor } from 'local-aws';
import { until } from 'local-aws/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Shop, startShop } from '../../helpers/shop.ts';
import { reaches } from '../support/staff.ts';
import { decisionsIn } from './decisions.ts';

let shop: Shop;
let at: Awaited<ReturnType<typeof decisionsIn>>;
/** What happens to calls of roles at this moment. */
let fault: Interceptor | undefined;

beforeAll(async () => {
  shop = await startShop({ intercept: (call) => (call.caller.kind === 'role' ? fault?.(call) : undefined) });
  at = await decisionsIn(shop);
});
afterEach(() => {
  fault = undefined;
});
afterAll(() => shop.engine.dispose());

const entered = async (orderId: string, state: string): Promise<number> =>
  (await shop.history(orderId)).filter(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name === state)
    .length;

/** Runs before each invocation of persist-order by the workflow, and what it gives after it. */
const aroundPersist = (work: () => Promise<() => Promise<void>>): Interceptor => {
  return ({ operation, input }) => {
    if (operation === 'Invoke' && /Persist/i.test((input as { FunctionName: string }).FunctionName)) return work();
  };
};

/** The first so many transactions end as told: before they happen, or after. */
const transactions = (count: number, when: 'before' | 'after', error: () => AwsError) => {
  let left = count;
  const intercept: Interceptor = ({ operation }) => {
    if (operation !== 'TransactWriteItems' || left === 0) return;
    left -= 1;
    if (when === 'before') throw error();
    return () => {
      throw error();
    };
  };
  return { intercept, left: () => left };
};

const conflict = () =>
  new AwsError('TransactionCanceledException', 'injected', 400, {
    CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
  });
const broken = () => new AwsError('InternalServerError', 'injected', 500);

describe('stock that others buy between the look at it and the decision', () => {
  it('is asked about where less is left, and sold to the unit', async () => {
    const product = await at.product({ stock: 3 });
    let rounds = 0;
    fault = aroundPersist(async () => {
      rounds += 1;
      if (rounds === 1) await at.change(product, 'stock', 1);
      return async () => {};
    });
    const orderId = await at.order([[product, 2]]);
    const question = await at.asked(orderId);
    expect(question).toMatchObject({ changes: [{ kind: 'fewer', wanted: 2, left: 1 }] });
    await at.answer(orderId, question.id, 'accept');
    expect(await at.reaches(orderId, 'Processed')).toMatchObject({ quantity: 1, totalCents: 1_000 });
    expect(await at.stock(product)).toBe(0);
  });

  it('and gives back, three times, rejects the order in plain words', async () => {
    const product = await at.product({ stock: 1 });
    fault = aroundPersist(async () => {
      await at.change(product, 'stock', 0);
      return () => at.change(product, 'stock', 1);
    });
    const orderId = await at.order([[product, 1]]);
    expect((await at.reaches(orderId, 'Rejected')).reasons).toEqual([
      'What you ordered was sold to others again and again while we processed your order.',
    ]);
    expect(await entered(orderId, 'PersistOrder')).toBe(3);
    await reaches(shop, orderId, 'SUCCEEDED');
  });
});

describe('the transaction that decides an order', () => {
  it.each([
    ['twice, is tried again at once', 2],
    ['beyond its own attempts, is tried again by the workflow', 7],
  ])('that meets another one %s', async (_, times) => {
    const product = await at.product({ stock: 3 });
    const conflicts = transactions(times, 'before', conflict);
    fault = conflicts.intercept;
    const orderId = await at.order([[product, 2]]);
    await at.reaches(orderId, 'Processed');
    expect([conflicts.left(), await at.stock(product)]).toEqual([0, 1]);
    await reaches(shop, orderId, 'SUCCEEDED');
  });

  it.each([
    ['once', 1],
    ['on every attempt of an invocation', 2],
  ])('takes stock once though its answer is lost %s', async (_, times) => {
    const product = await at.product({ stock: 3 });
    const losses = transactions(times, 'after', broken);
    fault = losses.intercept;
    const orderId = await at.order([[product, 2]]);
    await at.reaches(orderId, 'Processed');
    await reaches(shop, orderId, 'SUCCEEDED');
    expect([losses.left(), await at.stock(product)]).toEqual([0, 1]);
  });

  it('gives back once though the answer of the cancellation is lost', async () => {
    const product = await at.product({ stock: 3 });
    const orderId = await at.order([[product, 2]]);
    await at.reaches(orderId, 'Processed');
    const losses = transactions(2, 'after', broken);
    fault = losses.intercept;
    expect((await at.cancel(orderId)).status).toBe(202);
    await at.reaches(orderId, 'Cancelled');
    await until('its answer was lost for the last time', () => losses.left() === 0);
    expect(await at.stock(product)).toBe(3);
  });
});

describe('a customer who cancels before the workflow knows that the order is Processed', () => {
  it('has it Cancelled, and both workflows end well', async () => {
    const product = await at.product({ stock: 3 });
    let isLost = false;
    fault = aroundPersist(async () => async () => {
      if (isLost) return;
      isLost = true;
      const [record] = (await shop.records()).filter(({ items }) => JSON.stringify(items).includes(`"${product}"`));
      const orderId = String(record?.orderId);
      await at.cancel(orderId);
      await at.reaches(orderId, 'Cancelled');
      throw new AwsError('ServiceException', 'injected: it happened, its answer is lost', 500);
    });
    const orderId = await at.order([[product, 2]]);
    await reaches(shop, orderId, 'SUCCEEDED');
    expect(await shop.record(orderId)).toMatchObject({ status: 'Cancelled', totalCents: 2_000 });
    expect(await at.stock(product)).toBe(3);
    expect(await entered(orderId, 'PersistOrder')).toBe(1);
  });
});
