import { describe, expect, it } from 'vitest';
import { showLines, totalOf } from '../../../site/src/stores/order-lines.ts';
import { product } from './fakes.ts';

describe('a total', () => {
  const catalogue = new Map([
    ['Laptop', product('Laptop', { unitPriceCents: 129_900 })],
    ['Cable', product('Cable', { unitPriceCents: 1290, maxPerOrder: 50 })],
    ['Import', product('Import', { currency: 'USD' })],
  ]);

  it('is exact in cents', () => {
    const lines = [
      { product: 'Laptop', quantity: 5 },
      { product: 'Cable', quantity: 33 },
    ];
    expect(totalOf(showLines(lines, catalogue))).toEqual({ cents: 692_070, currency: 'EUR' });
  });

  it.each([
    ['a price is missing', ['Laptop', 'Gone']],
    ['currencies differ', ['Laptop', 'Import']],
    ['nothing is there', []],
  ])('is not told when %s', (_, keys) => {
    const lines = keys.map((key) => ({ product: key, quantity: 1 }));
    expect(totalOf(showLines(lines, catalogue))).toBeUndefined();
  });

  it('is in one currency: whatever is priced in another than the first line that can be ordered says so', () => {
    const shown = showLines(
      [
        { product: 'Poster', quantity: 1 },
        { product: 'Lamp', quantity: 1 },
        { product: 'Import', quantity: 1 },
        { product: 'Gone', quantity: 1 },
      ],
      new Map(
        [
          product('Poster', { currency: 'USD', available: false }),
          product('Lamp', { currency: 'EUR' }),
          product('Import', { currency: 'USD' }),
        ].map((found) => [found.product, found]),
      ),
    );
    expect(shown.map(({ obstacle }) => obstacle)).toEqual(['unavailable', undefined, 'other-currency', 'gone']);
  });
});
