import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { publishBeside } from '../../../site/publish-beside.ts';

interface Hooks {
  config(): { build: { outDir: string } };
  closeBundle: { handler(error?: Error): void };
}

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pages-'));
});
const outDir = (): string => join(root, 'site');

const write = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
};
/** What Vite does with the plugin, in short. */
const build = (files: Readonly<Record<string, string>>, error?: Error): void => {
  const plugin = publishBeside(outDir()) as unknown as Hooks;
  write(plugin.config().build.outDir, files);
  plugin.closeBundle.handler(error);
};
const files = (): string[] =>
  readdirSync(outDir(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();

describe('pages that are built beside', () => {
  it('replace those of before, file by file, and leave nothing else', () => {
    build({ 'index.html': 'one', 'assets/one.js': '1' });
    build({ 'index.html': 'two', 'assets/two.js': '2' });
    expect(files()).toEqual(['index.html', 'two.js']);
    expect(readFileSync(join(outDir(), 'index.html'), 'utf8')).toBe('two');
    expect(readdirSync(root)).toEqual(['site']);
  });

  it('do not touch what is the same, so that a build beside another takes nothing away', () => {
    build({ 'index.html': 'one', 'assets/one.js': '1' });
    const before = statSync(join(outDir(), 'index.html')).ino;
    build({ 'index.html': 'one', 'assets/one.js': '1' });
    expect(statSync(join(outDir(), 'index.html')).ino).toBe(before);
  });

  it('stay away when the build fails', () => {
    build({ 'index.html': 'one' });
    build({ 'index.html': 'broken' }, new Error('no'));
    expect(readFileSync(join(outDir(), 'index.html'), 'utf8')).toBe('one');
    expect(existsSync(join(root, 'site'))).toBe(true);
    expect(readdirSync(root)).toEqual(['site']);
  });
});
