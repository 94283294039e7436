import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { EngineProcess } from './engine-process.ts';
import { clientSettings, sampleEvents } from './sample-events.ts';
import { quantile, tenth } from './statistics.ts';

/** A function's start in a fresh process; times are medians in milliseconds. */
export interface ColdStart {
  readonly function: string;
  readonly bytes: number;
  readonly loadMs: number;
  readonly firstCallMs: number;
}

const dist = resolve(import.meta.dirname, '../../dist');
const child = join(import.meta.dirname, 'cold-start-child.ts');
const measured = z.object({ load: z.number(), call: z.number() });

/** Loads each function's bundle in fresh processes and calls it once, against the running engine. */
export const measureColdStarts = async (engine: EngineProcess, runs: number): Promise<ColdStart[]> => {
  const results: ColdStart[] = [];
  for (const [name, event] of Object.entries(await sampleEvents(engine))) {
    const loads: number[] = [];
    const calls: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const { load, call } = await measureOnce(engine, name, event);
      loads.push(load);
      calls.push(call);
    }
    results.push({
      function: name,
      bytes: bytesOf(join(dist, name)),
      loadMs: tenth(quantile(loads, 0.5)),
      firstCallMs: tenth(quantile(calls, 0.5)),
    });
  }
  return results;
};

const measureOnce = async (engine: EngineProcess, name: string, event: unknown): Promise<z.infer<typeof measured>> => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [child, join(dist, name, 'index.mjs'), JSON.stringify(event)],
    {
      env: { PATH: process.env.PATH, ...clientSettings(engine) },
    },
  );
  return measured.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
};

const bytesOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => statSync(join(folder, file)))
    .filter((entry) => entry.isFile())
    .reduce((sum, { size }) => sum + size, 0);
