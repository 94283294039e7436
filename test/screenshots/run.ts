import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { readyMadePeople } from '../../local/cli/people.ts';
import { seedPeople } from '../../local/cli/seed-people.ts';
import { synthesize } from '../../local/cli/synthesize.ts';
import { startEngine } from '../../local/engine.ts';
import { visit } from '../browser/visitor.ts';
import { findBrowser, launchBrowser } from '../helpers/browser.ts';
import { openShop, outputOf } from '../helpers/shop.ts';
import { orderEarlier, type Shot, tour } from './tour.ts';

const project = resolve(import.meta.dirname, '../..');
const album = join(project, 'docs/screenshots');

const devices = [
  { suffix: '', options: { viewport: { width: 1280, height: 860 } } },
  { suffix: '-phone', options: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } },
  {
    suffix: '-dark',
    options: { viewport: { width: 1280, height: 860 }, colorScheme: 'dark' },
    only: ['shop', 'order'],
  },
] as const;

/** Visits the real site on a fresh engine, on a desktop, on a phone and in the dark, and keeps pictures of it. */
const run = async (): Promise<void> => {
  const executable = findBrowser();
  if (executable === undefined) throw new Error('no Chromium, Chrome or Edge found: name one in CHROMIUM_PATH');
  const folder = mkdtempSync(join(tmpdir(), 'screenshots-'));
  const assembly = join(folder, 'cdk.out');
  await synthesize(project, assembly, { senderAddress: 'shop@example.com' });
  const engine = await startEngine({ assembly, dataDir: join(folder, 'data'), port: 0, awsPort: 0, onLog: () => {} });
  const browser = await launchBrowser(executable);
  try {
    await seedPeople(engine, outputOf(engine, 'UserPoolId'), readyMadePeople);
    const shop = openShop(engine);
    await orderEarlier(shop);
    mkdirSync(album, { recursive: true });
    for (const { suffix, options, ...device } of devices) {
      const only: readonly string[] | undefined = 'only' in device ? device.only : undefined;
      const visitor = await visit(
        browser,
        { site: engine.siteOrigin, others: [outputOf(engine, 'LoginUrl')] },
        options,
      );
      const shot: Shot = async (name, whole = true) => {
        if (only && !only.includes(name)) return;
        // What was clicked last must not look pointed at.
        await visitor.page.mouse.move(0, 0);
        const path = join(album, `${name}${suffix}.png`);
        await visitor.page.screenshot({ path, fullPage: whole, animations: 'disabled', caret: 'hide' });
        console.log(`${relative(project, path)}  ${Math.round(statSync(path).size / 1024)} KB`);
      };
      await tour(visitor.page, shop, shot);
      await visitor.leave();
      const complaints = visitor.complaints();
      if (complaints.length > 0) throw new Error(`the site is not well:\n${complaints.join('\n')}`);
    }
  } finally {
    await browser.close();
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

await run();
