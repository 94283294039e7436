import { describe, expect, it } from 'vitest';
import type { Shelf } from '../../../../site/src/stores/shelf.ts';
import { createSavedSearches } from '../../../../site/src/stores/support/saved-searches.ts';

const aShelf = (kept: Record<string, string> = {}): Shelf & { kept: Record<string, string> } => ({
  kept,
  read: (key) => kept[key] ?? null,
  write: (key, value) => {
    if (value === undefined) delete kept[key];
    else kept[key] = value;
  },
  watch: () => {},
});

describe('searches that are kept', () => {
  it('are there after a reload, one a name, and may be forgotten', () => {
    const shelf = aShelf();
    const saved = createSavedSearches(shelf);
    saved.save({ name: 'rejected', address: '/support?status=Rejected' });
    saved.save({ name: 'mice', address: '/support#product=Mouse' });
    saved.save({ name: 'rejected', address: '/support?status=Rejected&from=2026-11-01' });
    const again = createSavedSearches(shelf);
    expect(again.searches.value).toEqual([
      { name: 'mice', address: '/support#product=Mouse' },
      { name: 'rejected', address: '/support?status=Rejected&from=2026-11-01' },
    ]);
    again.forget('mice');
    again.forget('rejected');
    expect(again.searches.value).toEqual([]);
    expect(shelf.kept).toEqual({});
  });

  it('never name a person', () => {
    const { mayKeep } = createSavedSearches(aShelf());
    expect(mayKeep('/support?status=Rejected#product=Mouse')).toBe(true);
    expect(mayKeep('/support#email=ada%40example.com')).toBe(false);
  });

  it('are twenty at the most, of which the oldest goes', () => {
    const saved = createSavedSearches(aShelf());
    for (let count = 1; count <= 21; count += 1) saved.save({ name: `n${count}`, address: '/support' });
    expect(saved.searches.value.map(({ name }) => name)).toEqual(
      Array.from({ length: 20 }, (_, index) => `n${index + 2}`),
    );
  });

  it('lead nowhere but to these pages, whatever is on the device', () => {
    const shelf = aShelf({ 'shop.support.searches': '[{"name":"x","address":"https://example.com/"}]' });
    expect(createSavedSearches(shelf).searches.value).toEqual([]);
  });
});
