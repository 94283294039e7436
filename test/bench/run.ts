import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { signInAs } from '../../local/sign-in-as.ts';
import { type ColdStart, measureColdStarts } from './cold-start.ts';
import { type EngineProcess, removeDataDir, startEngineProcess, temporaryDataDir } from './engine-process.ts';
import { measureLists } from './lists.ts';
import { type LoadResult, sendOrders } from './load.ts';
import { tenth } from './statistics.ts';
import { stockUp } from './stock-up.ts';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '2000' },
    clients: { type: 'string', default: '32' },
    'cold-runs': { type: 'string', default: '15' },
    json: { type: 'string' },
    units: { type: 'boolean', default: false },
    'half-load': { type: 'boolean', default: false },
    restarts: { type: 'boolean', default: false },
  },
});

const IDLE_ORDERS = 40;
const UNITS_ORDERS = 10;
const HALF_LOAD_SECONDS = 30;
const mebibytes = (bytes: number): number => tenth(bytes / 1024 / 1024);

const print = (result: Awaited<ReturnType<typeof measure>>): void => {
  const { idle, load, halfLoad, restarts, lists, coldStarts } = result;
  const latency = (name: string, { p50, p95, p99 }: LoadResult['accept']): string =>
    `  ${name.padEnd(34)} p50 ${p50} ms   p95 ${p95} ms   p99 ${p99} ms`;
  const lines = [
    `node ${process.version}, ${cpus().length} cores; Ready after ${result.readySeconds} s`,
    `at idle, ${idle.orders} orders one after the other`,
    latency('accept', idle.accept),
    latency('accept to Processed', idle.acceptToProcessed),
    `under load, ${load.orders} orders from ${values.clients} clients`,
    `  ${load.ordersPerSecond} orders/s end to end (first ${Math.min(1000, load.orders / 2)}: ${load.firstOrdersPerSecond}/s, last: ${load.lastOrdersPerSecond}/s)`,
    `  accepted/s of each tenth: ${load.acceptedPerSecondByTenth.map(Math.round).join(' ')}`,
    `  ended/s of each tenth:    ${load.endedPerSecondByTenth.map(Math.round).join(' ')}`,
    latency('accept', load.accept),
    latency('accept to Processed', load.acceptToProcessed),
    `  engine memory: peak ${result.peakMemoryMebibytes} MiB, at the end ${result.endMemoryMebibytes} MiB`,
    ...(halfLoad
      ? [
          `under half of that, ${halfLoad.orders} orders`,
          latency('accept', halfLoad.accept),
          latency('accept to Processed', halfLoad.acceptToProcessed),
        ]
      : []),
    ...(restarts ? [`restart: Ready after ${restarts.full} s, with no orders after ${restarts.empty} s`] : []),
    'AWS units an order, under load',
    ...Object.entries(load.unitsPerOrder).map(([unit, amount]) => `  ${unit.padEnd(22)} ${amount}`),
    ...lists.map(({ orders, milliseconds }) => latency(`GET /orders of ${orders} orders`, milliseconds)),
    'cold start in fresh processes (median)        load ms   first call ms      bytes',
    ...coldStarts.map(
      (cold: ColdStart) =>
        `  ${cold.function.padEnd(42)} ${String(cold.loadMs).padStart(8)} ${String(cold.firstCallMs).padStart(15)} ${String(cold.bytes).padStart(10)}`,
    ),
  ];
  console.log(lines.join('\n'));
};

const seconds = (milliseconds: number): number => tenth(milliseconds / 1000);

/** Seconds to Ready of a start on a data folder that a process before left. */
const restart = async (dataDir: string): Promise<number> => {
  const engine = await startEngineProcess(dataDir);
  await engine.kill('SIGTERM');
  return seconds(engine.readyAfterMs);
};

/** Ends the engine, and starts again on its folder, and on one with no order in it. */
const measureRestarts = async (engine: EngineProcess): Promise<{ empty: number; full: number }> => {
  await engine.kill('SIGTERM');
  const emptyDir = temporaryDataDir();
  try {
    await restart(emptyDir);
    return { empty: await restart(emptyDir), full: await restart(engine.dataDir) };
  } finally {
    removeDataDir(emptyDir);
  }
};

/** On an engine that has seen no order, and goes with its folder afterwards. */
const onFreshEngine = async <T>(run: (engine: EngineProcess) => Promise<T>): Promise<T> => {
  const dataDir = temporaryDataDir();
  const engine = await startEngineProcess(dataDir);
  try {
    return await run(engine);
  } finally {
    await engine.kill('SIGTERM');
    removeDataDir(dataDir);
  }
};

const measure = async (engine: EngineProcess) => {
  const staff = await signInAs(engine.running, 'support@example.com');
  await stockUp(engine.running.outputs.ApiUrl ?? '', staff, 'Laptop', 2 * Number(values.orders));
  await sendOrders(engine, { orders: 10, clients: 1, pause: 'until ended' }); // warms up
  const idle = await sendOrders(engine, { orders: IDLE_ORDERS, clients: 1, pause: 'until ended' });
  const clients = Number(values.clients);
  const load = await sendOrders(engine, { orders: Number(values.orders), clients });
  const { rssBytes, maxRssBytes } = await engine.status();
  const perSecond = load.ordersPerSecond / 2;
  const halfLoad = values['half-load']
    ? await sendOrders(engine, { orders: Math.ceil(perSecond * HALF_LOAD_SECONDS), clients, perSecond })
    : undefined;
  const lists = await measureLists(engine);
  const coldStarts = await measureColdStarts(engine, Number(values['cold-runs']));
  return {
    readySeconds: seconds(engine.readyAfterMs),
    idle,
    load,
    halfLoad,
    restarts: values.restarts ? await measureRestarts(engine) : undefined,
    peakMemoryMebibytes: mebibytes(maxRssBytes),
    endMemoryMebibytes: mebibytes(rssBytes),
    lists,
    coldStarts,
  };
};

/** For docs/cost.md, which is computed from them: here no two orders share a batch, which is the dearest that it gets. */
const writeUnits = async (engine: EngineProcess): Promise<void> => {
  await sendOrders(engine, { orders: 1, clients: 1, pause: 'until noted' }); // warms up
  const { orders, unitsPerOrder } = await sendOrders(engine, {
    orders: UNITS_ORDERS,
    clients: 1,
    pause: 'until noted',
  });
  const file = resolve(import.meta.dirname, '../../docs/measured/units.json');
  writeFileSync(file, `${JSON.stringify({ orders, unitsPerOrder }, null, 2)}\n`);
  console.log(JSON.stringify(unitsPerOrder, null, 2));
};

if (values.units) await onFreshEngine(writeUnits);
else {
  const result = await onFreshEngine(measure);
  print(result);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
}
