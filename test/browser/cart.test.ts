import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { outputOf } from '../helpers/shop.ts';
import { focusIsVisible, tabTo } from './keyboard.ts';
import { describeInBrowser } from './site.ts';
import { addToCart, goToCheckout, openShop, placeOrder, seeEnd } from './steps.ts';
import { isWellMade } from './well-made.ts';

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

describeInBrowser('the cart', (site) => {
  const change = (product: string, values: Readonly<Record<string, number>>): Promise<unknown> =>
    site.shop.clients.tables.send(
      new UpdateCommand({
        TableName: outputOf(site.shop.engine, 'ProductsTableName'),
        Key: { product },
        UpdateExpression: `SET ${Object.keys(values).map((name) => `${name} = :${name}`)}`,
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries(values).map(([name, value]) => [`:${name}`, value]),
        ),
      }),
    );

  it('takes from a card as many as are chosen there, and no more than an order may hold', async () => {
    const { page } = await site.visit(phone);
    await openShop(page);
    const card = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Monitor 27"' });
    await card.getByLabel('How many of Monitor').selectOption('3');
    await card.getByRole('button', { name: 'Add to cart' }).click();
    await card.getByText('3 in the cart').waitFor();
    // One more can be had: there is nothing to choose.
    expect(await card.getByRole('combobox').count()).toBe(0);
    await card.getByRole('button', { name: 'Add to cart' }).click();
    await card.getByText('4 in the cart · At most 4 in one order').waitFor();
    await isWellMade(page);
  });

  it('gives back what was taken out, by keyboard, and forgets it when the page is left', async () => {
    const { page } = await site.visit();
    await openShop(page);
    for (const name of ['Desk lamp', 'Wireless mouse', 'Wireless mouse']) await addToCart(page, name);
    await page.getByRole('link', { name: 'Check out' }).click();
    await tabTo(page, 'Remove Desk lamp');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Desk lamp removed. You can undo that.').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Your cart');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Undo the removal of Desk lamp');
    expect(await focusIsVisible(page)).toBe(true);
    await isWellMade(page);
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Desk lamp is in the cart again.').waitFor();
    const names = page.getByRole('region', { name: 'Your cart' }).getByRole('heading', { level: 3 });
    expect(await names.allInnerTexts()).toEqual(['Desk lamp', 'Wireless mouse']);

    for (const name of ['Desk lamp', 'Wireless mouse'])
      await page.getByRole('button', { name: `Remove ${name}` }).click();
    await page.getByText('Your cart is empty.').waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H1');
    await isWellMade(page);
    await page.getByRole('button', { name: 'Undo the removal of Wireless mouse' }).click();
    await page.getByLabel('Quantity of Wireless mouse').waitFor();
    expect(await page.getByLabel('Quantity of Wireless mouse').inputValue()).toBe('2');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Shop' }).click();
    await page.getByRole('link', { name: 'Check out' }).click();
    await page.getByRole('heading', { name: 'Wireless mouse' }).waitFor();
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
  });

  it.each([
    ['a desktop', {}],
    ['a phone', phone],
  ])(
    'says on %s what changed in price and stock since it was filled, until that is taken note of',
    async (_, options) => {
      const { page } = await site.visit(options);
      await openShop(page);
      await addToCart(page, 'Laptop backpack');
      await page.getByLabel('How many of Office chair').selectOption('3');
      await addToCart(page, 'Office chair');
      await change('Backpack', { unitPriceCents: 7400 });
      await change('Office Chair', { stock: 2 });
      await page.getByRole('link', { name: 'Check out' }).click();
      const notice = page.getByRole('status').filter({ hasText: 'since you filled your cart' });
      await notice.getByText('Laptop backpack costs €74.00 now; it was €69.00 when you put it in the cart.').waitFor();
      await notice.getByText('Office chair: only 2 left by now, 3 are in your cart.').waitFor();
      await isWellMade(page);
      await page.reload();
      await notice.getByText('Laptop backpack costs €74.00 now').waitFor();
      await notice.getByRole('button', { name: 'All right' }).click();
      await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H1');
      await page.getByRole('button', { name: 'One fewer: Office chair' }).click();
      await page.getByText('since you filled your cart').waitFor({ state: 'detached' });
      await page.reload();
      await page.getByRole('heading', { name: 'Laptop backpack' }).waitFor();
      expect(await page.getByText('since you filled your cart').count()).toBe(0);
      await change('Backpack', { unitPriceCents: 6900 });
      await change('Office Chair', { stock: 30 });
    },
  );

  it.each([
    ['a desktop', {}],
    ['a phone', phone],
  ])('is filled anew from an order, and from the list of orders, on %s', async (_, options) => {
    const { page } = await site.visit(options);
    await goToCheckout(page, 'Mechanical keyboard', 'USB microphone');
    const orderId = await placeOrder(page);
    await seeEnd(page, 'Processed');
    await isWellMade(page);
    await change('Keyboard', { unitPriceCents: 9900 });
    await change('Microphone', { stock: 0 });
    await page.getByRole('button', { name: 'Order again', exact: true }).click();
    await page.getByText('Something has changed since you ordered:').waitFor();
    await page.getByText('Mechanical keyboard costs €99.00 now; when you ordered it was €89.00.').waitFor();
    await page.getByText('USB microphone is sold out and is left out.').waitFor();
    expect(await page.getByText('since you filled your cart').count()).toBe(0);
    await isWellMade(page);
    await page.getByRole('button', { name: 'Remove Mechanical keyboard' }).click();
    await change('Keyboard', { unitPriceCents: 8900 });
    await change('Microphone', { stock: 64 });

    await page.getByRole('link', { name: 'My orders' }).first().click();
    await page.getByRole('button', { name: `order ${orderId}` }).waitFor();
    await isWellMade(page);
    await page.getByRole('button', { name: `order ${orderId}` }).click();
    await page.getByRole('heading', { name: 'USB microphone' }).waitFor();
    await page.getByRole('heading', { name: 'Mechanical keyboard' }).waitFor();
    expect(await page.getByText('Something has changed').count()).toBe(0);
    await page.getByRole('button', { name: 'Remove Mechanical keyboard' }).click();
  });
});
