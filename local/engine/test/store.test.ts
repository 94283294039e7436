import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isDiskFull } from '../src/disk-full.ts';
import { openStore, type Store } from '../src/store.ts';

let folder: string;
let store: Store;
const told: Error[] = [];
beforeEach(() => {
  told.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'store-'));
  store = openStore(folder, (error) => told.push(error));
  store.schema('CREATE TABLE t (v TEXT)');
  store.run('INSERT INTO t VALUES (?)', 'kept');
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const fill = (): void => {
  for (;;) store.run('INSERT INTO t VALUES (?)', 'x'.repeat(10_000));
};

describe('a store on a full disk', () => {
  it('keeps the first error, says what it is and where, and loses nothing that was committed', () => {
    store.schema('PRAGMA max_page_count = 20');
    const words = new RegExp(`^the disk is full: ${folder} takes no more \\(database or disk is full\\).*start again$`);
    expect(() => store.transaction(fill)).toThrow(words);
    expect(isDiskFull(told[0])).toBe(true);
    expect(() => store.run('INSERT INTO t VALUES (?)', 'y'.repeat(100_000))).toThrow(words);
    expect(store.all('SELECT v FROM t')).toEqual([{ v: 'kept' }]);
    store.schema('PRAGMA max_page_count = 1000');
    store.transaction(() => store.run('INSERT INTO t VALUES (?)', 'after'));
    expect(store.all('SELECT v FROM t')).toEqual([{ v: 'kept' }, { v: 'after' }]);
  });

  it('leaves other errors as they are', () => {
    expect(() => store.transaction(() => store.run('INSERT INTO nowhere VALUES (1)'))).toThrow(
      /no such table: nowhere/,
    );
    expect(() =>
      store.transaction(() => {
        store.schema('ROLLBACK');
        throw new Error('the first');
      }),
    ).toThrow('the first');
    expect(told).toEqual([]);
  });
});
