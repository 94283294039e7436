import { describe, expect, it } from 'vitest';
import { summarise } from '../../../../lambdas/core/order/summary.ts';

describe('the summary of an order', () => {
  it.each([
    [[{ product: 'Laptop', quantity: 1 }], { product: 'Laptop', quantity: 1 }],
    [[{ product: 'Laptop', quantity: 3 }], { product: 'Laptop', quantity: 3 }],
    [
      [
        { product: 'Laptop', quantity: 1 },
        { product: 'Mouse', quantity: 2 },
        { product: 'Cable', quantity: 4 },
      ],
      { product: 'Laptop + 2 more', quantity: 7 },
    ],
  ])('%j is summarised as %j', (items, summary) => {
    expect(summarise(items)).toEqual(summary);
  });
});
