import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Running } from 'local-aws/client';
import { openShop } from '../helpers/shop.ts';
import type { MailSign, Storm } from './storm.ts';

/** The shop on an engine in a process of its own, to be killed. */
export interface ShopProcess {
  readonly engine: Running;
  /** The same, as tests use it. */
  readonly shop: ReturnType<typeof openShop>;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
}

/** What the program in that process is told. */
export interface ShopChildOptions {
  readonly assembly: string;
  readonly dataDir: string;
  /** Faults from the moment when the shop stands. */
  readonly storm?: Storm;
  /** Of a stepped clock that the engine goes by. */
  readonly offsetFile?: string;
}

/** A line that this program says. */
export interface ShopChildLine {
  readonly sign?: MailSign;
  readonly shop?: Running;
}

const program = join(import.meta.dirname, 'shop-child.ts');

/** Starts the shop, with the ready-made people, on a data folder. `onSign` is told what is seen of mails in a storm. Rejects
 * when the process ends before it is ready. */
export const startShopProcess = async (
  options: ShopChildOptions,
  onSign?: (sign: MailSign) => void,
): Promise<ShopProcess> => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const early = exited.then(([code]) => Promise.reject(new Error(`the engine ended with code ${code}`)));
  const lines = createInterface(child.stdout);
  const stands = new Promise<Running>((resolve) => {
    lines.on('line', (line) => {
      const { sign, shop }: ShopChildLine = JSON.parse(line);
      if (sign) onSign?.(sign);
      if (shop) resolve(shop);
    });
  });
  const engine = await Promise.race([stands, early]);
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
