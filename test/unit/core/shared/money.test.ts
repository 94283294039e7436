import { describe, expect, it } from 'vitest';
import { formatMoney } from '../../../../lambdas/core/shared/money.ts';

describe('an amount of money', () => {
  it.each([
    [1, '€0.01'],
    [100, '€1.00'],
    [99_999, '€999.99'],
    [100_000, '€1,000.00'],
    [123_456_789_01, '€123,456,789.01'],
  ])('%d cents read %s', (cents, text) => {
    expect(formatMoney(cents, 'EUR')).toBe(text);
  });
});
