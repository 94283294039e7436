import { readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { EngineError } from '../aws-error.ts';

const runningSchema = z.object({
  pid: z.number(),
  siteOrigin: z.string(),
  awsOrigin: z.string(),
  outputs: z.record(z.string(), z.string()),
});

/** Where a running engine answers; kept in its data folder, for the other commands. */
export type Running = z.infer<typeof runningSchema>;

/** What an engine says of itself; one that has not said so after this long is none. */
const statusSchema = z.looseObject({ dataDir: z.string() });
const PATIENCE_MS = 3000;

const fileOf = (dataDir: string): string => join(dataDir, 'running.json');

/** Writes down where an engine answers; whoever reads it meets it whole. */
export const announceRunning = (dataDir: string, running: Running): void => {
  const beside = `${fileOf(dataDir)}.new`;
  writeFileSync(beside, `${JSON.stringify(running, null, 2)}\n`);
  renameSync(beside, fileOf(dataDir));
};

export const withdrawRunning = (dataDir: string): void => rmSync(fileOf(dataDir), { force: true });

/** The engine that runs on a data folder, or undefined: a killed one leaves its file behind, and another program may have its
 * port. */
export const findRunning = async (dataDir: string): Promise<Running | undefined> => {
  const running = readRunning(dataDir);
  return running && (await runsOn(running.awsOrigin, dataDir)) ? running : undefined;
};

/** Throws EngineError where none runs. */
export const requireRunning = async (dataDir: string): Promise<Running> => {
  const running = await findRunning(dataDir);
  if (!running) throw new EngineError(`no local engine runs on ${dataDir}: start one with npm start`);
  return running;
};

const readRunning = (dataDir: string): Running | undefined => {
  try {
    return runningSchema.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')));
  } catch {
    // There is none, or one that a full disk or a power failure left empty.
    return undefined;
  }
};

/** Asks whoever answers there for the data folder. */
const runsOn = async (origin: string, dataDir: string): Promise<boolean> => {
  try {
    const url = new URL('/_engine/status', origin);
    // The engine listens on IPv4 alone.
    url.hostname = '127.0.0.1';
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
    const status = statusSchema.parse(await answer.json());
    return realpathSync(status.dataDir) === realpathSync(dataDir);
  } catch {
    return false;
  }
};
