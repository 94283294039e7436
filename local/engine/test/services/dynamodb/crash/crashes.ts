import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pause, systemClock } from '../../../../src/kit/clock.ts';
import { openLightDynamoDb } from '../light-dynamodb.ts';
import { transfers } from './transfers.ts';
import { type Model, pick } from './workload.ts';
import { writes } from './writes.ts';

const WORKLOADS = { transfers, writes };

/** What a child is to do. */
export interface Order {
  readonly workload: keyof typeof WORKLOADS;
  readonly folder: string;
  /** The number of its first request. */
  readonly from: number;
  /** The step of the store at which it ends itself; 0 where it is killed from outside. */
  readonly killAtStep: number;
}

/** How often what happened. */
export interface CrashReport {
  crashes: number;
  inside: number;
  outside: number;
  acknowledged: number;
  refused: number;
  /** Crashes that left a request without an answer. */
  unanswered: number;
}

/** A folder's tables grow, and each crash looks at all of them. */
const CRASHES_A_FOLDER = 60;
/** Each of so many first steps of a process is one at which it dies; a request takes 5 to 60 of them. */
const STEPS = 240;
const LONGEST_LIFE_MS = 30;

/** Kills a process so many times, three of four times at a step inside of it and else from outside at any moment, and checks the
 * model after each. Throws what the model finds. */
export const crash = async (workload: keyof typeof WORKLOADS, crashes: number, seed: number): Promise<CrashReport> => {
  const report = { crashes: 0, inside: 0, outside: 0, acknowledged: 0, refused: 0, unanswered: 0 };
  let next = startChild();
  try {
    while (report.crashes < crashes) {
      const inFolder = Math.min(CRASHES_A_FOLDER, crashes - report.crashes);
      await inNewFolder(workload, async (folder, model) => {
        let from = 0;
        for (let count = 0; count < inFolder; count += 1) {
          const child = next;
          next = startChild();
          from = await crashOnce(
            child,
            { workload, folder, from, killAtStep: stepOf(report.crashes, seed) },
            model,
            report,
          );
        }
      });
    }
  } finally {
    next.kill('SIGKILL');
  }
  return report;
};

/** Steps that are far apart one after the other, so that a short run has early and late ones. */
const stepOf = (crash: number, seed: number): number => (crash % 4 === 3 ? 0 : 1 + ((crash * 67 + seed) % STEPS));

const inNewFolder = async (workload: keyof typeof WORKLOADS, work: (folder: string, model: Model) => Promise<void>) => {
  const folder = mkdtempSync(join(tmpdir(), 'crashes-'));
  try {
    const tables = await openLightDynamoDb(folder);
    await WORKLOADS[workload].prepare(tables);
    await tables.close();
    await work(folder, WORKLOADS[workload].createModel());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const startChild = (): ChildProcess =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'crash-child.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Thousands of processes load the same modules.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'crashes-compile-cache') },
  });

/** Gives the number of the request that the next child begins with: the one without an answer is sent again. */
const crashOnce = async (child: ChildProcess, order: Order, model: Model, report: CrashReport): Promise<number> => {
  const { open, last } = await lifeOf(child, order, model, report);
  report.crashes += 1;
  report[order.killAtStep === 0 ? 'outside' : 'inside'] += 1;
  if (open !== undefined) report.unanswered += 1;
  const tables = await openLightDynamoDb(order.folder);
  try {
    await model.check(tables, open);
  } catch (error) {
    throw new Error(`after crash ${report.crashes}, of ${JSON.stringify(order)}, request ${last}`, { cause: error });
  } finally {
    await tables.close();
  }
  return open ?? last + 1;
};

const lifeOf = async (
  child: ChildProcess,
  order: Order,
  model: Model,
  report: CrashReport,
): Promise<{ open: number | undefined; last: number }> => {
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('the child has no pipes');
  const exited = new Promise<NodeJS.Signals | null>(
    (resolve) => void child.once('exit', (_, signal) => resolve(signal)),
  );
  stdin.write(`${JSON.stringify(order)}\n`);
  let open: number | undefined;
  let last = order.from - 1;
  let killing: Promise<void> | undefined;
  for await (const line of createInterface(stdout)) {
    const [word, number, code = ''] = line.split(' ');
    last = Number(number);
    open = word === 'begun' ? last : undefined;
    if (word === 'begun' && order.killAtStep === 0) killing ??= killSoon(child, report.crashes);
    if (word === 'done') model.acknowledged(last);
    if (word === 'refused') model.refused(last, code);
    if (word === 'done') report.acknowledged += 1;
    if (word === 'refused') report.refused += 1;
  }
  await killing;
  const signal = await exited;
  if (signal !== 'SIGKILL') throw new Error(`the child ended by itself (${signal}), at request ${last}`);
  return { open, last };
};

const killSoon = async (child: ChildProcess, crash: number): Promise<void> => {
  await pause(systemClock, pick(crash, 7, LONGEST_LIFE_MS * 10) / 10);
  child.kill('SIGKILL');
};
