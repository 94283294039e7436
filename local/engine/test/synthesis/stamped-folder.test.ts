import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/synthesis/fingerprint.ts';
import { makeFolder } from '../../src/synthesis/stamped-folder.ts';

let root: string;
let made: number;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'made-'));
  mkdirSync(join(root, 'src/deep'), { recursive: true });
  writeFileSync(join(root, 'src/a.txt'), 'a');
  writeFileSync(join(root, 'src/deep/b.txt'), 'b');
  made = 0;
});

const of = (...facts: unknown[]): string => fingerprint(root, ['src', 'lock.json'], facts);
const target = (): string => join(root, 'out');
const make = async (folder: string): Promise<void> => {
  made += 1;
  mkdirSync(folder);
  writeFileSync(join(folder, 'result.txt'), String(made));
};

describe('a fingerprint', () => {
  it('is the same for the same names, contents and facts', () => {
    expect(of('x')).toBe(of('x'));
    expect(of('x')).not.toBe(of('y'));
  });

  it.each<[string, () => void]>([
    ['a changed file', () => writeFileSync(join(root, 'src/deep/b.txt'), 'c')],
    ['a new file', () => writeFileSync(join(root, 'src/c.txt'), '')],
    ['a file that was absent', () => writeFileSync(join(root, 'lock.json'), '{}')],
  ])('is another with %s', (_what, change) => {
    const before = of();
    change();
    expect(of()).not.toBe(before);
  });
});

describe('a folder that is made from sources', () => {
  it('is made once while they stay the same', async () => {
    await makeFolder(target(), of, make);
    await makeFolder(target(), of, make);
    expect(made).toBe(1);
    expect(readFileSync(join(target(), 'result.txt'), 'utf8')).toBe('1');
  });

  it('is made again when they change, and holds nothing of before', async () => {
    await makeFolder(target(), of, make);
    writeFileSync(join(target(), 'left.txt'), '');
    writeFileSync(join(root, 'src/a.txt'), 'changed');
    await makeFolder(target(), of, make);
    expect(readFileSync(join(target(), 'result.txt'), 'utf8')).toBe('2');
    expect(existsSync(join(target(), 'left.txt'))).toBe(false);
  });

  it('is made again after one that was broken off, which leaves the old one whole', async () => {
    await makeFolder(target(), of, make);
    writeFileSync(join(root, 'src/a.txt'), 'changed');
    const breakOff = async (folder: string): Promise<void> => {
      await make(folder);
      throw new Error('killed');
    };
    await expect(makeFolder(target(), of, breakOff)).rejects.toThrow('killed');
    expect(readFileSync(join(target(), 'result.txt'), 'utf8')).toBe('1');
    await makeFolder(target(), of, make);
    expect(readFileSync(join(target(), 'result.txt'), 'utf8')).toBe('3');
  });

  it('is made again next time when its sources change meanwhile', async () => {
    const edited = async (folder: string): Promise<void> => {
      await make(folder);
      writeFileSync(join(root, 'src/a.txt'), 'edited');
    };
    await makeFolder(target(), of, edited);
    await makeFolder(target(), of, make);
    expect(made).toBe(2);
  });
});
