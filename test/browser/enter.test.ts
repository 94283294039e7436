import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { countOrders } from './agreement.ts';
import { describeInBrowser } from './site.ts';
import { focusedId, goToCheckout, orderShown } from './steps.ts';
import { openSupport, openTrace } from './support-steps.ts';

/** What may change something: all calls but the looks. */
const watchCalls = (page: Page): string[] => {
  const calls: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() !== 'GET' && pathname.startsWith('/api/') && !pathname.endsWith('/search')) {
      calls.push(`${request.method()} ${pathname}`);
    }
  });
  return calls;
};

/** Presses Enter in every field of the page's content but those that are left out; how many there were. */
const pressEnterInAll = async (page: Page, leftOut: readonly string[] = []): Promise<number> => {
  const fields = page.getByRole('main').locator('input, select, textarea').filter({ visible: true });
  const count = await fields.count();
  for (let index = 0; index < count; index += 1) {
    const field = fields.nth(index);
    if (leftOut.includes((await field.getAttribute('id')) ?? '')) continue;
    await field.focus();
    await field.press('Enter');
  }
  // What a key begins goes out at once.
  await page.evaluate('new Promise((done) => setTimeout(done, 300))');
  return count;
};

describeInBrowser('Enter in a field', (site) => {
  it('takes a quantity, goes on in an address, and orders nothing; in the name it orders', async () => {
    const before = await countOrders(site.shop);
    const { page } = await site.visit();
    const calls = watchCalls(page);
    await goToCheckout(page, 'Wireless mouse', 'Desk lamp');
    const quantity = page.getByLabel('Quantity of Wireless mouse');
    await quantity.fill('7');
    await quantity.press('Enter');
    await page.getByRole('status').getByText('Wireless mouse: 7 in the cart.').waitFor();
    expect(await pressEnterInAll(page, ['customer-name'])).toBe(10);
    expect(calls).toEqual([]);
    expect(new URL(page.url()).pathname).toBe('/checkout');
    expect(await countOrders(site.shop)).toBe(before);

    await page.getByLabel('Street and number').press('Enter');
    expect(await focusedId(page)).toBe('delivery-extra');
    await page.getByLabel('Region').press('Enter');
    expect(await focusedId(page)).toBe('delivery-country');
    await page.getByLabel('Your name').press('Enter');
    const record = await site.shop.settled(await orderShown(page));
    expect(calls).toEqual(['POST /api/orders']);
    expect(record).toMatchObject({ quantity: 8 });
  });

  it('only searches and filters on the support pages', async () => {
    const { orderId } = (await site.shop.order({ customerName: 'Kim', product: 'Mouse', quantity: 1 })).body;
    await site.shop.settled(String(orderId));
    const { page } = await site.visit();
    await openSupport(page);
    const calls = watchCalls(page);
    await page.getByLabel('Order number').fill(String(orderId));
    await page.getByLabel('Order number').press('Enter');
    await page.getByRole('table', { name: /Orders found/ }).waitFor();
    expect(await pressEnterInAll(page)).toBeGreaterThanOrEqual(4);
    await openTrace(page, String(orderId));
    expect(await pressEnterInAll(page)).toBeGreaterThanOrEqual(2);
    await page.goto('/support/dead-letters');
    await page.getByRole('region', { name: 'Orders', exact: true }).waitFor();
    await pressEnterInAll(page);
    await page.goto('/support/products?product=Mouse');
    await page.getByLabel('Price in EUR').fill('1');
    await page.getByLabel('How many').fill('1');
    expect(await pressEnterInAll(page)).toBeGreaterThanOrEqual(6);
    expect(calls).toEqual([]);
  });
});
