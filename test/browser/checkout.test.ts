import { expect, it } from 'vitest';
import { describeInBrowser } from './site.ts';
import { addToCart, declineChange, goToCheckout, openShop, placeOrder, signIn } from './steps.ts';
import { findViolations, widthBeyond } from './surface.ts';

describeInBrowser('the checkout', (site) => {
  it('says that the catalogue does not come, and goes on when it does', async () => {
    const visitor = await site.visit({ viewport: { width: 320, height: 700 } });
    const { page } = visitor;
    visitor.expectComplaint(/ERR_FAILED .*\/api\/products/);
    await openShop(page);
    await signIn(page);
    await addToCart(page, 'Laptop 14"');
    let slow: (() => void) | undefined;
    await page.route('**/api/products', async (route) => {
      await new Promise<void>((resolve) => {
        slow = resolve;
      });
      await route.abort();
    });
    await page.goto('/checkout');
    await page.getByText('Looking up what is in your cart …').waitFor();
    await page.getByText('Looking up prices …').waitFor();
    expect(await page.getByRole('main').getByText('Laptop').count()).toBe(0);
    expect(await findViolations(page)).toEqual([]);
    slow?.();

    await page.getByRole('alert').getByText('Your cart with 1 item is kept.').waitFor();
    await page.getByText('You can order as soon as the prices are here.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(await widthBeyond(page)).toBe(0);
    await page.unroute('**/api/products');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Laptop 14"' }).waitFor();
    await page.getByRole('button', { name: 'Place order', disabled: false }).waitFor();
  });

  it('shows and says truly why another quantity was taken than was typed', async () => {
    const { page } = await site.visit();
    await goToCheckout(page, 'Wireless mouse');
    const quantity = page.getByLabel('Quantity of Wireless mouse');
    const most = Number(await quantity.getAttribute('max'));
    const typed: [string, string, string][] = [
      [String(most + 1), String(most), `At most ${most} of Wireless mouse in one order: ${most} are in the cart.`],
      ['0', '1', 'At least 1: use “Remove” to take Wireless mouse out.'],
      ['2.7', '2', 'Whole numbers only: 2 are in the cart.'],
      ['', '2', 'That is no number: it stays at 2.'],
    ];
    for (const [text, taken, words] of typed) {
      await quantity.fill(text);
      await quantity.press('Enter');
      await page.getByRole('main').getByText(words).waitFor();
      await page.getByRole('status').getByText(words).waitFor();
      expect(await quantity.inputValue()).toBe(taken);
      expect(await quantity.getAttribute('aria-describedby')).not.toBeNull();
    }
    expect(await findViolations(page)).toEqual([]);
    await quantity.fill('3');
    await quantity.press('Enter');
    await page.getByRole('main').getByText('That is no number').waitFor({ state: 'detached' });
  });

  it('tells what has changed since the order that is put back in the cart', async () => {
    const visitor = await site.visit();
    const { page } = visitor;
    visitor.expectComplaint(/ERR_FAILED .*\/api\/products/);
    await goToCheckout(page, 'Desk lamp', 'Wireless mouse');
    await page.route('**/api/orders', (route) =>
      route.continue({ postData: JSON.stringify({ ...route.request().postDataJSON(), expectedTotalCents: 1 }) }),
    );
    await placeOrder(page);
    await page.unroute('**/api/orders');
    await declineChange(page);

    await page.route('**/api/products', (route) => route.abort());
    await page.getByRole('button', { name: 'Put it back in the cart' }).click();
    await page.getByRole('alert').getByText('Nothing was put in the cart.').waitFor();
    await page.unroute('**/api/products');
    await page.route('**/api/products', async (route) => {
      const { products } = (await (await route.fetch()).json()) as { products: { name: string }[] };
      await route.fulfill({ json: { products: products.filter(({ name }) => name !== 'Desk lamp') } });
    });
    await page.getByRole('button', { name: 'Put it back in the cart' }).click();
    await page.getByText('Something has changed since you ordered:').waitFor();
    await page.getByText('is not in the shop any more and is left out.').waitFor();
    await page.getByRole('heading', { name: 'Wireless mouse' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });
});
