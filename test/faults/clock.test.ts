import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inboxOf, systemClock, until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Shop, startShop } from '../helpers/shop.ts';

const HOUR_MS = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), 'clock-'));
const offsetFile = join(folder, 'offset');
let steppedMs = 0;
const step = (ms: number): void => {
  steppedMs += ms;
  writeFileSync(offsetFile, String(steppedMs));
};

/** What an administrator's step is for a function: its own clock is another one from now on. */
const steppedDate = `import { readFileSync } from 'node:fs';
const real = Date;
const now = () => real.now() + Number(readFileSync(${JSON.stringify(offsetFile)}, 'utf8'));
globalThis.Date = class extends real {
  constructor(...given) { super(...(given.length === 0 ? [now()] : given)); }
  static now() { return now(); }
};`;

/** The shop's assembly, with functions whose clock is stepped too. */
const steppedAssembly = (): string => {
  const copy = join(folder, 'assembly');
  cpSync(inject('assembly'), copy, { recursive: true });
  const patch = join(folder, 'stepped-date.mjs');
  writeFileSync(patch, steppedDate);
  for (const name of readdirSync(copy, { recursive: true, encoding: 'utf8' })) {
    if (!/^asset\.[^/\\]+[/\\]index\.mjs$/.test(name)) continue;
    const file = join(copy, name);
    writeFileSync(file, `import ${JSON.stringify(pathToFileURL(patch).href)};${readFileSync(file, 'utf8')}`);
  }
  return copy;
};

let shop: Shop;
beforeAll(async () => {
  step(0);
  const clock = { ...systemClock, now: () => systemClock.now() + steppedMs };
  shop = await startShop({ assembly: steppedAssembly(), clock });
});
afterAll(async () => {
  await shop.engine.dispose();
  rmSync(folder, { recursive: true });
});

const order = { customerName: 'John Doe', product: 'Laptop', quantity: 1 };
const placeOrders = async (count: number): Promise<readonly string[]> => {
  const answers = await Promise.all(Array.from({ length: count }, () => shop.order(order)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: count }, () => 202));
  return answers.map(({ body }) => String(body.orderId));
};

describe('a wall clock that steps under load', () => {
  it('back an hour and forward again, stops nothing: every order is accepted, processed and has its mail', async () => {
    const accepted: string[] = [];
    for (const stepMs of [0, -HOUR_MS, 0, HOUR_MS, 0, -HOUR_MS, HOUR_MS]) {
      // The step meets the first half of the orders anywhere between the queue and the mail.
      const before = placeOrders(8);
      step(stepMs);
      accepted.push(...(await before), ...(await placeOrders(8)));
    }
    const inbox = inboxOf(shop.engine);
    await until(
      'all are processed and have their mail',
      async () => {
        const records = await shop.records();
        const processed = new Set(records.filter(({ status }) => status === 'Processed').map(({ orderId }) => orderId));
        const subjects = (await inbox.mails()).map(({ subject }) => subject);
        const missing = accepted.filter(
          (id) => !processed.has(id) || !subjects.some((subject) => subject.includes(id)),
        );
        return missing.length === 0;
      },
      60,
    );
    expect((await shop.executions()).map(({ status }) => status)).toEqual(accepted.map(() => 'SUCCEEDED'));
  });
});
