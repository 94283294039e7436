import { describe, expect, it } from 'vitest';
import { createCountOrders } from '../../../../lambdas/core/support/count-orders.ts';

describe('counting orders', () => {
  it('sums the parts of each status: of the day, and of all days where there is no outcome yet', async () => {
    const asked: string[] = [];
    const countOrders = createCountOrders({
      count: async (bucket) => {
        asked.push(bucket);
        return bucket.startsWith('Processed#2026-11-03') ? 10 : bucket === 'UnderReview' ? 3 : 0;
      },
    });
    const { day, counts } = await countOrders('2026-11-03');
    expect(day).toBe('2026-11-03');
    const of = (status: string) => counts.find((each) => each.status === status);
    expect(of('Processed')).toEqual({ status: 'Processed', orders: 40, allDays: false });
    expect(of('UnderReview')).toEqual({ status: 'UnderReview', orders: 3, allDays: true });
    expect(of('Cancelled')).toEqual({ status: 'Cancelled', orders: 0, allDays: false });
    expect(new Set(asked).size).toBe(asked.length);
  });
});
