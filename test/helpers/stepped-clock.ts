import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EngineOptions } from 'local-aws';
import { systemClock } from 'local-aws/testing';

/** What an administrator's step is for a function: its own clock is another one from now on. */
const steppedDate = (offsetFile: string): string => `import { readFileSync } from 'node:fs';
const real = Date;
const now = () => real.now() + Number(readFileSync(${JSON.stringify(offsetFile)}, 'utf8'));
globalThis.Date = class extends real {
  constructor(...given) { super(...(given.length === 0 ? [now()] : given)); }
  static now() { return now(); }
};`;

/** A wall clock that is stepped while a shop runs, that of its functions too; also for an engine in another process. */
export interface SteppedClock {
  /** Tells the milliseconds that the clock is ahead of the machine's. */
  readonly offsetFile: string;
  /** Steps it by so many milliseconds; negative steps back. */
  step(ms: number): void;
  /** A copy of an assembly whose functions go by the clock. */
  assemblyOf(assembly: string): string;
}

/** Makes such a clock, which keeps what it needs in a folder. */
export const createSteppedClock = (folder: string): SteppedClock => {
  mkdirSync(folder, { recursive: true });
  const offsetFile = join(folder, 'offset');
  let steppedMs = 0;
  const step = (ms: number): void => {
    steppedMs += ms;
    // Never half written: functions read it at any moment.
    writeFileSync(`${offsetFile}.next`, String(steppedMs));
    renameSync(`${offsetFile}.next`, offsetFile);
  };
  step(0);
  return {
    offsetFile,
    step,
    assemblyOf: (assembly) => {
      const copy = join(folder, 'assembly');
      cpSync(assembly, copy, { recursive: true });
      const patch = join(folder, 'stepped-date.mjs');
      writeFileSync(patch, steppedDate(offsetFile));
      for (const name of readdirSync(copy, { recursive: true, encoding: 'utf8' })) {
        if (!/^asset\.[^/\\]+[/\\]index\.mjs$/.test(name)) continue;
        const file = join(copy, name);
        writeFileSync(file, `import ${JSON.stringify(pathToFileURL(patch).href)};${readFileSync(file, 'utf8')}`);
      }
      return copy;
    },
  };
};

/** The same clock for an engine. */
export const engineClock = (offsetFile: string): NonNullable<EngineOptions['clock']> => ({
  ...systemClock,
  now: () => systemClock.now() + Number(readFileSync(offsetFile, 'utf8')),
});
