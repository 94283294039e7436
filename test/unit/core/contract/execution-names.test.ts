import { describe, expect, it } from 'vitest';
import { freshNameOf, freshNamesOf, isFresh, orderIdOf } from '../../../../lambdas/core/contract/execution-names.ts';

const orderId = '7K3M-9QXT-2V5H-A1B2';

describe('the name of an execution', () => {
  it('has only what its log on CloudWatch takes, and fits', () => {
    expect(freshNameOf(orderId)).toBe(`${orderId}-2`);
    expect(freshNameOf(orderId)).toMatch(/^[0-9A-Za-z_-]{1,80}$/);
  });

  it('leads back to its order, also where it is one of before', () => {
    expect([orderId, ...freshNamesOf(orderId)].map(orderIdOf)).toEqual([orderId, orderId, orderId]);
    expect(freshNamesOf(orderId)).toEqual([`${orderId}-2`, `${orderId}.2`]);
  });

  it('tells whether support started it afresh', () => {
    expect([orderId, ...freshNamesOf(orderId), '7K3M-9QXT-2V5H-0002'].map(isFresh)).toEqual([false, true, true, false]);
  });
});
