import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { tabTo } from './keyboard.ts';
import { describeInBrowser } from './site.ts';
import { addToCart, openShop } from './steps.ts';
import { isWellMade } from './well-made.ts';

describeInBrowser('the search of the catalogue', (site) => {
  const field = (page: Page) => page.getByRole('search', { name: 'Products' }).getByLabel('Search the shop');
  const cards = (page: Page) => page.getByRole('main').locator('.card h2').allInnerTexts();
  const told = (page: Page, text: string) => page.getByRole('main').getByRole('status').getByText(text).waitFor();

  it.each([
    ['a desktop', {}],
    ['a phone', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }],
  ])('finds by words on %s, and the address holds them', async (_, options) => {
    const { page } = await site.visit(options);
    await openShop(page);
    await told(page, '16 products.');
    await field(page).fill('usb-c cable');
    await told(page, '3 of 16 products.');
    expect(await cards(page)).toEqual(['USB-C cable 2 m', 'Monitor 27"', 'USB-C dock']);
    expect(new URL(page.url()).search).toBe('?q=usb-c+cable');
    expect(await page.evaluate('document.activeElement.type')).toBe('search');
    await isWellMade(page);
    await page.reload();
    await told(page, '3 of 16 products.');
    expect(await field(page).inputValue()).toBe('usb-c cable');

    await page.getByRole('link', { name: 'USB-C cable 2 m' }).click();
    await page.getByRole('heading', { level: 1, name: 'USB-C cable 2 m' }).waitFor();
    await page.goBack();
    await told(page, '3 of 16 products.');
    expect(await field(page).inputValue()).toBe('usb-c cable');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Shop' }).click();
    await told(page, '16 products.');
    expect(await field(page).inputValue()).toBe('');
  });

  it('leaves away what cannot be had, and sorts', async () => {
    const { page } = await site.visit();
    await openShop(page);
    await page.getByLabel('Available only').check();
    await told(page, '14 of 16 products.');
    await page.getByLabel('In which order').selectOption('Cheapest first');
    await expect.poll(async () => (await cards(page))[0]).toBe('USB-C cable 2 m');
    expect(new URL(page.url()).search).toBe('?available=yes&sort=cheapest');
    await page.goto('/?sort=dearest&q=lap');
    await told(page, 'of 16 products.');
    expect((await cards(page))[0]).toBe('Laptop 14"');
    expect(await page.getByLabel('In which order').inputValue()).toBe('dearest');
    await isWellMade(page);
  });

  it('says that nothing was found, and shows all again without a mouse', async () => {
    const { page } = await site.visit();
    await openShop(page);
    await tabTo(page, 'Search the shop');
    await page.keyboard.type('unicorn');
    // At once, before the pause is over.
    await page.keyboard.press('Enter');
    await told(page, '0 of 16 products.');
    await page.getByText('Nothing was found for “unicorn”.').waitFor();
    await isWellMade(page);
    await tabTo(page, 'Show all products');
    await page.keyboard.press('Enter');
    await told(page, '16 products.');
    expect(await page.evaluate('document.activeElement.type')).toBe('search');
    expect(new URL(page.url()).search).toBe('');
  });

  it('leaves the address of a page alone that is opened while one types', async () => {
    const { page } = await site.visit();
    await openShop(page);
    // The checkout's code takes longer than the pause after what is typed.
    await page.route(/\/checkout-page[^/]*\.js$/, async (route) => {
      await setTimeout(1_000);
      await route.continue();
    });
    await addToCart(page, 'Desk lamp');
    await field(page).fill('lamp');
    await page.getByRole('link', { name: 'Check out' }).click();
    await page.getByRole('heading', { name: 'Checkout' }).waitFor();
    await page.getByRole('heading', { name: 'Desk lamp' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/checkout');
  });
});
