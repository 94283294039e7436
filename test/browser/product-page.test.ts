import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { outputOf } from '../helpers/shop.ts';
import { focusIsVisible, tabTo } from './keyboard.ts';
import { describeInBrowser } from './site.ts';
import { openShop } from './steps.ts';
import { isWellMade } from './well-made.ts';

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

describeInBrowser('a product’s page', (site) => {
  const putProduct = (product: Record<string, unknown>) =>
    site.shop.clients.tables.send(
      new PutCommand({
        TableName: outputOf(site.shop.engine, 'ProductsTableName'),
        Item: {
          ...{ description: 'It is <b>good</b> & "solid" </script>.', unitPriceCents: 1990, currency: 'EUR' },
          ...{ maxPerOrder: 3, available: true },
          ...product,
        },
      }),
    );
  /** What a search engine reads: each property by its name, those of the offer with the others. */
  const dataOf = (page: Page): Promise<Record<string, string>> =>
    page.evaluate(`Object.fromEntries([...document.querySelectorAll('[itemprop]:not([itemscope])')].map((each) =>
      [each.getAttribute('itemprop') + (each.closest('[itemprop=seller]') ? ' of the seller' : ''),
       each.content ?? each.href]))`);
  const typesOf = (page: Page): Promise<string[]> =>
    page.evaluate(`[...document.querySelectorAll('[itemscope]')].map(({ attributes }) => attributes.itemtype.value)`);

  it.each([
    ['a desktop', {}],
    ['a phone', phone],
  ])('is reached from its card on %s, tells all of it and puts it in the cart', async (_, options) => {
    const { page } = await site.visit(options);
    await openShop(page);
    const described = page.locator('meta[name=description]');
    const before = await described.getAttribute('content');
    await page.getByRole('link', { name: 'Mechanical keyboard' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mechanical keyboard' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/products/Keyboard');
    expect(await page.title()).toBe('Mechanical keyboard – Corner Desk');
    expect(await described.getAttribute('content')).toBe(
      'A compact keyboard with quiet switches and keycaps that can be replaced.',
    );
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H1');
    expect(await dataOf(page)).toMatchObject({
      name: 'Mechanical keyboard',
      sku: 'Keyboard',
      url: `${site.origin}/products/Keyboard`,
      ...{ price: '89.00', priceCurrency: 'EUR', availability: 'https://schema.org/InStock' },
      'name of the seller': 'Corner Desk',
    });
    expect(await typesOf(page)).toEqual(
      ['Product', 'Offer', 'Organization'].map((type) => `https://schema.org/${type}`),
    );
    const main = page.getByRole('main');
    await main.getByText('€89.00', { exact: true }).waitFor();
    await main.getByText('At most 10 in one order.').waitFor();
    await isWellMade(page);

    await page.getByLabel('How many of Mechanical keyboard').selectOption('8');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('status').getByText('Mechanical keyboard: 8 in the cart.').waitFor();
    expect(await page.getByLabel('How many of').getByRole('option').allInnerTexts()).toEqual(['1', '2']);
    await page.getByLabel('How many of').selectOption('2');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await main.getByText('10 in the cart. At most 10 in one order.').waitFor();
    await isWellMade(page);
    await page.goBack();
    await page.getByRole('heading', { name: 'Good things for a desk' }).waitFor();
    expect(await described.getAttribute('content')).toBe(before);
    expect(await typesOf(page)).toEqual([]);
  });

  it('is reached by a link, whatever the key looks like', async () => {
    await putProduct({ product: 'Cap 2.0 / 50 % wool', name: 'Woollen cap', stock: 1 });
    const { page } = await site.visit();
    await openShop(page);
    await page.getByRole('link', { name: 'Woollen cap' }).click();
    await page.getByRole('heading', { level: 1, name: 'Woollen cap' }).waitFor();
    const address = page.url();
    expect((await fetch(address)).headers.get('content-type')).toMatch(/^text\/html/);
    await page.goto('/');
    await page.goto(address);
    await page.getByRole('heading', { level: 1, name: 'Woollen cap' }).waitFor();
    await page.getByText('Only one is left.').waitFor();
    await page.getByText('It is <b>good</b> & "solid" </script>.').waitFor();
    expect(await page.getByLabel('How many of').count()).toBe(0);
    expect((await dataOf(page)).description).toBe('It is <b>good</b> & "solid" </script>.');
    await isWellMade(page);
  });

  it.each([
    ['Speaker', 'Desk speaker', 'Sold out.', 'SoldOut'],
    ['Standing%20Desk', 'Standing desk 160 x 80', 'Not available at the moment.', 'OutOfStock'],
  ])('says of %s that it cannot be had', async (key, name, words, availability) => {
    const { page } = await site.visit();
    await page.goto(`/products/${key}`);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('main').getByText(words).waitFor();
    expect(await page.getByRole('button', { name: 'Add to cart' }).count()).toBe(0);
    expect((await dataOf(page)).availability).toBe(`https://schema.org/${availability}`);
    await isWellMade(page);
  });

  it('says where there is no such product, and no search engine keeps that', async () => {
    const { page } = await site.visit();
    await page.goto('/products/Unicorn');
    await page.getByRole('heading', { level: 1, name: 'There is no such product' }).waitFor();
    expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex');
    await isWellMade(page);
    await page.getByRole('link', { name: 'To the shop' }).click();
    await openShop(page);
    expect(await page.locator('meta[name=robots]').count()).toBe(0);
  });

  it('says that the catalogue is slow or does not come, and goes on when it does', async () => {
    const visitor = await site.visit(phone);
    const { page } = visitor;
    visitor.expectComplaint(/ERR_FAILED .*\/api\/products/);
    let slow: (() => void) | undefined;
    await page.route('**/api/products', async (route) => {
      await new Promise<void>((resolve) => {
        slow = resolve;
      });
      await route.abort();
    });
    await page.goto('/products/Laptop');
    await page.getByText('Looking up this product …').waitFor();
    await isWellMade(page);
    slow?.();
    await page.getByRole('alert').getByText('The shop did not answer').waitFor();
    await isWellMade(page);
    await page.unroute('**/api/products');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Laptop 14"' }).waitFor();
  });

  it('can be reached and used without a mouse', async () => {
    const { page } = await site.visit();
    await openShop(page);
    await tabTo(page, 'Wireless mouse');
    expect(await focusIsVisible(page)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Wireless mouse' }).waitFor();
    await tabTo(page, 'How many of Wireless mouse');
    await page.keyboard.type('3');
    await tabTo(page, 'Add to cart Wireless mouse');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Wireless mouse: 3 in the cart.').waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('BUTTON');
  });
});
