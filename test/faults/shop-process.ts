import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Running } from 'local-aws/client';
import { openShop } from '../helpers/shop.ts';
import type { Storm } from './storm.ts';

/** The shop on an engine in a process of its own, to be killed. */
export interface ShopProcess {
  readonly engine: Running;
  /** The same, as tests use it. */
  readonly shop: ReturnType<typeof openShop>;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
}

const program = join(import.meta.dirname, 'shop-child.ts');

/** Starts the shop, with the ready-made people, on a data folder; in a storm, where one is given. Rejects when the process ends
 * before it is ready. */
export const startShopProcess = async (assembly: string, dataDir: string, storm?: Storm): Promise<ShopProcess> => {
  const weather = storm === undefined ? [] : [JSON.stringify(storm)];
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, assembly, dataDir, ...weather],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = once(child, 'exit');
  const early = exited.then(([code]) => Promise.reject(new Error(`the engine ended with code ${code}`)));
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), early]);
  const engine: Running = JSON.parse(line);
  return {
    engine,
    shop: openShop({
      ...engine,
      declared: [],
      usage: () => ({}),
      call: () => Promise.reject(new Error('not in this process')),
      update: () => Promise.reject(new Error('not in this process')),
      broken: new Promise(() => {}),
      stop: async () => {},
    }),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};
