import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Product } from '../../../../lambdas/core/contract/product.ts';
import { judge } from '../../../../lambdas/core/order/rules.ts';
import { anOrder, aProduct } from '../../../helpers/factories.ts';

const mouse = aProduct({ product: 'Mouse', name: 'Wireless mouse', unitPriceCents: 3_900, maxPerOrder: 10 });
const lamp = aProduct({ product: 'Lamp', name: 'Desk lamp', available: false });
const dollars = aProduct({ product: 'Gift card', name: 'Gift card', currency: 'USD' });
const catalogue = new Map(
  [aProduct(), mouse, lamp, dollars].map((product): [string, Product] => [product.product, product]),
);

const reasonsFor = (items: { product: string; quantity: number }[], expectedTotalCents?: number): string[] => {
  const verdict = judge(anOrder({ items, expectedTotalCents }), catalogue);
  return verdict.accepted ? [] : verdict.reasons;
};

describe('an order that keeps the rules', () => {
  test('gets the catalogue’s names and prices', () => {
    const items = [
      { product: 'Laptop', quantity: 1 },
      { product: 'Mouse', quantity: 10 },
    ];
    expect(judge(anOrder({ items, expectedTotalCents: 168_900 }), catalogue)).toEqual({
      accepted: true,
      order: {
        ...anOrder({ expectedTotalCents: 168_900 }),
        items: [
          { product: 'Laptop', name: 'Laptop 14"', quantity: 1, unitPriceCents: 129_900 },
          { product: 'Mouse', name: 'Wireless mouse', quantity: 10, unitPriceCents: 3_900 },
        ],
        totalCents: 168_900,
        currency: 'EUR',
      },
    });
  });

  test('totals to the sum of its lines in exact cents, up to the largest order there can be', () => {
    const price = fc.integer({ min: 1, max: 100_000_000 });
    const quantity = fc.integer({ min: 1, max: 99 });
    const lines = fc.array(fc.record({ price, quantity }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(lines, (drawn) => {
        const products = drawn.map((line, n) =>
          aProduct({ product: `P${n}`, unitPriceCents: line.price, maxPerOrder: 99 }),
        );
        const items = drawn.map((line, n) => ({ product: `P${n}`, quantity: line.quantity }));
        const verdict = judge(anOrder({ items }), new Map(products.map((product) => [product.product, product])));
        const exact = drawn.reduce((sum, line) => sum + BigInt(line.price) * BigInt(line.quantity), 0n);
        expect(verdict.accepted && BigInt(verdict.order.totalCents)).toBe(exact);
      }),
    );
  });
});

describe('an order that breaks a rule', () => {
  test.each([
    ['an unknown product', [{ product: 'Yacht', quantity: 1 }], ['There is no product “{line 1}” in the shop.']],
    [
      'a product by another case',
      [{ product: 'laptop', quantity: 1 }],
      ['There is no product “{line 1}” in the shop.'],
    ],
    ['an inherited name', [{ product: '__proto__', quantity: 1 }], ['There is no product “{line 1}” in the shop.']],
    ['a product not to be had', [{ product: 'Lamp', quantity: 1 }], ['“Desk lamp” is not available at the moment.']],
    [
      'too many of a product',
      [{ product: 'Laptop', quantity: 6 }],
      ['You can order at most 5 of “Laptop 14"” at a time; this order has 6.'],
    ],
    [
      'several faults, all of them told',
      [
        { product: 'Yacht', quantity: 1 },
        { product: 'Mouse', quantity: 1 },
        { product: 'Lamp', quantity: 1 },
      ],
      ['There is no product “{line 1}” in the shop.', '“Desk lamp” is not available at the moment.'],
    ],
    [
      'two currencies',
      [
        { product: 'Laptop', quantity: 1 },
        { product: 'Gift card', quantity: 1 },
      ],
      ['These products are sold in different currencies: please order them apart.'],
    ],
  ])('is rejected for %s', (_, items, reasons) => {
    expect(reasonsFor(items)).toEqual(reasons);
  });

  test('is rejected when the shopper saw another price', () => {
    expect(reasonsFor([{ product: 'Laptop', quantity: 1 }], 119_900)).toEqual([
      'The price changed: you saw €1,199.00, it is now €1,299.00. Please order again.',
    ]);
    expect(reasonsFor([{ product: 'Laptop', quantity: 1 }], 0)).toHaveLength(1);
  });
});
