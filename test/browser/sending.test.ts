import { AwsError, type Interceptor } from 'local-aws';
import { expect, it } from 'vitest';
import { agree, countOrders } from './agreement.ts';
import { describeInBrowser } from './site.ts';
import { ADDRESS, addToCart, fillAddress, focusedId, goToCheckout, orderShown, placeOrder } from './steps.ts';

/** What the order queue does to messages: takes them, refuses them, or takes them and keeps quiet about it. */
let queue: 'takes' | 'refuses' | 'loses answers' = 'takes';

const intercept: Interceptor = ({ service, operation }) => {
  if (service !== 'sqs' || operation !== 'SendMessage' || queue === 'takes') return undefined;
  const fault = new AwsError('ServiceUnavailable', 'The queue has a bad day', 503);
  if (queue === 'refuses') throw fault;
  return () => {
    throw fault;
  };
};

describeInBrowser(
  'an order that is hard to send',
  (site) => {
    const notConfirmed = 'Your order is not confirmed';

    it('is one order when the button is clicked twice', async () => {
      const before = await countOrders(site.shop);
      const { page } = await site.visit();
      await goToCheckout(page, 'Wireless mouse');
      await page.getByRole('button', { name: 'Place order' }).dblclick();
      await agree(site.shop, page, await orderShown(page), 'Processed');
      expect(await countOrders(site.shop)).toBe(before + 1);
    });

    it('is one order when the form is submitted again and again', async () => {
      const before = await countOrders(site.shop);
      const { page } = await site.visit();
      await goToCheckout(page, 'Wireless mouse');
      await page.evaluate(`const form = document.querySelector('form');
        for (let time = 0; time < 5; time += 1) form.requestSubmit()`);
      await agree(site.shop, page, await orderShown(page), 'Processed');
      expect(await countOrders(site.shop)).toBe(before + 1);
    });

    it('is kept while the API is down, over a reload too, and is one order when it is sent again', async () => {
      const before = await countOrders(site.shop);
      const visitor = await site.visit();
      const { page } = visitor;
      visitor.expectComplaint(/ERR_FAILED .*\/api\/orders/);
      await goToCheckout(page, 'USB-C dock', 'USB-C dock');
      await page.route('**/api/orders', (route) => route.abort());
      await page.getByRole('button', { name: 'Place order' }).click();
      await page.getByRole('heading', { name: notConfirmed }).waitFor();
      await page.getByRole('alert').getByText('The shop did not answer.').waitFor();
      await page.getByRole('button', { name: 'Send again' }).click();
      await page.getByRole('alert').getByText('The shop did not answer.').waitFor();
      expect(await countOrders(site.shop)).toBe(before);

      await page.reload();
      await page.getByRole('heading', { name: notConfirmed }).waitFor();
      await page.goto('/');
      await page.getByText('An order of yours is not confirmed yet.').waitFor();
      await page.getByRole('link', { name: 'See what to do' }).click();
      await page.unroute('**/api/orders');
      await page.getByRole('button', { name: 'Send again' }).click();
      const record = await agree(site.shop, page, await orderShown(page), 'Processed');
      expect(record.quantity).toBe(2);
      expect(await countOrders(site.shop)).toBe(before + 1);
    });

    it('is the same order when only the answer was lost and it is sent again', async () => {
      const before = await countOrders(site.shop);
      const visitor = await site.visit();
      const { page } = visitor;
      visitor.expectComplaint(/ERR_FAILED .*\/api\/orders/);
      await goToCheckout(page, 'Webcam 1080p');
      await page.route('**/api/orders', async (route) => {
        await route.fetch();
        await route.abort();
      });
      await page.getByRole('button', { name: 'Place order' }).click();
      await page.getByRole('heading', { name: notConfirmed }).waitFor();
      await expect.poll(() => countOrders(site.shop), { timeout: 10_000 }).toBe(before + 1);

      await page.unroute('**/api/orders');
      await page.getByRole('button', { name: 'Send again' }).click();
      await agree(site.shop, page, await orderShown(page), 'Processed');
      expect(await countOrders(site.shop)).toBe(before + 1);
    });

    it.each([
      ['refuses', 0],
      ['loses answers', 1],
    ] as const)(
      'says that nobody knows when the queue %s, and is one order when it is sent again',
      async (mood, arrived) => {
        const before = await countOrders(site.shop);
        const visitor = await site.visit();
        const { page } = visitor;
        visitor.expectComplaint(/status of 503 .*\/api\/orders/);
        await goToCheckout(page, 'USB-C charger 65 W');
        queue = mood;
        await page.getByRole('button', { name: 'Place order' }).click();
        await page.getByRole('heading', { name: notConfirmed }).waitFor();
        queue = 'takes';
        await page.getByRole('alert').getByText('The shop could not confirm that it has your order.').waitFor();
        await expect.poll(() => countOrders(site.shop), { timeout: 10_000 }).toBe(before + arrived);

        await page.getByRole('button', { name: 'Send again' }).click();
        await agree(site.shop, page, await orderShown(page), 'Processed');
        expect(await countOrders(site.shop)).toBe(before + 1);
      },
    );

    it('waits where the network goes while its answer is lost, and is one order once there is a network again', async () => {
      const before = await countOrders(site.shop);
      const visitor = await site.visit();
      const { page } = visitor;
      visitor.expectComplaint(/ERR_FAILED .*\/api\/orders/);
      await goToCheckout(page, 'Desk lamp');
      await page.route('**/api/orders', async (route) => {
        await route.fetch();
        await page.context().setOffline(true);
        await route.abort();
      });
      await page.getByRole('button', { name: 'Place order' }).click();
      await page.getByRole('heading', { name: notConfirmed }).waitFor();
      await page.getByText('It is sent by itself as soon as the shop can be reached').waitFor();
      expect(await page.getByRole('button', { name: 'Send again' }).count()).toBe(0);
      await expect.poll(() => countOrders(site.shop), { timeout: 10_000 }).toBe(before + 1);
      await page.unroute('**/api/orders');
      await page.context().setOffline(false);
      await agree(site.shop, page, await orderShown(page), 'Processed');
      expect(await countOrders(site.shop)).toBe(before + 1);
    });

    it('is not sent to half an address, which is said beside each field and in the first one', async () => {
      const before = await countOrders(site.shop);
      const { page } = await site.visit();
      await goToCheckout(page, 'Desk lamp');
      await page.getByLabel('Postal code').fill('');
      await page.getByLabel('City').fill('x'.repeat(101));
      await page.getByLabel('Country').selectOption('');
      await page.getByRole('button', { name: 'Place order' }).click();
      await page.getByText('Please enter the postal code.').waitFor();
      await page.getByText('Please use at most 100 characters.').waitFor();
      await page.getByText('Please choose a country that we deliver to.').waitFor();
      await expect.poll(() => focusedId(page)).toBe('delivery-postalCode');
      for (const field of ['Postal code', 'City', 'Country']) {
        const describedBy = await page.getByLabel(field).getAttribute('aria-describedby');
        expect(await page.locator(`[id="${describedBy}"]`).textContent()).toMatch(/^Please/);
      }
      expect(await countOrders(site.shop)).toBe(before);
      await fillAddress(page);
      await page
        .getByText(/^Please (enter|use|choose a)/)
        .filter({ visible: true })
        .waitFor({ state: 'detached' });
      await agree(site.shop, page, await placeOrder(page), 'Processed');
    });

    it('has fields that a browser fills in, and remembers the address for the next order', async () => {
      const { page } = await site.visit();
      await goToCheckout(page, 'Desk lamp');
      const tokens = await page.evaluate(
        `[...document.querySelectorAll('fieldset [autocomplete]')].map(({ autocomplete }) => autocomplete)`,
      );
      expect(tokens).toEqual(
        ['name', 'address-line1', 'address-line2', 'postal-code', 'address-level2', 'address-level1', 'country'].map(
          (token) => `shipping ${token}`,
        ),
      );
      const record = await agree(site.shop, page, await placeOrder(page), 'Processed');
      expect(record.deliveryAddress).toEqual(ADDRESS);
      await page.locator('address').getByText('1080 Wien').waitFor();
      await page.locator('address').getByText('Austria').waitFor();
      await page.getByRole('link', { name: 'Shop', exact: true }).click();
      await addToCart(page, 'Desk lamp');
      await page.getByRole('link', { name: 'Check out' }).click();
      await agree(site.shop, page, await placeOrder(page), 'Processed');
    });

    it('is not sent without a name, which is said beside the field', async () => {
      const before = await countOrders(site.shop);
      const { page } = await site.visit();
      await goToCheckout(page, 'Desk lamp');
      await page.getByLabel('Your name').fill('   ');
      await page.getByRole('button', { name: 'Place order' }).click();
      await page.getByText('Please enter your name.').waitFor();
      await expect.poll(() => focusedId(page)).toBe('customer-name');
      expect(await page.getByLabel('Your name').getAttribute('aria-invalid')).toBe('true');
      await page.getByLabel('Your name').fill('Sam');
      await page.getByText('Please enter your name.').waitFor({ state: 'detached' });
      expect(await countOrders(site.shop)).toBe(before);
    });
  },
  { intercept },
);
