import { describe, expect, it } from 'vitest';
import { LATER_WORDS } from '../../../lambdas/core/contract/languages/en.ts';
import { createSay } from '../../../lambdas/core/contract/languages/message.ts';
import { sayAdjusted } from '../../../site/src/stores/quantity-note.ts';

const say = createSay<typeof LATER_WORDS>(LATER_WORDS, 'en');

const said = (wanted: number, taken: number) => sayAdjusted(say, { name: 'Desk', wanted, taken, most: 50 });

describe('the note beside a quantity', () => {
  it.each([
    [51, 50, 'At most 50 of Desk in one order: 50 are in the cart.'],
    [0, 1, 'At least 1: use “Remove” to take Desk out.'],
    [-2, 1, 'At least 1: use “Remove” to take Desk out.'],
    [2.7, 2, 'Whole numbers only: 2 are in the cart.'],
    [1.2, 1, 'Whole numbers only: 1 is in the cart.'],
    [Number.NaN, 3, 'That is no number: it stays at 3.'],
  ])('says why %d became %d', (wanted, taken, words) => {
    expect(said(wanted, taken)).toBe(words);
  });

  it.each([
    [3, 2, 'Only 2 of Desk left: 2 are in the cart.'],
    [99, 1, 'Only 1 of Desk left: 1 is in the cart.'],
  ])('says that fewer than %d are left', (wanted, left, words) => {
    expect(sayAdjusted(say, { name: 'Desk', wanted, taken: left, most: 50, left })).toBe(words);
  });

  it('says nothing of a quantity that was taken as it is', () => {
    expect(said(7, 7)).toBeUndefined();
  });
});
