import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEngine } from '../../../src/testing/engine.ts';
import { stackOf } from './stack.ts';

const FOLDER = `/tmp/function-${process.pid}`;
const code = `
  import fs, { createWriteStream, openSync, readFileSync, writeFileSync } from 'node:fs';
  import { once } from 'node:events';
  import { createRequire } from 'node:module';
  import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
  const own = new URL('written', import.meta.url);
  const { writeFileSync: required } = createRequire(import.meta.url)('fs');
  const ways = {
    promise: (file) => writeFile(file, 'x'),
    append: (file) => appendFile(file, 'x'),
    synchronous: (file) => writeFileSync(file, 'x'),
    required: (file) => required(file, 'x'),
    default: (file) => fs.writeFileSync(file, 'x'),
    opened: (file) => openSync(file, 'a'),
    callback: (file) => new Promise((done, fail) => fs.writeFile(file, 'x', (error) => error ? fail(error) : done())),
    stream: async (file) => { const stream = createWriteStream(file); await once(stream, 'open'); stream.destroy(); },
    folder: (file) => mkdir(file + '-folder', { recursive: true }),
    removed: () => rm(new URL('index.mjs', import.meta.url)),
    moved: (file) => rename(new URL('index.mjs', import.meta.url), file),
  };
  export const handler = async ({ way, file }) => {
    if (way === 'reads') return [await readFile(new URL('index.mjs', import.meta.url), 'utf8'), readFileSync(new URL('data.txt', import.meta.url), 'utf8')].map(({ length }) => length > 0);
    if (way === 'temporary') {
      await mkdir('${FOLDER}', { recursive: true });
      for (const [name, write] of Object.entries(ways).slice(0, 9)) await write('${FOLDER}/' + name);
      return fs.readdirSync('${FOLDER}').length;
    }
    try { await ways[way](file === undefined ? own.pathname : file); return 'written'; } catch ({ code, message, path }) { return { code, message, path }; }
  };`;

let engine: Awaited<ReturnType<typeof startTestEngine>>;
const invoke = async (input: object): Promise<unknown> => {
  const { Payload } = await engine.call<{ Payload: string }>('lambda', 'Invoke', {
    FunctionName: 'Writes',
    Payload: JSON.stringify(input),
  });
  return JSON.parse(Payload);
};

beforeAll(async () => {
  engine = await startTestEngine({ assembly: stackOf({ Writes: { code, files: { 'data.txt': 'data' } } }) });
});
afterAll(async () => {
  await engine?.dispose();
  rmSync(FOLDER, { recursive: true, force: true });
});

describe("a function's file system", () => {
  it.each([
    'promise',
    'append',
    'synchronous',
    'required',
    'default',
    'opened',
    'callback',
    'stream',
    'folder',
    'removed',
  ])('is read-only: %s', async (way) => {
    expect(await invoke({ way })).toMatchObject({ code: 'EROFS', path: expect.stringContaining('assembly') });
  });

  it('gives nothing away, not even to /tmp', async () => {
    expect(await invoke({ way: 'moved', file: `${FOLDER}-moved` })).toMatchObject({ code: 'EROFS' });
  });

  it('says which file by which call', async () => {
    const message = "EROFS: read-only file system, writeFile '/var/task/x'";
    expect(await invoke({ way: 'promise', file: '/var/task/x' })).toMatchObject({ message });
  });

  it('can be read, and written in /tmp in each of these ways', async () => {
    expect(await invoke({ way: 'reads' })).toEqual([true, true]);
    expect(await invoke({ way: 'temporary' })).toBe(9);
  });
});
