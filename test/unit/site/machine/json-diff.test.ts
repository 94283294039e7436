import { describe, expect, it } from 'vitest';
import { differencesOf } from '../../../../site/src/machine/json-diff.ts';

const diff = (before: unknown, after: unknown) => differencesOf(JSON.stringify(before), JSON.stringify(after));

describe('what a state changed', () => {
  it('is told place by place', () => {
    const before = { status: 'Received', quantity: 2, items: [{ product: 'Laptop' }], gone: null };
    const after = { status: 'Processed', quantity: 2, items: [{ product: 'Laptop', cents: 5 }, 'more'] };
    expect(diff(before, after)).toEqual([
      { path: 'status', kind: 'changed', before: '"Received"', after: '"Processed"' },
      { path: 'items[0].cents', kind: 'added', before: undefined, after: '5' },
      { path: 'items[1]', kind: 'added', before: undefined, after: '"more"' },
      { path: 'gone', kind: 'removed', before: 'null', after: undefined },
    ]);
  });

  it('is one change where values of another kind stand', () => {
    expect(diff({ a: [1] }, { a: { 0: 1 } })).toEqual([
      { path: 'a', kind: 'changed', before: '[1]', after: '{"0":1}' },
    ]);
    expect(diff(1, 'one')).toEqual([{ path: '', kind: 'changed', before: '1', after: '"one"' }]);
  });

  it('is nothing where both are equal, however they are written', () => {
    expect(differencesOf('{"a": 1}', '{"a":1}')).toEqual([]);
  });

  it('names members that are no plain names as JSON does', () => {
    expect(diff({}, { 'a.b': 1, toString: 2 })?.map(({ path }) => path)).toEqual(['["a.b"]', 'toString']);
  });

  it('is unknown where a text is no JSON', () => {
    expect(differencesOf('{', '{}')).toBeUndefined();
  });
});
