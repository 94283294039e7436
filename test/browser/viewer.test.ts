import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from './site.ts';
import { openShop, signIn } from './steps.ts';
import { openTrace, stateIn } from './support-steps.ts';
import { isWellMade } from './well-made.ts';

const PIECES = /zq[a-z]{3,}|shopper@example/i;

const ORDER_ID = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/g;

/** All that a page holds of its own, seen or not; the names of its files and the ids of orders are random, and may look like anything. */
const shownOn = async (page: Page): Promise<string> =>
  `${await page.title()} ${await page.locator('body').innerHTML()}`.replaceAll(ORDER_ID, '');

describeInBrowser('who reads and does not act', (site) => {
  it('finds an order, reads all of it without its customer, and is offered no act', async () => {
    const { page } = await site.visit();
    const { body } = await site.shop.order({
      ...{ customerName: 'Zqfirst Zqlast', product: 'Laptop', quantity: 1 },
      language: 'de',
    });
    const orderId = String(body.orderId);
    await site.shop.settled(orderId);

    await openShop(page);
    await signIn(page, 'viewer@example.com');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Support' }).click();
    await page.getByText('Masked: you may read, not act.').waitFor();
    await page
      .getByRole('table', { name: /Newest orders/ })
      .getByRole('link', { name: orderId })
      .waitFor();
    expect(await shownOn(page)).not.toMatch(PIECES);
    await isWellMade(page);

    await openTrace(page, orderId);
    await stateIn(page, 'PublishConfirmation', 'Succeeded');
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
    await page.getByRole('definition').getByText('German', { exact: true }).waitFor();
    expect(await shownOn(page)).not.toMatch(PIECES);
    const buttons = await page.getByRole('main').getByRole('button').allTextContents();
    expect(
      buttons.filter((name) =>
        /^(?:Redrive|Stop |Cancel |Send it|Keep |Start (?:its|afresh)|Approve|Reject$|I take care|No more)/.test(name),
      ),
    ).toEqual([]);
    await isWellMade(page);

    await page.goto('/support/products?create');
    await page.getByRole('table', { name: /Products/ }).waitFor();
    expect(await page.getByRole('link', { name: 'Add a product' }).count()).toBe(0);
    expect(await page.getByRole('main').getByRole('textbox').count()).toBe(0);

    await page.goto('/support/dead-letters');
    await page.getByRole('heading', { name: 'Dead letters' }).waitFor();
    expect(await page.getByRole('button', { name: /Look at|Move all/ }).count()).toBe(0);
    await isWellMade(page);
  });
});
