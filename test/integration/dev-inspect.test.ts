import { readdirSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { attachDebugger } from '../helpers/debugger.ts';
import { type DevProcess, startDev } from '../helpers/dev-process.ts';

const SOURCE = 'lambdas/handlers/http/list-products.ts';

/** Where a line of a source begins in the bundle of its function, and the file that the bundle's map names. */
const generatedPosition = (folder: string, file: string, line: number) => {
  const bundle = readFileSync(join(folder, 'index.mjs'), 'utf8');
  const link = /\/\/# sourceMappingURL=(.+)$/m.exec(bundle)?.[1] ?? '';
  const map = new SourceMap(JSON.parse(readFileSync(join(folder, link), 'utf8')));
  for (const [index, text] of bundle.split('\n').entries()) {
    for (let column = text.search(/\S/); column >= 0 && column < text.length; column += 1) {
      const entry = map.findEntry(index, column);
      if ('originalSource' in entry && entry.originalSource.endsWith(file) && entry.originalLine === line - 1)
        return { lineNumber: index, columnNumber: column, file: resolve(folder, entry.originalSource) };
    }
  }
  throw new Error(`${file}:${line} is not in the bundle of ${folder}`);
};

describe('npm run dev -- --inspect', () => {
  let dev: DevProcess;
  beforeAll(async () => {
    dev = await startDev(inject('assembly'), ['--inspect=0']);
  }, 180_000);
  afterAll(() => dev?.stop());

  it('stops at a breakpoint in a handler, goes on, and ends while one is held', async () => {
    const address = /ws:\/\/\S+/.exec(await dev.prints('Debugger'))?.[0] ?? '';
    const functions = join(dev.dataDir, 'dev/functions');
    const folder = readdirSync(functions).find((name) => name.startsWith('list-products-')) ?? '';
    const line =
      dev
        .contents(SOURCE)
        .split('\n')
        .findIndex((text) => text.includes('await listProducts()')) + 1;
    const { lineNumber, columnNumber, file } = generatedPosition(join(functions, folder), SOURCE, line);
    expect(file).toBe(join(dev.project, SOURCE));

    const inspector = await attachDebugger(address);
    inspector.setBreakpoint(`${folder}/index\\.mjs$`, lineNumber, columnNumber);
    const ask = () => fetch(`${dev.running.outputs.ApiUrl?.replace('localhost', '127.0.0.1')}products`);
    const answer = ask();
    const stop = await inspector.stopped();
    expect(stop.url).toContain(`${folder}/index.mjs`);
    expect(stop.lineNumber).toBe(lineNumber);

    inspector.resume(stop.sessionId);
    expect((await answer).status).toBe(200);

    const held = ask().catch(() => undefined);
    await inspector.stopped();
    const ended = dev.stop();
    // A process waits for its debugger to go, and an editor goes when its process ends.
    inspector.close();
    await Promise.all([ended, held]);
  });
});
