import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { until } from 'local-aws/testing';
import { expect, it } from 'vitest';
import { outputOf, shopper } from '../helpers/shop.ts';
import { agree, countOrders } from './agreement.ts';
import { describeInBrowser } from './site.ts';
import {
  ADDRESS,
  addToCart,
  declineChange,
  fillAddress,
  focusedId,
  goToCheckout,
  openShop,
  pickPerson,
  placeOrder,
  questionShown,
  seeEnd,
  signIn,
  signOut,
  signUp,
} from './steps.ts';

describeInBrowser('a shopper', (site) => {
  const setPrice = async (product: string, cents: number): Promise<void> => {
    await site.shop.clients.tables.send(
      new UpdateCommand({
        TableName: outputOf(site.shop.engine, 'ProductsTableName'),
        Key: { product },
        UpdateExpression: 'SET unitPriceCents = :cents',
        ExpressionAttributeValues: { ':cents': cents },
      }),
    );
  };

  it('puts two products in the cart, signs in, orders, sees Processed without a reload, finds it and signs out', async () => {
    const { page } = await site.visit();
    await openShop(page);
    await addToCart(page, 'Laptop 14"');
    await addToCart(page, 'Desk lamp');
    await addToCart(page, 'Desk lamp');
    await page.getByRole('link', { name: 'Check out' }).click();
    await page.getByRole('button', { name: 'Sign in to order' }).click();
    await pickPerson(page, shopper.email);
    await page.getByRole('button', { name: 'Place order' }).waitFor();
    expect(await page.getByLabel('Your name').inputValue()).toBe('Sam Shopper');
    expect(await page.getByText(`We write to ${shopper.email}`).isVisible()).toBe(true);
    await fillAddress(page);

    await page.evaluate('globalThis.sameDocument = true');
    const orderId = await placeOrder(page);
    const record = await agree(site.shop, page, orderId, 'Processed');
    expect(await page.evaluate('globalThis.sameDocument')).toBe(true);
    expect(record).toMatchObject({
      email: shopper.email,
      customerName: 'Sam Shopper',
      product: 'Laptop + 1 more',
      quantity: 3,
      totalCents: 129_900 + 2 * 4900,
      deliveryAddress: ADDRESS,
    });

    await page.getByRole('link', { name: 'My orders' }).first().click();
    const row = page.getByRole('listitem').filter({ hasText: orderId });
    await row.getByText('Processed').waitFor();
    await row.getByRole('link').click();
    await seeEnd(page, 'Processed');
    expect(await page.getByRole('link', { name: 'Cart' }).textContent()).toBe('Cart');

    await signOut(page);
    await page.goto('/orders');
    await page.getByText('Please sign in to see your orders.').waitFor();
    expect(await page.evaluate('Object.keys(localStorage)')).toEqual([]);
    expect(await countOrders(site.shop)).toBe(1);
  });

  it('signs in by password, after a wrong one is refused', async () => {
    const visitor = await site.visit();
    const { page } = visitor;
    visitor.expectComplaint(/status of 400 .*\/login\//);
    await openShop(page);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('E-mail').fill(shopper.email);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').getByText('The e-mail or the password is not right').waitFor();
    expect(await page.getByLabel('E-mail').inputValue()).toBe(shopper.email);
    await page.getByLabel('Password').fill(shopper.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('Sam Shopper').waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('is asked about a new price, declines it, and orders anew at it', async () => {
    const { page } = await site.visit();
    await goToCheckout(page, 'Webcam 1080p');
    await setPrice('Webcam', 6400);
    const orderId = await placeOrder(page);
    const question = await questionShown(page);
    await question.getByText(/costs €64\.00 now; you saw €59\.00/).waitFor();
    await declineChange(page);
    const rejected = await agree(site.shop, page, orderId, 'Rejected');
    const reasons = rejected.reasons as string[];
    expect(reasons).toHaveLength(1);
    expect(
      await page.getByRole('region', { name: 'Why it was rejected' }).getByRole('listitem').allInnerTexts(),
    ).toEqual(reasons);

    // Orders of one second are listed by their ids.
    await until('the next second has begun', () => Date.now() >= Date.parse(String(rejected.timestamp)) + 1000);
    await page.getByRole('button', { name: 'Put it back in the cart' }).click();
    const processed = await agree(site.shop, page, await placeOrder(page), 'Processed');
    expect(processed.totalCents).toBe(6400);
    await page.getByRole('link', { name: 'My orders' }).first().click();
    // The page before stays until this one is loaded.
    await page.getByRole('heading', { level: 1, name: 'My orders' }).waitFor();
    const rows = page.getByRole('main').getByRole('listitem');
    await rows.first().waitFor();
    expect(await rows.locator('.badge').allInnerTexts()).toEqual(['Processed', 'Rejected', 'Processed']);
    await setPrice('Webcam', 5900);
  });

  it('keeps the cart over a reload and a sign-in, and leaves none behind at a sign-out', async () => {
    const { page } = await site.visit();
    await openShop(page);
    await addToCart(page, 'Wireless mouse');
    await addToCart(page, 'Wireless mouse');
    const cart = page.getByRole('region', { name: 'Your cart' });
    await cart.getByText('2 items').waitFor();
    await page.reload();
    await cart.getByText('2 items').waitFor();
    await signIn(page);
    await cart.getByText('2 items').waitFor();
    await signOut(page);
    expect(await cart.count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Cart' }).textContent()).toBe('Cart');
    await page.reload();
    await openShop(page);
    expect(await cart.count()).toBe(0);
    expect(await page.evaluate('Object.keys(localStorage)')).toEqual([]);
  });

  it('comes back to the order of a link after the login', async () => {
    const first = await site.visit();
    await goToCheckout(first.page, 'USB-C cable 2 m');
    const orderId = await placeOrder(first.page);

    const { page } = await site.visit();
    await page.goto(`/orders/${orderId}`);
    await page.getByText('Please sign in to see this order.').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await pickPerson(page, shopper.email);
    await agree(site.shop, page, orderId, 'Processed');
    expect(page.url()).toBe(`${site.origin}/orders/${orderId}`);
  });

  it('signs up, orders, and cannot see the order of somebody else', async () => {
    const { orderId: foreign } = (await site.shop.order({ customerName: 'Sam', product: 'Mouse', quantity: 1 })).body;
    const visitor = await site.visit();
    const { page } = visitor;
    visitor.expectComplaint(/status of 404 .*\/api\/orders\//);
    await openShop(page);
    await addToCart(page, 'Laptop backpack');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await signUp(page, 'nora@example.com', 'Nora-is-new-here-1');
    await page.getByRole('link', { name: 'Check out' }).click();
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.getByText('Please enter your name.').waitFor();
    await expect.poll(() => focusedId(page)).toBe('customer-name');
    await page.getByLabel('Your name').fill('Nora New');
    await fillAddress(page);
    const record = await agree(site.shop, page, await placeOrder(page), 'Processed');
    expect(record).toMatchObject({ email: 'nora@example.com', customerName: 'Nora New' });

    await site.shop.settled(String(foreign));
    await page.goto(`/orders/${foreign}`);
    await page.getByText('You have no order with this number.').waitFor();
    await page.goto('/orders');
    await page.getByRole('main').getByRole('listitem').first().waitFor();
    expect(await page.getByRole('main').getByRole('listitem').count()).toBe(1);
  });
});
