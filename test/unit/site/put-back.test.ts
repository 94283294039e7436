import { describe, expect, it } from 'vitest';
import type { ProductsResponse } from '../../../lambdas/core/contract/api.ts';
import type { Product } from '../../../lambdas/core/contract/product.ts';
import type { Answer } from '../../../site/src/api/answer.ts';
import { createCart } from '../../../site/src/stores/cart.ts';
import { createCatalogue } from '../../../site/src/stores/catalogue.ts';
import { createPutBack } from '../../../site/src/stores/put-back.ts';
import { createDevice, product } from './fakes.ts';

const setUp = (...products: Product[]) => {
  const answers: { next: Answer<ProductsResponse> } = { next: { ok: true, value: { products } } };
  const cart = createCart(createDevice().openTab());
  const catalogue = createCatalogue({ products: async () => answers.next });
  return { answers, cart, catalogue, putBack: createPutBack(cart, catalogue) };
};
const line = (key: string, quantity = 1) => ({ product: key, quantity });

describe('putting a rejected order back in the cart', () => {
  it('tells what is gone, what cannot be had now, and what is fewer', async () => {
    const { cart, putBack } = setUp(
      product('Desk'),
      product('Lamp', { name: 'Desk lamp', available: false }),
      product('Chair', { maxPerOrder: 2 }),
    );
    const items = [line('Desk', 3), line('Lamp'), line('Chair', 4), line('Stool')];
    expect(await putBack.put({ items, expectedTotalCents: 1 })).toBeUndefined();
    expect(cart.lines.value).toEqual([line('Desk', 3), line('Chair', 2)]);
    expect(putBack.changes.value).toEqual([
      { kind: 'unavailable', name: 'Desk lamp' },
      { kind: 'quantity', name: 'Chair', ordered: 4, now: 2, because: 'limit' },
      { kind: 'gone', name: 'Stool' },
    ]);
    putBack.dismiss();
    expect(putBack.changes.value).toEqual([]);
  });

  it('tells what is sold out, and of what no more are left', async () => {
    const { cart, putBack } = setUp(product('Desk', { stock: 0 }), product('Chair', { stock: 2 }));
    await putBack.put({ items: [line('Desk'), line('Chair', 4)] });
    expect(cart.lines.value).toEqual([line('Chair', 2)]);
    expect(putBack.changes.value).toEqual([
      { kind: 'sold-out', name: 'Desk' },
      { kind: 'quantity', name: 'Chair', ordered: 4, now: 2, because: 'left' },
    ]);
  });

  it('tells that the whole costs something else than it did', async () => {
    const { putBack } = setUp(product('Desk', { unitPriceCents: 1200 }));
    await putBack.put({ items: [line('Desk', 2)], expectedTotalCents: 2000 });
    expect(putBack.changes.value).toEqual([
      { kind: 'total', before: { cents: 2000, currency: 'EUR' }, now: { cents: 2400, currency: 'EUR' } },
    ]);
  });

  it('says nothing where all is as it was', async () => {
    const { putBack } = setUp(product('Desk'));
    await putBack.put({ items: [line('Desk', 2)], expectedTotalCents: 2000 });
    expect(putBack.changes.value).toEqual([]);
  });

  it('tells of each line what it costs now, and names what is gone as it was called', async () => {
    const { cart, putBack } = setUp(
      product('Desk', { unitPriceCents: 1200, name: 'Big desk' }),
      product('Lamp'),
      product('Chair', { unitPriceCents: 900, stock: 1 }),
    );
    const priced = (key: string, quantity = 1) => ({
      ...line(key, quantity),
      name: `Old ${key}`,
      unitPriceCents: 1000,
    });
    const items = [priced('Desk'), priced('Lamp'), priced('Chair', 2), priced('Stool')];
    await putBack.put({ items, currency: 'EUR', expectedTotalCents: 4000 });
    expect(cart.lines.value).toEqual([line('Desk'), line('Lamp'), line('Chair')]);
    const before = { cents: 1000, currency: 'EUR' };
    expect(putBack.changes.value).toEqual([
      { kind: 'price', name: 'Big desk', before, now: { cents: 1200, currency: 'EUR' } },
      { kind: 'quantity', name: 'Chair', ordered: 2, now: 1, because: 'left' },
      { kind: 'price', name: 'Chair', before, now: { cents: 900, currency: 'EUR' } },
      { kind: 'gone', name: 'Old Stool' },
    ]);
  });

  it('leaves what the cart holds, and says so', async () => {
    const { cart, putBack } = setUp(product('Desk'));
    cart.add(product('Desk'), 1);
    await putBack.put({ items: [line('Desk', 2)] });
    expect(cart.lines.value).toEqual([line('Desk', 1)]);
    expect(putBack.changes.value).toEqual([{ kind: 'quantity', name: 'Desk', ordered: 2, now: 1, because: 'in-cart' }]);
  });

  it('tells what no longer fits into a full cart', async () => {
    const { cart, putBack } = setUp(product('Desk'));
    for (let index = 0; index < 20; index += 1) cart.add(product(`P${index}`));
    await putBack.put({ items: [line('Desk')] });
    expect(putBack.changes.value).toEqual([{ kind: 'cart-full', name: 'Desk' }]);
  });

  it('puts nothing back while the catalogue of today is not known', async () => {
    const { answers, cart, putBack, catalogue } = setUp(product('Desk'));
    await catalogue.load();
    answers.next = { ok: false, failure: { kind: 'no-answer' } };
    expect(await putBack.put({ items: [line('Desk')] })).toEqual({ kind: 'no-answer' });
    expect(cart.lines.value).toEqual([]);
  });
});
