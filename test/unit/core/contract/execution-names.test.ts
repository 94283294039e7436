import { describe, expect, it } from 'vitest';
import { freshNameOf, freshNamesOf, isFresh, orderIdOf } from '../../../../lambdas/core/contract/execution-names.ts';

const ORDER_ID = '7K3M-9QXT-2V5H-A1B2';

describe('the name of an execution', () => {
  it('has only what its log on CloudWatch takes, and fits', () => {
    expect(freshNameOf(ORDER_ID)).toBe(`${ORDER_ID}-2`);
    expect(freshNameOf(ORDER_ID)).toMatch(/^[0-9A-Za-z_-]{1,80}$/);
  });

  it('leads back to its order, also where it is one of before', () => {
    expect([ORDER_ID, ...freshNamesOf(ORDER_ID)].map(orderIdOf)).toEqual([ORDER_ID, ORDER_ID, ORDER_ID]);
    expect(freshNamesOf(ORDER_ID)).toEqual([`${ORDER_ID}-2`, `${ORDER_ID}.2`]);
  });

  it('tells whether support started it afresh', () => {
    expect([ORDER_ID, ...freshNamesOf(ORDER_ID), '7K3M-9QXT-2V5H-0002'].map(isFresh)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
