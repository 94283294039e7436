import { describe, expect, it } from 'vitest';
import { named } from './rows.ts';
import { unchecked, written } from './unchecked.ts';
import { unnoticed } from './unnoticed.ts';

describe('the breaks', () => {
  it('have each a name of their own, a page of AWS, and words that know nothing of the shop', () => {
    expect(new Set(named.map(([name]) => name)).size).toBe(named.length);
    for (const [name, { aws, page, unnoticed = '' }] of named) {
      expect(page, name).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/[\w./#-]+$/);
      expect(`${name} ${aws} ${unnoticed}`).not.toMatch(/\bshop\b|\border\b|customer\b(?!-managed)|\bsupport\b/i);
    }
  });

  it('are noticed but for those that the engine’s README lists: after a change, npm run unchecked', () => {
    expect(written()).toBe(unchecked());
  });

  it('are at least 200, 95 of 100 noticed', () => {
    const missed = named.filter(([, { unnoticed: why }]) => why !== undefined);
    expect(named.length).toBeGreaterThanOrEqual(200);
    expect(missed.length / named.length).toBeLessThanOrEqual(0.05);
    expect(missed.map(([name]) => name).toSorted()).toEqual(Object.keys(unnoticed).toSorted());
  });
});
