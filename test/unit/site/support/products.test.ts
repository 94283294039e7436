import { describe, expect, it } from 'vitest';
import type { ProductWrite, StockChange, SupportProduct } from '../../../../lambdas/core/contract/support-products.ts';
import type { Answer } from '../../../../site/src/api/answer.ts';
import { createProducts } from '../../../../site/src/stores/support/products.ts';
import { product } from '../fakes.ts';
import { noAnswer, ok, problem } from './fakes.ts';

const lamp = (more: Partial<SupportProduct> = {}): SupportProduct => ({
  ...product('Lamp', { stock: 5 }),
  version: 0,
  stockRevision: 2,
  ...more,
});

const open = () => {
  const sent: { change: StockChange; key: string }[] = [];
  const next: { list: SupportProduct[]; stock: Answer<SupportProduct>; written: Answer<SupportProduct> } = {
    list: [lamp()],
    stock: ok(lamp({ stock: 8, stockRevision: 3 })),
    written: ok(lamp({ version: 1 })),
  };
  let keys = 0;
  const products = createProducts({
    api: {
      products: async () => ok({ products: next.list, unreadable: ['Broken'] }),
      writeProduct: async (_product: string, _body: ProductWrite) => next.written,
      changeStock: async (_product, change, key) => {
        sent.push({ change, key });
        return next.stock;
      },
    },
    newKey: () => {
      keys += 1;
      return `key ${keys}`;
    },
    now: () => 42,
  });
  return { products, next, sent };
};

describe('the products', () => {
  it('are listed with what cannot be read, and as of when', async () => {
    const { products } = open();
    await products.load();
    expect(products.products.value).toEqual([lamp()]);
    expect([products.unreadable.value, products.asOf.value]).toEqual([['Broken'], 42]);
  });

  it('show at once what was written, and stay as they are where nothing was', async () => {
    const { products, next } = open();
    await products.load();
    const { product: key, stock: _, stockRevision: __, ...body } = lamp();
    await products.write(key, body);
    expect(products.find('Lamp')?.version).toBe(1);
    next.written = problem(409, 'product-changed');
    expect((await products.write(key, body)).ok).toBe(false);
    expect(products.find('Lamp')?.version).toBe(1);
  });
});

describe('changing a stock', () => {
  it('goes out against the revision that is shown, under a key of its own', async () => {
    const { products, sent } = open();
    await products.load();
    const changer = products.stockOf('Lamp');
    expect(await changer.change({ change: 'add', units: 3 })).toBe(true);
    expect(changer.state.value.done).toMatchObject({ wish: { units: 3 }, product: { stock: 8 } });
    expect(products.find('Lamp')?.stock).toBe(8);
    await changer.change({ change: 'add', units: 3 });
    expect(sent).toEqual([
      { change: { change: 'add', units: 3, revision: 2 }, key: 'key 1' },
      { change: { change: 'add', units: 3, revision: 3 }, key: 'key 2' },
    ]);
  });

  it.each([
    ['no answer', noAnswer],
    ['a fault of the shop', problem(503, 'unavailable')],
  ])('of which there is %s is settled by the same call, before any other', async (_, answer) => {
    const { products, next, sent } = open();
    await products.load();
    const changer = products.stockOf('Lamp');
    next.stock = answer;
    expect(await changer.change({ change: 'add', units: 3 })).toBe(false);
    expect(changer.state.value.unsettled).toEqual({ change: 'add', units: 3 });
    expect(await changer.change({ change: 'add', units: 3 })).toBe(false);
    // Whatever the list says by now: the same call is the one that is known.
    next.list = [lamp({ stock: 8, stockRevision: 3 })];
    await products.load();
    next.stock = ok(lamp({ stock: 8, stockRevision: 3 }));
    expect(await changer.again()).toBe(true);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    expect(changer.state.value).toMatchObject({ busy: false, unsettled: undefined, failure: undefined });
  });

  it('that was refused is over, and the list is looked up anew', async () => {
    const { products, next } = open();
    await products.load();
    const changer = products.stockOf('Lamp');
    next.stock = problem(409, 'too-little-stock');
    next.list = [lamp({ stock: 1 })];
    expect(await changer.change({ change: 'take', units: 5 })).toBe(false);
    expect(products.find('Lamp')?.stock).toBe(1);
    expect(changer.state.value).toMatchObject({ unsettled: undefined, failure: { kind: 'problem' } });
  });

  it('that is given up leaves what the list says', async () => {
    const { products, next, sent } = open();
    await products.load();
    const changer = products.stockOf('Lamp');
    next.stock = noAnswer;
    await changer.change({ change: 'add', units: 3 });
    await changer.giveUp();
    expect(changer.state.value.unsettled).toBeUndefined();
    expect(await changer.again()).toBe(false);
    expect(sent).toHaveLength(1);
  });
});
