import { describe, expect, it } from 'vitest';
import { Cache } from '../../../../src/services/dynamodb/expressions/cache.ts';

describe('the memory of parsed expressions', () => {
  it('makes a value once, and again when others that were used later took its place', () => {
    const cache = new Cache<string>(2);
    const made: string[] = [];
    const get = (key: string): string =>
      cache.get(key, () => {
        made.push(key);
        return key.toUpperCase();
      });
    expect(['a', 'b', 'a', 'c', 'a', 'b'].map(get)).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('does not keep what has a very long key', () => {
    const cache = new Cache<number>(2);
    let made = 0;
    const get = (): number => cache.get('x'.repeat(20_000), () => (made += 1));
    expect([get(), get()]).toEqual([1, 2]);
  });
});
