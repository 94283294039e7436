import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** What npm writes of a package. */
interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
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

  it('has no package whose install script is needed: the two that have one bring what it would make', () => {
    const scripted = downloaded.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    expect(scripted).toEqual(['node_modules/classic-level', 'node_modules/esbuild']);
  });

  it('names no address that packages come from', () => {
    expect(downloaded.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });
});

it.each(['package.json', 'local/engine/package.json'])('%s asks for packages in exact versions', (file) => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(root, file), 'utf8'),
  ) as {
    readonly [kind in 'dependencies' | 'devDependencies' | 'optionalDependencies']?: Readonly<Record<string, string>>;
  };
  const asked = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
    ([name]) => name !== 'local-aws', // The workspace.
  );
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
});

describe('updates', () => {
  it('are proposed once a version is a week old, for packages and for actions', () => {
    const [, ...updates] = readFileSync(join(root, '.github/dependabot.yml'), 'utf8').split('- package-ecosystem: ');
    expect(updates.map((update) => /^\S+/.exec(update)?.[0])).toEqual(['npm', 'github-actions']);
    for (const update of updates) expect(update).toMatch(/\n {4}cooldown:\n {6}default-days: 7\n/);
  });
});

describe('the workflows', () => {
  const folder = join(root, '.github/workflows');
  const files = readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const);
  const lines = files.flatMap(([file, text]) => text.split('\n').map((line) => `${file}: ${line.trim()}`));

  it('get a token that only reads, and no more by job than roles, comments and what was deployed take', () => {
    for (const [file, text] of files) expect(text, file).toMatch(/^permissions:\n {2}contents: read\n(?! )/m);
    const granted = lines.filter((line) => /: [\w-]+: (?:read|write|write-all|read-all)$/.test(line));
    expect(new Set(granted.map((line) => line.replace(/^.*?: /, '')))).toEqual(
      new Set(['contents: read', 'id-token: write', 'pull-requests: write', 'deployments: read']),
    );
  });

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
