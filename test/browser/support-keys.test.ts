import { expect, it } from 'vitest';
import { createPersistenceFault } from './persistence-fault.ts';
import { describeInBrowser } from './site.ts';
import { openSupport } from './support-steps.ts';
import { findViolations } from './surface.ts';
import { isWellMade } from './well-made.ts';

const fault = createPersistenceFault();

describeInBrowser(
  'support by keys alone',
  (site) => {
    const place = async (product: string): Promise<string> => {
      const { body } = await site.shop.order({ customerName: 'Sam Shopper', product, quantity: 1 });
      return String(body.orderId);
    };

    it('finds orders, goes from one to the next, and redrives after a question', async () => {
      const { page } = await site.visit();
      const older = await place('Laptop');
      await site.shop.settled(older);
      // Orders of one second are in the order of their ids.
      const second = Math.floor(Date.now() / 1000);
      await expect.poll(() => Math.floor(Date.now() / 1000)).toBeGreaterThan(second);
      fault.isOn = true;
      const failed = await place('Laptop');
      await openSupport(page);
      const requested: string[] = [];
      page.on('request', (request) => requested.push(request.url()));
      await page.keyboard.press('/');
      await page.keyboard.type('r?jk');
      expect(await page.getByLabel('Order number').inputValue()).toBe('r?jk');
      await page.getByLabel('Order number').fill('');
      await page.getByLabel('Product').fill('laptop');
      const today = new Date().toISOString().slice(0, 10);
      await page.getByLabel('From day (UTC)').fill(today);
      await page.keyboard.press('Enter');
      await page.getByRole('table', { name: 'Orders found, newest first: 2' }).waitFor();
      expect(page.url()).toContain(`from=${today}#product=laptop`);
      expect(requested.join()).not.toContain('laptop');
      await isWellMade(page);

      await page.getByRole('heading', { level: 1 }).click();
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: failed }).waitFor();
      await page.keyboard.press('n');
      await page.getByRole('heading', { level: 1, name: older }).waitFor();
      await page.keyboard.press('p');
      await page.getByRole('heading', { level: 1, name: failed }).waitFor();
      await page.getByRole('button', { name: /^Redrive from/ }).waitFor();
      fault.isOn = false;
      await page.keyboard.press('r');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Redrive', exact: true }).click();
      await page.getByRole('status').getByText('The execution was redriven, and succeeded.').waitFor();

      await page.keyboard.press('?');
      const keys = page.getByRole('dialog', { name: 'Keys of the support pages' });
      expect(await findViolations(page)).toEqual([]);
      await keys.getByLabel('Single keys are on').uncheck();
      await keys.getByRole('button', { name: 'Close' }).click();
      await page.keyboard.press('?');
      await page.keyboard.press('/');
      expect(await keys.count()).toBe(0);
      expect(page.url()).toContain(failed);
      await page.reload();
      await page.getByRole('button', { name: 'Keys' }).click();
      expect(await keys.getByLabel('Single keys are on').isChecked()).toBe(false);
    });

    it('is told why a search cannot be made, and what to do instead', async () => {
      const visitor = await site.visit();
      visitor.expectComplaint(/status of 400 .*\/search/);
      const { page } = visitor;
      await openSupport(page);
      await page.getByLabel('Product').fill('Laptop');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').getByText('say of which days, or of which customer').waitFor();
      expect(await findViolations(page)).toEqual([]);
    });
  },
  { intercept: fault.intercept },
);
