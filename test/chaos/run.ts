import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { SHOP_CONTEXT, synthesize } from '../../local/synthesize.ts';
import { replaceBetween } from '../bench/markdown.ts';
import { startMortalShop } from '../faults/mortal-shop.ts';
import { type Books, booksOf, isSettled } from '../faults/oversell-books.ts';
import { createCrowd } from '../faults/oversell-customers.ts';
import { type ShopProcess, startShopProcess } from '../faults/shop-process.ts';
import { withShortWaits } from '../faults/short-waits.ts';
import { createRandom } from '../fuzz/random.ts';
import { createSteppedClock } from '../helpers/stepped-clock.ts';
import { castOf, productsFor } from './cast.ts';
import { countBreaches, unnotified } from './invariants.ts';
import { repeatsOf, type SeenSign } from './repeats.ts';
import { report } from './report.ts';
import { createStaff } from './staff.ts';

const root = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '16' },
    write: { type: 'boolean', default: false },
  },
});
const [count, seed] = [Number(values.orders), Number(values.seed)];
if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(seed)) {
  console.error('Usage: npm run chaos -- [--orders N] [--seed S] [--write], with whole numbers, N from 1.');
  process.exit(1);
}

const CLIENTS = 64;
/** Of a shop whose quota of SES has grown with it: eight senders at once instead of two, which would be what all the rest waits for. */
const MAILS_PER_SECOND = 56;
const KILL_EVERY = 500;
const STEP_EVERY = 200;
const LONGEST_STEP_MS = 120_000;
const LOOK_EVERY_MS = 1000;
const SAY_EVERY_MS = 10_000;
const STORM = { failing: 5, throttled: 2, slow: 2, lost: 5, doubled: 5, conflicting: 5 };
/** So long nothing may come any further once all orders are placed: claims of functions that died run out, messages come again. */
const PATIENCE_MS = 10 * 60_000;

const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
const clock = createSteppedClock(join(folder, 'clock'));

const putProducts = async ({ shop }: ShopProcess): Promise<void> => {
  const TableName = shop.engine.outputs.ProductsTableName;
  for (const Item of productsFor(count)) await shop.clients.tables.send(new PutCommand({ TableName, Item }));
};

console.log('Bundling the functions, synthesizing the stack');
const synthesized = join(folder, 'cdk.out');
await synthesize(root, synthesized, { ...SHOP_CONTEXT, mailsPerSecond: String(MAILS_PER_SECOND) });
const shortened = withShortWaits(synthesized);
const assembly = clock.assemblyOf(shortened);
const [orders, random] = [castOf(count, seed), createRandom(seed)];
const signs: SeenSign[] = [];
const dataDir = join(folder, 'data');
const startedAt = performance.now();
const shop = await startMortalShop((died) =>
  startShopProcess(
    { assembly, dataDir, storm: { ...STORM, seed: seed + died }, offsetFile: clock.offsetFile },
    (sign) => void signs.push({ ...sign, life: died }),
  ),
);
await putProducts(await shop.current());
const crowd = createCrowd(CLIENTS, shop.current);
const staff = createStaff(crowd);
let steps = 0;
let placed = 0;
const onPlaced = (soFar: number): void => {
  placed = soFar;
  if (placed % KILL_EVERY === 0) {
    shop.kill();
    console.log(`kill -9 after ${placed} orders`);
  }
  if (placed % STEP_EVERY === STEP_EVERY / 2) {
    steps += 1;
    clock.step(random.integer(2 * LONGEST_STEP_MS) - LONGEST_STEP_MS);
  }
};

let saidAt = performance.now();
/** A line of progress, not too often. */
const say = (line: string): void => {
  if (performance.now() - saidAt < SAY_EVERY_MS) return;
  saidAt = performance.now();
  console.log(`${Math.round((saidAt - startedAt) / 1000)} s: ${line}`);
};

/** What people are at, whoever looks meanwhile: each at one thing at a time. */
const createActs = () => {
  const going = new Map<string, Promise<void>>();
  return {
    begin: (who: string, act: () => Promise<void>): void => {
      if (!going.has(who))
        going.set(
          who,
          act().finally(() => going.delete(who)),
        );
    },
    ended: async (): Promise<void> => void (await Promise.all(going.values())),
  };
};

const acts = createActs();

/** Has everybody do what they do, until nothing more will happen. */
const untilSettled = async (): Promise<Books> => {
  const placing = crowd.placeAll(orders, onPlaced);
  let least = Number.POSITIVE_INFINITY;
  let cameFurtherAt = performance.now();
  for (;;) {
    // A shop that dies meanwhile is looked at again once it stands.
    const books = await shop
      .current()
      .then(({ shop: standing }) => booksOf(standing))
      .catch(() => undefined);
    if (books) {
      for (const order of orders) {
        const record = books.records.get(order.orderId ?? '');
        if (record && crowd.isUp(order, record)) acts.begin(record.orderId, () => crowd.act(order, record));
      }
      acts.begin('support', () => staff.look(books));
      const open = orders.filter((order) => !isSettled(order, books)).length;
      const owed = unnotified(books, signs).length;
      say(`${placed} orders accepted, ${open} not settled, ${owed} mails owed`);
      if (placed < count || open + owed < least) {
        least = open + owed;
        cameFurtherAt = performance.now();
      }
      if (open === 0 && owed === 0) {
        await Promise.all([placing, acts.ended()]);
        return books;
      }
      if (performance.now() > cameFurtherAt + PATIENCE_MS) return books;
    }
    await sleep(LOOK_EVERY_MS);
  }
};

try {
  const books = await untilSettled();
  crowd.close();
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const repeats = repeatsOf(signs, shop.diedAt());
  const breaches = countBreaches({ orders, products: productsFor(count), books, signs, repeats });
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const text = report({
    ...{ count, seed, seconds, commit, storm: STORM, breaches, books, signs, repeats, steps },
    deaths: shop.deaths(),
    ...staff.did(),
  });
  console.log(text);
  for (const { cause, signs: seen } of repeats) if (cause === undefined) console.log('Sent again for no cause:', seen);
  if (values.write) replaceBetween(join(root, 'docs/reliability.md'), 'chaos', text);
  if ([...breaches.values()].some((number) => number !== 0)) process.exitCode = 1;
} finally {
  await shop.end();
  for (const made of [folder, shortened]) rmSync(made, { recursive: true, force: true });
}
// Whoever still tries at a shop that is gone would go on for ever.
process.exit();
