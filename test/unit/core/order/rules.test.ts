import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Order } from '../../../../lambdas/core/contract/order.ts';
import type { Product } from '../../../../lambdas/core/contract/product.ts';
import type { RaisedGround } from '../../../../lambdas/core/order/reasons.ts';
import { judge } from '../../../../lambdas/core/order/rules.ts';
import { anOrder, aProduct } from '../../../helpers/factories.ts';

const mouse = aProduct({ product: 'Mouse', name: 'Wireless mouse', unitPriceCents: 3_900, maxPerOrder: 10 });
const lamp = aProduct({ product: 'Lamp', name: 'Desk lamp', available: false });
const dollars = aProduct({ product: 'Gift card', name: 'Gift card', currency: 'USD' });
const catalogue = new Map(
  [aProduct(), mouse, lamp, dollars].map((product): [string, Product] => [product.product, product]),
);

const POLICY = { reviewAboveCents: 1_000_000 };

type Lines = { product: string; quantity: number }[];

const groundsFor = (items: Lines): RaisedGround[] => {
  const judged = judge(anOrder({ items }), catalogue, POLICY);
  return judged.verdict === 'rejected' ? judged.grounds : [];
};

/** The question that an order raises; undefined where it raises none. */
const questionFor = (changes: Partial<Order>, products: ReadonlyMap<string, Product> = catalogue) => {
  const judged = judge(anOrder(changes), products, POLICY);
  return judged.verdict === 'asked' ? judged.question : undefined;
};

const stocked = (stock: number) =>
  new Map(catalogue).set('Mouse', { ...mouse, stock }).set('Laptop', { ...aProduct(), stock: 5 });

describe('an order that keeps the rules', () => {
  it('gets the catalogue’s names and prices', () => {
    const items = [
      { product: 'Laptop', quantity: 1 },
      { product: 'Mouse', quantity: 10 },
    ];
    expect(judge(anOrder({ items, expectedTotalCents: 168_900 }), catalogue, POLICY)).toEqual({
      verdict: 'accepted',
      order: {
        ...anOrder({ expectedTotalCents: 168_900 }),
        product: 'Laptop + 1 more',
        quantity: 11,
        items: [
          { product: 'Laptop', name: 'Laptop 14"', quantity: 1, unitPriceCents: 129_900 },
          { product: 'Mouse', name: 'Wireless mouse', quantity: 10, unitPriceCents: 3_900 },
        ],
        totalCents: 168_900,
        currency: 'EUR',
      },
    });
  });

  it('totals to the sum of its lines in exact cents, up to the largest order there can be', () => {
    const price = fc.integer({ min: 1, max: 100_000_000 });
    const quantity = fc.integer({ min: 1, max: 99 });
    const lines = fc.array(fc.record({ price, quantity }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(lines, (drawn) => {
        const products = drawn.map((line, n) =>
          aProduct({ product: `P${n}`, unitPriceCents: line.price, maxPerOrder: 99 }),
        );
        const items = drawn.map((line, n) => ({ product: `P${n}`, quantity: line.quantity }));
        const known = new Map(products.map((product) => [product.product, product]));
        const judged = judge(anOrder({ items }), known, { reviewAboveCents: Number.MAX_SAFE_INTEGER });
        const exact = drawn.reduce((sum, line) => sum + BigInt(line.price) * BigInt(line.quantity), 0n);
        expect(judged.verdict === 'accepted' && BigInt(judged.order.totalCents)).toBe(exact);
      }),
    );
  });
});

describe('an order that breaks a rule', () => {
  it.each([
    ['an unknown product', [{ product: 'Yacht', quantity: 1 }], [{ code: 'unknown-product', line: 1 }]],
    ['a product by another case', [{ product: 'laptop', quantity: 1 }], [{ code: 'unknown-product', line: 1 }]],
    ['an inherited name', [{ product: '__proto__', quantity: 1 }], [{ code: 'unknown-product', line: 1 }]],
    ['a product not to be had', [{ product: 'Lamp', quantity: 1 }], [{ code: 'not-available', name: 'Desk lamp' }]],
    [
      'too many of a product',
      [{ product: 'Laptop', quantity: 6 }],
      [{ code: 'too-many', name: 'Laptop 14"', most: 5, wanted: 6 }],
    ],
    [
      'several faults, all of them told',
      [
        { product: 'Yacht', quantity: 1 },
        { product: 'Mouse', quantity: 11 },
        { product: 'Lamp', quantity: 1 },
      ],
      [
        { code: 'unknown-product', line: 1 },
        { code: 'too-many', name: 'Wireless mouse', most: 10, wanted: 11 },
        { code: 'not-available', name: 'Desk lamp' },
      ],
    ],
    [
      'two currencies',
      [
        { product: 'Laptop', quantity: 1 },
        { product: 'Gift card', quantity: 1 },
      ],
      [{ code: 'several-currencies' }],
    ],
  ])('is rejected for %s', (_, items, grounds) => {
    expect(groundsFor(items)).toEqual(grounds);
  });

  it('is rejected once its stock was sold to others three times while it was processed', () => {
    const items = [{ product: 'Mouse', quantity: 1 }];
    const judgedAfter = (outOfStock: number) => judge(anOrder({ items, outOfStock }), stocked(3), POLICY).verdict;
    expect([judgedAfter(2), judgedAfter(3)]).toEqual(['accepted', 'rejected']);
  });

  it('is rejected for a product that is sold out where it has no other', () => {
    const judged = judge(anOrder({ items: [{ product: 'Mouse', quantity: 1 }] }), stocked(0), POLICY);
    expect(judged).toEqual({ verdict: 'rejected', grounds: [{ code: 'sold-out', name: 'Wireless mouse' }] });
  });
});

describe('an order that cannot be had as it was placed', () => {
  const laptop = { product: 'Laptop', name: 'Laptop 14"', quantity: 1, unitPriceCents: 129_900 };

  it('asks its customer when the shopper saw another price, with both totals', () => {
    expect(questionFor({ expectedTotalCents: 119_900 })).toEqual({
      kind: 'customer',
      proposal: { items: [laptop], totalCents: 129_900, currency: 'EUR' },
      changes: [{ kind: 'price', seenTotalCents: 119_900, totalCents: 129_900 }],
    });
    expect(questionFor({ expectedTotalCents: 0 })).toBeDefined();
  });

  it('offers what is left where fewer are, and marks what comes from stock', () => {
    const items = [
      { product: 'Laptop', quantity: 1 },
      { product: 'Mouse', quantity: 3 },
    ];
    const question = questionFor({ items, expectedTotalCents: 141_600 }, stocked(2));
    expect(question).toEqual({
      kind: 'customer',
      proposal: {
        items: [
          { ...laptop, fromStock: true },
          { product: 'Mouse', name: 'Wireless mouse', quantity: 2, unitPriceCents: 3_900, fromStock: true },
        ],
        totalCents: 137_700,
        currency: 'EUR',
      },
      changes: [{ kind: 'fewer', line: 2, name: 'Wireless mouse', wanted: 3, left: 2 }],
    });
  });

  it('offers the rest where lines are gone, and names an unknown product by its line alone', () => {
    const items = ['Yacht', 'Lamp', 'Laptop'].map((product) => ({ product, quantity: 1 }));
    const question = questionFor({ items });
    expect(question).toMatchObject({
      proposal: { items: [laptop] },
      changes: [
        { kind: 'gone', line: 1 },
        { kind: 'gone', line: 2, name: 'Desk lamp' },
      ],
    });
    expect(JSON.stringify(question)).not.toContain('Yacht');
  });

  it('tells a changed price beside what is gone, as the order would cost now', () => {
    const items = ['Lamp', 'Laptop'].map((product) => ({ product, quantity: 1 }));
    expect(questionFor({ items, expectedTotalCents: 1 })).toMatchObject({
      proposal: { totalCents: 129_900 },
      changes: [{ kind: 'price', seenTotalCents: 1, totalCents: 259_800 }, { kind: 'gone' }],
    });
  });

  it('passes as proposed once its customer accepted, whatever the stock and the prices', () => {
    const line = fc.record({
      price: fc.integer({ min: 1, max: 1_000 }),
      quantity: fc.integer({ min: 1, max: 9 }),
      stock: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
      available: fc.boolean(),
    });
    const drawing = fc.tuple(fc.array(line, { minLength: 1, maxLength: 5 }), fc.option(fc.nat(), { nil: undefined }));
    fc.assert(
      fc.property(drawing, ([drawn, expectedTotalCents]) => {
        const products = drawn.map(({ price, stock, available }, n) =>
          aProduct({ product: `P${n}`, unitPriceCents: price, maxPerOrder: 9, stock, available }),
        );
        const known = new Map(products.map((product) => [product.product, product]));
        const items = drawn.map(({ quantity }, n) => ({ product: `P${n}`, quantity }));
        const judged = judge(anOrder({ items, expectedTotalCents }), known, POLICY);
        if (judged.verdict !== 'asked' || judged.question.kind !== 'customer') return;
        const { items: offered, totalCents } = judged.question.proposal;
        const again = judge(anOrder({ items: offered, expectedTotalCents: totalCents }), known, POLICY);
        expect(again).toMatchObject({ verdict: 'accepted', order: { items: offered, totalCents } });
      }),
    );
  });
});

describe('an order above the limit', () => {
  const items = [{ product: 'Laptop', quantity: 5 }];
  const policy = { reviewAboveCents: 649_499 };
  const judged = (changes: Partial<Order> = {}, limit = policy) =>
    judge(anOrder({ items, ...changes }), catalogue, limit);
  const review = { approvedBy: 'a person', approvedAt: '2025-11-03T13:00:00Z', totalCents: 649_500 };

  it('is let pass by a person, and one at the limit by nobody', () => {
    const items = [{ product: 'Laptop', name: 'Laptop 14"', quantity: 5, unitPriceCents: 129_900 }];
    const question = { kind: 'review', items, totalCents: 649_500, currency: 'EUR', limitCents: 649_499 };
    expect(judged()).toEqual({ verdict: 'asked', question });
    expect(judged({}, { reviewAboveCents: 649_500 }).verdict).toBe('accepted');
  });

  it('passes once a person let that total pass, or a higher one, and is asked about again above it', () => {
    expect(judged({ review }).verdict).toBe('accepted');
    expect(judged({ review: { ...review, totalCents: 700_000 } }).verdict).toBe('accepted');
    expect(judged({ review: { ...review, totalCents: 649_499 } }).verdict).toBe('asked');
  });

  it('asks its customer first', () => {
    expect(judged({ expectedTotalCents: 1 })).toMatchObject({ question: { kind: 'customer' } });
  });
});
