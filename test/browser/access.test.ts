import { expect, it } from 'vitest';
import { shopper } from '../helpers/shop.ts';
import { agree, countOrders } from './agreement.ts';
import { focusIsVisible, tabTo } from './keyboard.ts';
import { createLooks } from './looks.ts';
import { describeInBrowser } from './site.ts';
import { openShop, orderShown, signIn } from './steps.ts';

/** The first of a walk's tests takes the whole walk. */
const WALK_MS = 120_000;

describeInBrowser('every page', (site) => {
  const looks = createLooks(site);

  it.each(['light', 'dark'] as const)(
    'has no violation that axe-core finds, in %s',
    async (colorScheme) => {
      const found = (await looks.atDesk())[colorScheme];
      expect(Object.keys(found).length).toBeGreaterThan(10);
      expect(Object.entries(found).filter(([, violations]) => violations.length > 0)).toEqual([]);
    },
    WALK_MS,
  );

  it.each([360, 320] as const)(
    'fits a screen %i pixels wide',
    async (width) => {
      const beyond = (await looks.onPhone())[width];
      expect(Object.keys(beyond).length).toBeGreaterThan(10);
      expect(Object.entries(beyond).filter(([, pixels]) => pixels > 0)).toEqual([]);
    },
    WALK_MS,
  );

  it('has no violation that axe-core finds on a phone', async () => {
    const found = (await looks.atDesk()).narrow;
    expect(Object.keys(found).length).toBeGreaterThan(10);
    expect(Object.entries(found).filter(([, violations]) => violations.length > 0)).toEqual([]);
  });
});

describeInBrowser('a shopper without a mouse', (site) => {
  it('signs in, orders and follows the order with Tab and Enter', async () => {
    const { page } = await site.visit();
    await openShop(page);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Add to cart Laptop 14"');
    expect(await focusIsVisible(page)).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Laptop 14": 2 in the cart.').waitFor();
    await tabTo(page, 'Add to cart Wireless mouse');
    await page.keyboard.press('Space');
    await tabTo(page, 'Check out');
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: 'Checkout' }).waitFor();
    await tabTo(page, 'Remove Wireless mouse');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Wireless mouse removed.').waitFor();
    await tabTo(page, 'Quantity of Laptop 14"');
    await page.keyboard.press('ArrowUp');
    await tabTo(page, 'Sign in to order');
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.keyboard.type(shopper.email);
    await tabTo(page, 'Password');
    expect(await focusIsVisible(page)).toBe(true);
    await page.keyboard.type(shopper.password);
    await page.keyboard.press('Enter');

    await page.getByRole('button', { name: 'Place order' }).waitFor();
    await tabTo(page, 'Your name');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Kim Keys');
    for (const [field, text] of [
      ['Street and number', 'Lange Gasse 7'],
      ['Postal code', '1080'],
      ['City', 'Wien'],
      ['Country', 'Austria'],
    ] as const) {
      await tabTo(page, field);
      await page.keyboard.type(text);
    }
    await tabTo(page, 'Place order');
    await page.keyboard.press('Enter');
    const orderId = await orderShown(page);
    const record = await agree(site.shop, page, orderId, 'Processed');
    expect(record).toMatchObject({ customerName: 'Kim Keys', product: 'Laptop', quantity: 3 });
    await page.getByRole('status').getByText('Your order is processed.').waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H1');

    await tabTo(page, 'My orders');
    await page.keyboard.press('Enter');
    await page.getByRole('listitem').filter({ hasText: orderId }).waitFor();
    expect(await countOrders(site.shop)).toBe(1);
  });

  it('sees the dark scheme where the system has it', async () => {
    const { page } = await site.visit({ colorScheme: 'dark' });
    await openShop(page);
    const darkPaper = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).not.toBe(darkPaper);
    expect(darkPaper).toBe('rgb(23, 21, 18)');
    await signIn(page);
  });
});
