import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** What npm writes of a package. */
interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  /** It is a folder of this repository. */
  readonly link?: boolean;
  /** It comes within the archive of another, whose hash covers it. */
  readonly inBundle?: boolean;
}

describe('the lockfile', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  const downloaded = Object.entries(packages).filter(
    ([path, { link, inBundle }]) => path.includes('node_modules/') && !link && !inBundle,
  );

  it('holds the hash of every package that is downloaded, for every machine', () => {
    const without = downloaded
      .filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-'))
      .map(([path]) => path);
    expect(without, 'npm view PACKAGE@VERSION dist.integrity tells the hash').toEqual([]);
    expect(downloaded.length).toBeGreaterThan(100);
  });

  it('names no address that packages come from', () => {
    expect(downloaded.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });
});

describe('the workflows', () => {
  const folder = join(root, '.github/workflows');
  const lines = readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .map((line) => `${file}: ${line.trim()}`),
  );

  it('run each action of others by its commit, with the version beside it', () => {
    const foreign = lines.filter((line) => /\buses: (?!\.\/)/.test(line));
    expect(foreign.length).toBeGreaterThan(5);
    for (const line of foreign) expect(line).toMatch(/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('run each action in one version', () => {
    const versions = new Map<string, Set<string>>();
    for (const [, action = '', version = ''] of lines.flatMap((line) => [
      ...line.matchAll(/uses: ([\w./-]+)@(.+)$/g),
    ])) {
      versions.set(action, (versions.get(action) ?? new Set()).add(version));
    }
    for (const [action, found] of versions) expect([...found], action).toHaveLength(1);
  });

  it('install no tool without its version', () => {
    const installed = lines.filter((line) => /\b(?:pipx|pip|npm|npx) (?:install|i) /.test(line));
    expect(installed.length).toBeGreaterThan(0);
    for (const line of installed) expect(line).toMatch(/==\d+\.\d+\.\d+$/);
  });

  it('run the Node of .node-version', () => {
    const chosen = lines.filter((line) => /node-version/.test(line)).map((line) => line.replace(/^.*?: /, ''));
    expect(new Set(chosen)).toEqual(new Set(['node-version-file: .node-version']));
  });
});
