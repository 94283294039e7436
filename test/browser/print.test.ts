import { expect, it } from 'vitest';
import { describeInBrowser } from './site.ts';
import { goToCheckout, placeOrder, seeEnd } from './steps.ts';

describeInBrowser('a printed order', (site) => {
  it.each([
    ['a desktop', { colorScheme: 'dark' as const }],
    ['a phone', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }],
  ])('from %s is its number, lines, prices and address, in ink on paper', async (_, options) => {
    const { page } = await site.visit(options);
    await page.addInitScript('globalThis.printed = 0; globalThis.print = () => { globalThis.printed += 1; };');
    await goToCheckout(page, 'Desk lamp', 'Desk lamp', 'Wireless mouse');
    const orderId = await placeOrder(page);
    await seeEnd(page, 'Processed');
    await page.getByRole('button', { name: 'Print' }).click();
    expect(await page.evaluate('globalThis.printed')).toBe(1);

    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(250, 247, 242)');
    for (const text of [
      'Corner Desk',
      orderId,
      'Desk lamp',
      'Quantity: 2',
      '€49.00 each',
      '€98.00',
      'Wireless mouse',
      '€137.00',
      'Including VAT and delivery.',
      'Lange Gasse 7',
      '1080 Wien',
      'Austria',
      'Ordered by Sam Shopper, shopper@example.com',
    ]) {
      expect(await page.getByText(text, { exact: true }).first().isVisible(), text).toBe(true);
    }
    expect(await page.getByText(/^Ordered \d+ \w+ \d{4}, \d\d:\d\d CES?T\. Processed\.$/).isVisible()).toBe(true);
    for (const hidden of ['button', 'nav', '.timeline', '.thanks', '.line .tile', '.breadcrumb', '[role=status] > *']) {
      expect(await page.locator(hidden).filter({ visible: true }).count(), hidden).toBe(0);
    }
    const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g);
    expect(pages).toHaveLength(1);
  });
});
