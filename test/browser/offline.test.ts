import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { AwsError, type Interceptor } from 'local-aws';
import { expect, it } from 'vitest';
import { agree, countOrders } from './agreement.ts';
import { goOffline, goOnline, orderCaches, updateWorker, visitWithWorker } from './offline-steps.ts';
import { describeInBrowser } from './site.ts';
import { publishedFile, publishFile } from './site-bucket.ts';
import { goToCheckout, openShop, orderShown, placeOrder, seeEnd, signIn, signOut } from './steps.ts';
import { openSupport } from './support-steps.ts';
import { isWellMade } from './well-made.ts';

/** Whether the order queue takes messages and keeps quiet about it. */
let losesAnswers = false;

const intercept: Interceptor = ({ service, operation }) => {
  if (service !== 'sqs' || operation !== 'SendMessage' || !losesAnswers) return undefined;
  return () => {
    throw new AwsError('ServiceUnavailable', 'The queue has a bad day', 503);
  };
};

const RETIRED = resolve(import.meta.dirname, '../../site/worker/retired.ts');

const AS_OF = /^You are offline\. This is as of \d+ \w+ \d{4}, \d\d:\d\d/;

describeInBrowser(
  'without a network',
  (site) => {
    it('shows catalogue and product as they were, says since when, and takes new ones once there is a network', async () => {
      const { page } = await visitWithWorker(site);
      await goOffline(page);
      await page.reload();
      await page.getByText('You are offline.').waitFor();
      await page.getByText(/^Prices and stock are as of \d+ \w+ \d{4}, \d\d:\d\d/).waitFor();
      await page.getByRole('link', { name: 'Laptop 14"' }).first().click();
      await page.getByRole('heading', { name: 'Laptop 14"' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'Laptop 14"' }).waitFor();
      await page.getByText('Prices and stock are as of').waitFor();
      await goOnline(page);
      await page.getByText('Prices and stock are as of').waitFor({ state: 'detached' });
      await page.getByText('You are offline.').waitFor({ state: 'detached' });
    });

    it('shows orders that were seen before as they stood, with nothing to do about them, and of others says so', async () => {
      const visitor = await visitWithWorker(site);
      const { page } = visitor;
      visitor.expectComplaint(/ERR_FAILED .*\/api\/orders\/0000/);
      visitor.expectComplaint(/ERR_INTERNET_DISCONNECTED .*\/oauth2\/token/);
      await goToCheckout(page, 'Desk lamp');
      const orderId = await placeOrder(page);
      await agree(site.shop, page, orderId, 'Processed');
      await page.getByRole('button', { name: 'Cancel this order' }).waitFor();
      await page.getByRole('link', { name: 'My orders' }).first().click();
      await page.getByRole('link', { name: new RegExp(orderId) }).waitFor();

      await goOffline(page);
      // A quarter of an hour later, as far as the sign-in is concerned.
      await page.evaluate(`for (const key of Object.keys(localStorage).filter((key) => key.includes('user:')))
        localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), expires_at: 1 }))`);
      await page.reload();
      await page.getByText(AS_OF).waitFor();
      await page.getByRole('link', { name: new RegExp(orderId) }).click();
      await page.getByText(AS_OF).waitFor();
      await page.reload();
      await page.getByText(AS_OF).waitFor();
      await seeEnd(page, 'Processed');
      expect(await page.getByRole('button', { name: 'Cancel this order' }).count()).toBe(0);
      await isWellMade(page);

      await page.goto('/orders/0000-0000-0000-0000');
      await page.getByRole('alert').getByText('You are offline, and this was not kept on your device.').waitFor();
      await page.getByRole('main').getByRole('link', { name: 'My orders' }).last().click();
      await page.getByRole('link', { name: new RegExp(orderId) }).click();
      await page.getByText(AS_OF).waitFor();

      await goOnline(page);
      await page.getByText(AS_OF).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Cancel this order' }).waitFor();
    });

    it('sends an order that was placed then once there is a network, over a reload too, and shows its page', async () => {
      const before = await countOrders(site.shop);
      const { page } = await visitWithWorker(site);
      await goToCheckout(page, 'Wireless mouse');
      await goOffline(page);
      await page.reload();
      await page.getByText('You are offline: your order waits on this device').waitFor();
      await page.getByRole('button', { name: 'Place order' }).click();
      await page.getByRole('heading', { name: 'Your order waits' }).waitFor();
      await isWellMade(page);
      await page.reload();
      await page.getByRole('heading', { name: 'Your order waits' }).waitFor();
      expect(await countOrders(site.shop)).toBe(before);
      await goOnline(page);
      await agree(site.shop, page, await orderShown(page), 'Processed');
      await page.getByRole('heading', { name: 'Thank you' }).waitFor();
      expect(await countOrders(site.shop)).toBe(before + 1);
    });

    it('makes one order of it though answers are lost and two tabs send it, and says so on other pages', async () => {
      const before = await countOrders(site.shop);
      const visitor = await visitWithWorker(site);
      const { page } = visitor;
      visitor.expectComplaint(/status of 503 .*\/api\/orders/);
      await goToCheckout(page, 'USB-C charger 65 W');
      await goOffline(page);
      await page.getByRole('button', { name: 'Place order' }).click();
      await page.getByRole('heading', { name: 'Your order waits' }).waitFor();
      const other = await page.context().newPage();
      await other.goto('/');
      await other.getByText('An order of yours waits to be sent.').waitFor();
      losesAnswers = true;
      // Not when the first answer is lost: submit-order tries again by itself, and would be answered.
      const refused = page.context().waitForEvent('response', (response) => response.status() === 503);
      await goOnline(page);
      await expect.poll(() => countOrders(site.shop), { timeout: 10_000 }).toBe(before + 1);
      await refused;
      await page.getByText('It is sent by itself as soon as the shop can be reached').waitFor();
      losesAnswers = false;
      const orderId = await orderShown(page);
      await other
        .getByText('Your order that waited is sent.')
        .or(other.getByText('Good things for a desk'))
        .first()
        .waitFor();
      await agree(site.shop, page, orderId, 'Processed');
      expect(await countOrders(site.shop)).toBe(before + 1);
    });

    it('keeps nothing of a person’s orders once they signed out, nor of what support sees', async () => {
      const visitor = await visitWithWorker(site);
      const { page } = visitor;
      visitor.expectComplaint(/ERR_FAILED .*\/api\/orders\//);
      await signIn(page);
      const { body } = await site.shop.order({ customerName: 'Sam Shopper', product: 'Mouse', quantity: 1 });
      const orderId = String(body.orderId);
      await page.goto(`/orders/${orderId}`);
      await seeEnd(page, 'Processed');
      expect(await orderCaches(page)).toHaveLength(1);
      await signOut(page);
      await expect.poll(() => orderCaches(page), { timeout: 10_000 }).toEqual([]);

      await signIn(page, 'support@example.com');
      await page.goto(`/orders/${orderId}`);
      await seeEnd(page, 'Processed');
      await page.goto(`/support/orders/${orderId}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await orderCaches(page)).toEqual([]);
      const kept: string[] = await page.evaluate(`caches.keys().then((names) => Promise.all(names.map(async (name) =>
        (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).then((all) => all.flat())`);
      expect(kept.filter((path) => path.startsWith('/api/')).toSorted()).toEqual(['/api/products']);
      await goOffline(page);
      await page.goto(`/orders/${orderId}`);
      await page.getByText('You are offline, and this was not kept on your device.').waitFor();
    });

    it('signs out, and at the login too once there is a network', async () => {
      const visitor = await visitWithWorker(site);
      const { page } = visitor;
      visitor.expectComplaint(/ERR_INTERNET_DISCONNECTED .*\/oauth2\/revoke/);
      // Of somebody whose session ended without a sign-out.
      await page.evaluate(`caches.open('shop.orders.somebody-else').then(() => {})`);
      await signIn(page);
      await page.goto('/orders');
      await expect.poll(() => orderCaches(page), { timeout: 10_000 }).toHaveLength(1);
      await goOffline(page);
      await signOut(page);
      expect(await orderCaches(page)).toEqual([]);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('The login did not work out').waitFor();
      const isBack = page.waitForResponse(/\/logout\?/).then(() => page.waitForEvent('load'));
      await goOnline(page);
      await isBack;
      await page.getByRole('button', { name: 'Sign in', disabled: false }).click();
      // Whoever is signed in there is led back at once.
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    });

    it('speaks German', async () => {
      const { page } = await visitWithWorker(site, 'de-AT');
      await goOffline(page);
      await page.reload();
      await page.getByText('Sie sind offline.').waitFor();
      await page.getByText(/^Preise und Bestand sind vom \d+\./).waitFor();
    });

    it('keeps the pages of the shop on a device, and nothing of support’s', async () => {
      const worker = `${await publishedFile(site.shop.engine, 'sw.js')}`;
      const { page } = await site.visit();
      const scripts = new Set<string>();
      page.on('request', (request) => {
        if (request.resourceType() === 'script') scripts.add(new URL(request.url()).pathname);
      });
      await openSupport(page);
      const notKept = [...scripts].filter((file) => !worker.includes(file));
      expect(notKept).toContainEqual(expect.stringContaining('/support-'));
      expect(scripts.size).toBeGreaterThan(notKept.length);
    });

    it('takes a new build as a whole, and goes away where it is taken back', async () => {
      const { engine } = site.shop;
      const [html, worker] = await Promise.all(['index.html', 'sw.js'].map((file) => publishedFile(engine, file)));
      const newHtml = `${html}`.replace('</head>', '<meta name="build" content="another" /></head>');
      const hashOf = (text: string): string => createHash('sha384').update(text).digest('base64');
      const newWorker = `${worker}`.replaceAll(hashOf(`${html}`), hashOf(newHtml));
      expect(newWorker).not.toBe(worker);
      const { page } = await visitWithWorker(site);
      const isAnother = async (): Promise<boolean> => (await page.locator('meta[name=build]').count()) > 0;

      // Half of it is there: what the browser has stays whole.
      await publishFile(engine, 'sw.js', newWorker);
      expect(await updateWorker(page)).toBe('redundant');
      await goOffline(page);
      await page.reload();
      await page.getByText('Prices and stock are as of').waitFor();
      expect(await isAnother()).toBe(false);

      await goOnline(page);
      await publishFile(engine, 'index.html', newHtml);
      await openShop(page);
      expect(await isAnother()).toBe(true);
      await expect.poll(() => updateWorker(page), { timeout: 10_000 }).toBe('activated');
      await goOffline(page);
      await page.reload();
      await page.getByText('Prices and stock are as of').waitFor();
      expect(await isAnother()).toBe(true);

      await goOnline(page);
      const { outputFiles } = await build({ entryPoints: [RETIRED], bundle: true, format: 'iife', write: false });
      await publishFile(engine, 'sw.js', `${outputFiles[0]?.text}`);
      await page.reload();
      await expect.poll(() => page.evaluate('caches.keys().then(({ length }) => length)'), { timeout: 10_000 }).toBe(0);
      await openShop(page);
    });
  },
  { intercept },
);
