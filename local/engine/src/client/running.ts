import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../aws-error.ts';

const runningSchema = z.object({
  pid: z.number(),
  siteOrigin: z.string(),
  awsOrigin: z.string(),
  outputs: z.record(z.string(), z.string()),
});

/** Where a running engine answers; kept in its data folder, for the other commands. */
export type Running = z.infer<typeof runningSchema>;

const fileOf = (dataDir: string): string => join(dataDir, 'running.json');

export const announceRunning = (dataDir: string, running: Running): void =>
  writeFileSync(fileOf(dataDir), `${JSON.stringify(running, null, 2)}\n`);

export const withdrawRunning = (dataDir: string): void => rmSync(fileOf(dataDir), { force: true });

/** The engine that runs on a data folder, or undefined; a killed one leaves its file behind, but answers no more. */
export const findRunning = async (dataDir: string): Promise<Running | undefined> => {
  if (!existsSync(fileOf(dataDir))) return undefined;
  const running = runningSchema.safeParse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')));
  return running.success && (await answers(running.data.awsOrigin)) ? running.data : undefined;
};

/** Throws EngineError where none runs. */
export const requireRunning = async (dataDir: string): Promise<Running> => {
  const running = await findRunning(dataDir);
  if (!running) throw new EngineError(`no local engine runs on ${dataDir}: start one with npm start`);
  return running;
};

const answers = (origin: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
