import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { claimDataFolder } from '../src/command/claim-data-folder.ts';
import { writeAssembly } from '../src/testing/assembly.ts';
import { startTestEngine } from '../src/testing/engine.ts';

const folders: string[] = [];
const folderWith = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'data-'));
  folders.push(folder);
  for (const [name, contents] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), contents);
  }
  return folder;
};
const allOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((file) => [file, readFileSync(file, 'utf8')]),
  );
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const project = { '.git/HEAD': 'ref', 'cdk.json': '{}', 'cdk.out/manifest.json': '{}', 'dev/notes.md': 'mine' };

describe('a folder that is no data folder', () => {
  it.each([
    ['a CDK project', project],
    ['an assembly alone', { 'cdk.out/manifest.json': '{}' }],
    ['names like those of the engine', { 'cdk.out.backup/x': 'x', 'dynamodb/x': 'x' }],
  ])('%s is refused in one line, with and without --fresh, and nothing in it touched', async (_name, files) => {
    const folder = folderWith(files);
    const before = allOf(folder);
    for (const fresh of [true, false]) {
      await expect(claimDataFolder(folder, fresh)).rejects.toThrow(
        /^\S+ is no data folder of this engine \(it holds [^\n]+\): choose another, or an empty one, with --data DIR$/,
      );
    }
    await expect(startTestEngine({ dataDir: folder })).rejects.toThrow(/is no data folder of this engine/);
    expect(allOf(folder)).toEqual(before);
  });

  it('a project that a previous version ran in is refused too, for what else it holds', async () => {
    const folder = folderWith({ ...project, 'engine.sqlite': '' });
    const before = allOf(folder);
    await expect(claimDataFolder(folder, true)).rejects.toThrow(
      /^--fresh deletes nothing in \S+, which also holds \.git, cdk\.json: move that away, or choose another folder/,
    );
    expect(allOf(folder)).toEqual(before);
  });
});

describe('a data folder', () => {
  it('is emptied by --fresh after an engine has run on it', async () => {
    const folder = folderWith({});
    const engine = await startTestEngine({ dataDir: folder });
    await engine.stop();
    mkdirSync(join(folder, 'cdk.out.new'));
    expect(readdirSync(folder)).toContain('engine.sqlite');
    await claimDataFolder(folder, true);
    expect(readdirSync(folder)).not.toContain('engine.sqlite');
    expect(readdirSync(folder)).not.toContain('cdk.out.new');
  });

  it('of the previous version is recognized', async () => {
    const previous = {
      'engine.sqlite': '',
      'engine.sqlite-wal': '',
      'dynamodb/LOCK': '',
      'cdk.out/manifest.json': '{}',
    };
    const folder = folderWith(previous);
    await claimDataFolder(folder, true);
    expect(readdirSync(folder)).not.toContain('dynamodb');
  });

  it('whose making was broken off is still one', async () => {
    const folder = folderWith({});
    (await claimDataFolder(folder, false)).release();
    mkdirSync(join(folder, 'cdk.out.new'));
    (await claimDataFolder(folder, false)).release();
    await claimDataFolder(folder, true);
    expect(readdirSync(folder)).not.toContain('cdk.out.new');
  });

  it('with a foreign file starts, and is not emptied', async () => {
    const folder = folderWith({});
    (await claimDataFolder(folder, false)).release();
    writeFileSync(join(folder, 'notes.md'), 'mine');
    (await claimDataFolder(folder, false)).release();
    await expect(claimDataFolder(folder, true)).rejects.toThrow(
      /^--fresh deletes nothing .* notes\.md: move that away/,
    );
    expect(readFileSync(join(folder, 'notes.md'), 'utf8')).toBe('mine');
  });
});

describe('two starts on one data folder', () => {
  const held =
    /^the data folder \S+ is in use by another engine: stop that one, or choose another folder with --data DIR$/;

  it('one waits for nobody: the other, also with --fresh, is refused in one line and deletes nothing', async () => {
    const folder = folderWith({});
    const lock = await claimDataFolder(folder, false);
    mkdirSync(join(folder, 'cdk.out.new'));
    for (const fresh of [true, false]) await expect(claimDataFolder(folder, fresh)).rejects.toThrow(held);
    await expect(startTestEngine({ dataDir: folder })).rejects.toThrow(held);
    expect(readdirSync(folder)).toContain('cdk.out.new');
    const engine = await startTestEngine({ dataDir: folder, lock });
    await expect(claimDataFolder(folder, true)).rejects.toThrow(held);
    await engine.stop();
    (await claimDataFolder(folder, true)).release();
  });

  it('a start that fails lets the next one in', async () => {
    const folder = folderWith({});
    await expect(startTestEngine({ dataDir: folder, assembly: '/nowhere' })).rejects.toThrow(/manifest/);
    const assembly = writeAssembly({ Resources: { Lake: { Type: 'AWS::Lakes::Lake' } } });
    await expect(startTestEngine({ dataDir: folder, assembly })).rejects.toThrow(/Lake/);
    (await claimDataFolder(folder, true)).release();
  });

  it('of many processes that start at once, one gets it; a killed one leaves it', async () => {
    const folder = folderWith({});
    const claim = JSON.stringify(new URL('../src/command/claim-data-folder.ts', import.meta.url).href);
    const program = `import { claimDataFolder } from ${claim};
      const lock = await claimDataFolder(process.argv[1], true).catch(({ message }) => console.log('refused', message));
      if (lock) { console.log('claimed'); setInterval(() => lock, 1000); }`;
    const children = Array.from({ length: 4 }, () => {
      const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program, folder];
      return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    });
    const said = await Promise.all(children.map(async ({ stdout }) => String((await once(stdout, 'data'))[0])));
    expect(said.filter((line) => line.startsWith('claimed'))).toHaveLength(1);
    expect(said.filter((line) => /in use by another engine/.test(line))).toHaveLength(3);
    for (const child of children) {
      if (child.exitCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    (await claimDataFolder(folder, true)).release();
  });
});
