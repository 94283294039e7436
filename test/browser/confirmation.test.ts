import { expect, it } from 'vitest';
import { shopper } from '../helpers/shop.ts';
import { describeInBrowser } from './site.ts';
import { goToCheckout, placeOrder, questionShown, seeEnd } from './steps.ts';
import { isWellMade } from './well-made.ts';

describeInBrowser('the confirmation of an order', (site) => {
  it.each([
    ['a desktop', {}],
    ['a phone', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }],
  ])('thanks on %s, says what happens next, and is gone with a reload', async (_, options) => {
    const { page } = await site.visit(options);
    await goToCheckout(page, 'Desk lamp');
    const summary = page.getByRole('form', { name: 'Your order' });
    await summary.getByText('This shop takes orders, not payments: nothing is charged.').waitFor();
    await summary.getByText('Including VAT and delivery.').waitFor();
    await page.route('**/api/orders/*', async (route) => {
      const orderId = new URL(route.request().url()).pathname.split('/').at(-1);
      await route.fulfill({ json: { orderId, status: 'Received' } });
    });
    const orderId = await placeOrder(page);
    const thanks = page.getByRole('region', { name: 'Thank you for your order' });
    await thanks.getByText('We look at prices and stock').waitFor();
    await thanks.getByText(`As soon as it is decided we write to ${shopper.email}`).waitFor();
    await isWellMade(page);
    await page.unroute('**/api/orders/*');
    await seeEnd(page, 'Processed');
    await thanks.getByText('It is processed: what you ordered is kept for you.').waitFor();
    await thanks.getByText(`The confirmation goes to ${shopper.email}`).waitFor();
    await thanks.getByText('Then we send it to Lange Gasse 7, 1080 Wien, Austria.').waitFor();
    await thanks.getByText(/you can cancel it on this page until \d+ \w+ \d{4}, \d\d:\d\d CE/).waitFor();
    await thanks.getByText('nothing is charged').waitFor();
    await isWellMade(page);

    await page.reload();
    await seeEnd(page, 'Processed');
    expect(await thanks.count()).toBe(0);
    await page.getByText('Including VAT and delivery.').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/orders/${orderId}`);
  });

  it('is gone when one comes back to the order, and where there is nothing to thank for', async () => {
    const { page } = await site.visit();
    await goToCheckout(page, 'Wireless mouse');
    await page.route('**/api/orders', (route) =>
      route.continue({ postData: JSON.stringify({ ...route.request().postDataJSON(), expectedTotalCents: 1 }) }),
    );
    await placeOrder(page);
    await page.unroute('**/api/orders');
    const question = await questionShown(page);
    const thanks = page.getByRole('region', { name: 'Thank you for your order' });
    await thanks.getByText('please answer the question on this page').waitFor();
    await isWellMade(page);
    await question.getByRole('button', { name: 'Decline' }).click();
    await seeEnd(page, 'Rejected');
    expect(await thanks.count()).toBe(0);

    await goToCheckout(page, 'Wireless mouse');
    const orderId = await placeOrder(page);
    await thanks.waitFor();
    await page.getByRole('link', { name: 'My orders' }).first().click();
    await page.getByRole('listitem').filter({ hasText: orderId }).getByRole('link').click();
    await seeEnd(page, 'Processed');
    expect(await thanks.count()).toBe(0);
  });
});
