import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEngine } from 'local-aws';
import { readyMadePeople } from '../../local/people.ts';
import { seedPeople } from '../../local/seed-people.ts';
import { SHOP_CONTEXT, synthesize } from '../../local/synthesize.ts';
import { createPersistenceFault } from '../browser/persistence-fault.ts';
import { findBrowser, launchBrowser } from '../helpers/browser.ts';
import { openShop, outputOf } from '../helpers/shop.ts';
import { type Camera, cameraOf } from './camera.ts';
import { inboxTour, mailTour, prepareMails } from './mail-tour.ts';
import { offlineTour } from './offline-tour.ts';
import { deadLettersTour, prepareCases, supportTour, supportTourOnPhone } from './support-tour.ts';
import { orderEarlier, type Shop, tour } from './tour.ts';

const project = resolve(import.meta.dirname, '../..');

const desktop = { viewport: { width: 1280, height: 860 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
/** The width that a mail program gives a mail. */
const letter = { viewport: { width: 720, height: 600 } };
const narrow = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true };
const dark = { ...desktop, colorScheme: 'dark' } as const;

const fault = createPersistenceFault();

/** The shop as a shopper sees it, then what support and the readers of its mails see. */
const takeAll = async (shop: Shop, camera: Camera): Promise<void> => {
  await orderEarlier(shop);
  await camera(desktop, '', (page, shot) => tour(page, shop, shot));
  await camera(phone, '-phone', (page, shot) => tour(page, shop, shot));
  await camera(dark, '-dark', (page, shot) => tour(page, shop, shot), ['shop', 'order']);
  await camera({ ...phone, serviceWorkers: 'allow' }, '-phone', offlineTour);
  const cases = await prepareCases(shop, fault);
  await camera(desktop, '', async (page, shot) => {
    await supportTour(page, cases, shot);
    await deadLettersTour(page, shot);
    await inboxTour(page, shop, shot);
  });
  await camera(phone, '-phone', (page, shot) => supportTourOnPhone(page, cases, shot));
  const mails = await prepareMails(shop);
  await camera(letter, '', (page, shot) => mailTour(page, mails, shot));
  await camera({ ...letter, colorScheme: 'dark' }, '-dark', (page, shot) => mailTour(page, mails, shot));
  await camera(narrow, '-phone', (page, shot) => mailTour(page, mails, shot));
};

/** Visits the real site on a fresh engine and keeps pictures of it. */
const run = async (): Promise<void> => {
  const executable = findBrowser();
  if (executable === undefined) throw new Error('no Chromium, Chrome or Edge found: name one in CHROMIUM_PATH');
  const folder = mkdtempSync(join(tmpdir(), 'screenshots-'));
  const assembly = join(folder, 'cdk.out');
  await synthesize(project, assembly, SHOP_CONTEXT);
  const { intercept } = fault;
  const settings = { assembly, dataDir: join(folder, 'data'), port: 0, awsPort: 0, intercept, onLog: () => {} };
  const engine = await startEngine(settings);
  const browser = await launchBrowser(executable);
  try {
    await seedPeople(engine, outputOf(engine, 'UserPoolId'), readyMadePeople);
    const origins = { site: engine.siteOrigin, others: [outputOf(engine, 'LoginUrl')] };
    await takeAll(openShop(engine), cameraOf(browser, origins, project, 'docs/screenshots'));
  } finally {
    await browser.close();
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

await run();
