import { describe, expect, it } from 'vitest';
import type { SupportProduct } from '../../../../lambdas/core/contract/support-products.ts';
import { changesBetween, draftOf, draftOver, readDraft } from '../../../../site/src/stores/support/product-draft.ts';
import { product } from '../fakes.ts';

const lamp = (more: Partial<SupportProduct> = {}): SupportProduct => ({
  ...product('Lamp', { unitPriceCents: 4900 }),
  version: 3,
  stockRevision: 0,
  ...more,
});
const draft = draftOf(lamp(), 'EUR');

describe('the fields of a product', () => {
  it('say what the product says, and read back as that', () => {
    expect(draft.price).toBe('49.00');
    const { product: key, stock: _, version: __, stockRevision: ___, ...text } = lamp();
    expect(readDraft(draft)).toEqual({ ok: true, product: key, text });
  });

  it.each([
    ['49', 4900],
    ['49.9', 4990],
    ['49,95', 4995],
    [' 0.01 ', 1],
    ['1000000', 100_000_000],
    // What floating point would make 114.99 cents of.
    ['1.15', 115],
  ])('read the price %j as %d cents', (price, unitPriceCents) => {
    expect(readDraft({ ...draft, price })).toMatchObject({ ok: true, text: { unitPriceCents } });
  });

  it.each([
    [{ price: '0' }, ['price']],
    [{ price: '1.299,00' }, ['price']],
    [{ price: '-5' }, ['price']],
    [{ price: '1e3' }, ['price']],
    [{ price: '1000000.01' }, ['price']],
    [{ maxPerOrder: '0' }, ['maxPerOrder']],
    [{ maxPerOrder: '2.5' }, ['maxPerOrder']],
    [{ name: ' ', description: '' }, ['name', 'description']],
    [{ currency: 'euro' }, ['currency']],
    [{ product: '' }, ['product']],
  ])('with %o are at fault', (changes, fields) => {
    const read = readDraft({ ...draft, ...changes });
    expect(Object.keys(read.ok ? {} : read.faults)).toEqual(fields);
  });

  it('of a new product are empty, in the shop’s currency', () => {
    expect(draftOf(undefined, 'USD')).toMatchObject({ product: '', price: '', currency: 'USD', available: true });
  });
});

describe('a product that somebody else changed meanwhile', () => {
  const now = lamp({ unitPriceCents: 4500, available: false, version: 4 });

  it('tells which fields, with both values', () => {
    expect(changesBetween(lamp(), now)).toEqual([
      { field: 'price', before: '49.00', now: '45.00' },
      { field: 'available', before: 'yes', now: 'no' },
    ]);
  });

  it('keeps what was typed and takes theirs where nothing was', () => {
    const typed = { ...draft, name: 'Mine', price: '40' };
    expect(draftOver(typed, lamp(), now)).toMatchObject({ name: 'Mine', price: '40', available: false });
  });
});
