import { describe, expect, it } from 'vitest';
import { createChangeStock, type WantedChange } from '../../../../lambdas/core/catalogue/change-stock.ts';
import type { ProductDesk } from '../../../../lambdas/core/catalogue/ports.ts';
import type { StockChange } from '../../../../lambdas/core/contract/support-products.ts';
import { TemporarilyUnavailable } from '../../../../lambdas/core/shared/temporarily-unavailable.ts';
import { aProduct } from '../../../helpers/factories.ts';
import { fakeProductDesk } from '../../../helpers/fake-product-desk.ts';

const add = (units: number, revision = 0): StockChange => ({ change: 'add', units, revision });
const take = (units: number, revision = 0): StockChange => ({ change: 'take', units, revision });

const setUp = (stock?: number) => {
  const desk = fakeProductDesk(aProduct(stock === undefined ? {} : { stock }));
  const changing = (through: Pick<ProductDesk, 'get' | 'changeStock'> = desk) => {
    const changeStock = createChangeStock({ desk: through, shortHash: (text) => text.replaceAll('\n', '/') });
    return (change: StockChange, idempotencyKey: string, more: Partial<WantedChange> = {}) =>
      changeStock('Laptop', { actor: 'kim', idempotencyKey, change, ...more });
  };
  return { desk, changing, changeStock: changing(), stock: () => desk.kept.get('Laptop')?.stock };
};

describe('changing a stock', () => {
  it('adds and takes, and tells what is left', async () => {
    const { changeStock } = setUp(5);
    expect(await changeStock(add(3), 'a')).toMatchObject({ product: { stock: 8, stockRevision: 1 }, repeated: false });
    expect(await changeStock(take(8), 'b')).toMatchObject({ product: { stock: 0, stockRevision: 2 } });
  });

  it('never takes more than there is', async () => {
    const { changeStock, stock } = setUp(2);
    expect(await changeStock(take(3), 'a')).toBe('too-little-stock');
    expect(stock()).toBe(2);
  });

  it('keeps what orders take meanwhile', async () => {
    const { desk, changing, stock } = setUp(5);
    const changeStock = changing({
      get: async (key) => {
        const seen = await desk.get(key);
        desk.kept.set('Laptop', { ...(seen ?? expect.fail('gone')), stock: 1 });
        return seen;
      },
      changeStock: desk.changeStock,
    });
    expect(await changeStock(add(10), 'a')).toMatchObject({ product: { stock: 11 } });
    desk.kept.set('Laptop', { ...(desk.kept.get('Laptop') ?? expect.fail('gone')), stock: 5 });
    expect(await changeStock(take(4), 'b')).toBe('too-little-stock');
    expect(stock()).toBe(1);
  });

  it('is made once, however often it is sent', async () => {
    const { changeStock, stock } = setUp(5);
    await changeStock(add(3), 'a');
    expect(await changeStock(add(3), 'a')).toMatchObject({ product: { stock: 8 }, repeated: true });
    await changeStock(add(1), 'b');
    expect(await changeStock(add(3), 'a')).toMatchObject({ product: { stock: 9 }, repeated: true });
    expect(stock()).toBe(9);
  });

  it('is made once where the answer of its write is lost', async () => {
    const { desk, changing, stock } = setUp(5);
    const losing = changing({
      get: desk.get,
      changeStock: async (...given) => {
        await desk.changeStock(...given);
        return undefined;
      },
    });
    expect(await losing(add(3), 'a')).toMatchObject({ product: { stock: 8 }, repeated: true });
    expect(stock()).toBe(8);
  });

  it('is made for each of two people at once, and for one person under each key', async () => {
    const { changeStock, stock } = setUp(0);
    await Promise.all([changeStock(add(1), 'a'), changeStock(add(1), 'a', { actor: 'sam' }), changeStock(add(1), 'b')]);
    expect(stock()).toBe(3);
  });

  it('is refused under a key that stood for another change', async () => {
    const { changeStock, stock } = setUp(5);
    await changeStock(add(3), 'a');
    expect(await changeStock(add(4, 1), 'a')).toBe('idempotency-key-reused');
    expect(stock()).toBe(8);
  });

  it('is not made again after so many others that its note is gone, nor against a revision that never was', async () => {
    const { changeStock, stock } = setUp(0);
    await changeStock(add(100), 'first');
    for (let n = 0; n < 8; n += 1) await changeStock(add(1, n), `k${n}`);
    expect(await changeStock(add(100), 'first')).toBe('stock-changed');
    expect(await changeStock(add(100, 10), 'of the future')).toBe('stock-changed');
    expect(stock()).toBe(108);
  });

  it('starts and stops counting, and says which it is where that does not fit', async () => {
    const { changeStock, stock } = setUp();
    const start: StockChange = { change: 'start-counting', units: 7, revision: 0 };
    expect(await changeStock(add(1), 'a')).toBe('stock-not-counted');
    expect(await changeStock(take(1), 'b')).toBe('stock-not-counted');
    expect(await changeStock({ change: 'stop-counting', revision: 0 }, 'c')).toBe('stock-not-counted');
    expect(await changeStock(start, 'd')).toMatchObject({ product: { stock: 7 } });
    expect(await changeStock({ ...start, revision: 1 }, 'e')).toBe('stock-counted');
    const stopped = await changeStock({ change: 'stop-counting', revision: 1 }, 'f');
    expect(stopped).toMatchObject({ product: { stockRevision: 2 } });
    expect(stock()).toBeUndefined();
  });

  it('is refused for a product that is not there, and put off where it never finds its moment', async () => {
    const { desk, changing, changeStock } = setUp(5);
    const never = changing({ get: desk.get, changeStock: async () => undefined });
    await expect(never(add(1), 'a')).rejects.toThrow(TemporarilyUnavailable);
    desk.kept.clear();
    expect(await changeStock(add(1), 'b')).toBe('product-not-found');
  });
});
