import { inboxOf } from 'local-aws/testing';
import { expect, it } from 'vitest';
import { shopper } from '../helpers/shop.ts';
import { agree } from './agreement.ts';
import { describeInBrowser } from './site.ts';
import { goToCheckout, placeOrder } from './steps.ts';

describeInBrowser('the inbox', (site) => {
  it('holds one confirmation of an order, which says the same as the order’s page and leads back to it', async () => {
    const { page } = await site.visit();
    await goToCheckout(page, 'Noise-cancelling headphones');
    const orderId = await placeOrder(page);
    await agree(site.shop, page, orderId, 'Processed');
    await page.getByRole('heading', { name: 'E-mail delivered' }).waitFor();
    const { text } = await inboxOf(site.shop.engine).arrives(orderId);
    const shown = page.getByRole('main').locator('time');
    const [placed, cancellable] = [await shown.first().textContent(), await shown.last().textContent()];
    expect(placed).toMatch(/ CES?T$/);
    expect(text).toContain(`Placed: ${placed}\n`);
    expect(text?.replaceAll(/\s+/g, ' ')).toContain(`cancel it on its page until ${cancellable}.`);
    expect(text).toContain(`Total: ${await page.locator('.total .price').textContent()}\n`);

    await page.goto(`${site.shop.engine.awsOrigin}/inbox`);
    const mails = page.getByRole('main').getByRole('link').filter({ hasText: orderId });
    expect(await mails.count()).toBe(1);
    await mails.click();
    await page.getByText(shopper.email).first().waitFor();
    const mail = page.frameLocator('iframe');
    await mail.getByText('Noise-cancelling headphones').waitFor();
    const [order] = await Promise.all([
      page.context().waitForEvent('page'),
      mail.getByRole('link').filter({ hasText: /order/i }).first().click(),
    ]);
    await order.waitForURL(`${site.origin}/orders/${orderId}`);
    await agree(site.shop, order, orderId, 'Processed');
  });
});
