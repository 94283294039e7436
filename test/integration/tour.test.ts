import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type DevProcess, startDev } from '../helpers/dev-process.ts';
import { missingIn, onlyLook, openTerminal, sectionsOf, type Terminal, type TourStep } from '../helpers/tour.ts';

const [start, ...sections] = sectionsOf(readFileSync(resolve(import.meta.dirname, '../../docs/tour.md'), 'utf8'));

/** What the document calls a second, or some, is more on a busy machine. */
const WAIT_MS = 40_000;

describe('docs/tour.md', { timeout: 120_000 }, () => {
  let dev: DevProcess;
  let terminal: Terminal;
  beforeAll(async () => {
    dev = await startDev(inject('assembly'));
    terminal = openTerminal(dev.project);
  }, 180_000);
  afterAll(async () => {
    await terminal?.close();
    await dev?.stop();
  });

  /** At the addresses of this shop, in place of those that the document names. */
  const here = (text: string): string =>
    text
      .replaceAll('http://localhost:3000', dev.running.siteOrigin)
      .replaceAll('http://localhost:4566', dev.running.awsOrigin);

  const take = async ({ commands, output, dev: devLines }: TourStep): Promise<void> => {
    const from = dev.output().length;
    const expected = output.map(here);
    const run = async (): Promise<string[]> => missingIn(await terminal.run(here(commands)), expected);
    if (onlyLook(commands)) await expect.poll(run, { timeout: WAIT_MS, interval: 200 }).toEqual([]);
    else expect(await run(), commands).toEqual([]);
    const unsaid = (): string[] => missingIn(dev.output().slice(from), devLines.map(here));
    await expect.poll(unsaid, { timeout: WAIT_MS }).toEqual([]);
  };

  it('1. Start', async () => {
    const [first, ...steps] = start?.steps ?? [];
    expect(first?.commands).toBe('npm ci && npm run dev\n');
    expect(missingIn(dev.output(), (first?.dev ?? []).map(here))).toEqual([]);
    for (const step of steps) await take(step);
  });

  it.each(sections.map(({ heading, steps }) => [heading, steps] as const))('%s', async (_heading, steps) => {
    for (const step of steps) await take(step);
  });

  it('goes from an order to its mail, and says of each step what is seen', () => {
    expect(sections.map(({ heading }) => heading.replace(/^\d\. /, ''))).toEqual([
      'Place an order',
      'See its trace',
      'Break a permission',
      'Put it right, and redrive',
      'Cancel it',
      'Read the mail',
    ]);
    const silent = sections
      .flatMap(({ steps }) => steps)
      .filter(({ output, dev: said }) => !output.length && !said.length);
    expect(silent.map(({ commands }) => commands)).toEqual([]);
  });
});
