import { mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchFiles } from '../../src/dev/watch-files.ts';
import { until } from '../../src/testing/engine.ts';

describe('watching files', () => {
  let root: string;
  let told: (readonly string[])[];
  let stop: () => void;
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'watch-'));
    mkdirSync(join(root, 'src/deep'), { recursive: true });
    writeFileSync(join(root, 'src/deep/a.ts'), '');
    writeFileSync(join(root, 'one.json'), '');
    writeFileSync(join(root, 'other.json'), '');
    told = [];
    // What was written just now may still be told.
    await new Promise((wake) => setTimeout(wake, 100));
    stop = watchFiles(root, ['src', 'one.json', 'absent'], (files) => told.push(files));
  });
  afterEach(() => stop());

  const write = (file: string): void => writeFileSync(join(root, file), 'changed');
  const hears = (file: string) => until(`it hears of ${file}`, () => told.some((files) => files.includes(file)), 5);

  it('tells of files in folders, new ones and single ones, but not of their neighbours', async () => {
    write('other.json');
    write('src/deep/a.ts');
    await hears('src/deep/a.ts');
    write('src/deep/new.ts');
    await hears('src/deep/new.ts');
    write('one.json');
    await hears('one.json');
    expect(told.flat()).not.toContain('other.json');
  });

  it('sees a file that an editor replaces, and not what it writes for itself', async () => {
    write('src/.a.ts.swp');
    write('src/a.ts~');
    write('temporary.json');
    renameSync(join(root, 'temporary.json'), join(root, 'one.json'));
    await hears('one.json');
    expect(told.flat()).toEqual(['one.json']);
  });
});
