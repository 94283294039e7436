import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Running } from 'local-aws/client';

/** The shop on an engine in a process of its own, to be killed. */
export interface ShopProcess {
  readonly engine: Running;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
}

const program = join(import.meta.dirname, 'shop-child.ts');

/** Starts the shop, with the ready-made people, on a data folder. Rejects when the process ends before it is ready. */
export const startShopProcess = async (assembly: string, dataDir: string): Promise<ShopProcess> => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, assembly, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const early = exited.then(([code]) => Promise.reject(new Error(`the engine ended with code ${code}`)));
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), early]);
  return {
    engine: JSON.parse(line),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};
