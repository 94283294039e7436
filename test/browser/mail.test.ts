import { inboxOf } from 'local-aws/testing';
import { expect, it } from 'vitest';
import { shopper } from '../helpers/shop.ts';
import { agree } from './agreement.ts';
import { describeInBrowser } from './site.ts';
import { goToCheckout, placeOrder } from './steps.ts';

describeInBrowser('the inbox', (site) => {
  it('holds one confirmation of an order, which leads back to the order', async () => {
    const { page } = await site.visit();
    await goToCheckout(page, 'Noise-cancelling headphones');
    const orderId = await placeOrder(page);
    await agree(site.shop, page, orderId, 'Processed');
    await page.getByRole('heading', { name: 'E-mail sent' }).waitFor();
    await inboxOf(site.shop.engine).arrives(orderId);

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
