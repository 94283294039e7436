import { expect, it } from 'vitest';
import { outputOf, shopper } from '../helpers/shop.ts';
import { describeInBrowser } from './site.ts';
import { goToCheckout, openShop, placeOrder, signIn } from './steps.ts';

describeInBrowser('whoever came to a stop', (site) => {
  const setVerified = (verified: boolean) =>
    site.shop.engine.call('cognito-idp', 'AdminUpdateUserAttributes', {
      UserPoolId: outputOf(site.shop.engine, 'UserPoolId'),
      Username: shopper.email,
      UserAttributes: [{ Name: 'email_verified', Value: String(verified) }],
    });

  it('signs in again once the address is verified, and orders what is still in the cart', async () => {
    const visitor = await site.visit();
    const { page } = visitor;
    visitor.expectComplaint(/status of 403 .*\/api\/orders/);
    await setVerified(false);
    await goToCheckout(page, 'Laptop 14"');
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.getByRole('alert').getByText('Please verify your e-mail address first').waitFor();
    await setVerified(true);
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await page.waitForURL(({ pathname, search }) => pathname === '/checkout' && search === '');
    await page.getByRole('button', { name: 'Place order', disabled: false }).waitFor();
    expect(await placeOrder(page)).toMatch(/^[0-9A-Z-]{19}$/);
  });

  it('at an address that leads nowhere finds the shop, and no search engine keeps that page', async () => {
    const { page } = await site.visit();
    await page.goto('/no/such/page');
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    const robots = page.locator('meta[name=robots]');
    expect(await robots.getAttribute('content')).toBe('noindex');
    await page.getByRole('link', { name: 'To the shop' }).click();
    await page.getByRole('button', { name: 'Add to cart Laptop 14"' }).waitFor();
    expect(await robots.count()).toBe(0);
  });

  it('sees no product fetched by the page of dead letters, and all of them in the shop after it', async () => {
    const { page } = await site.visit();
    await openShop(page);
    await signIn(page, 'support@example.com');
    const fetched: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/api/products')) fetched.push(new URL(page.url()).pathname);
    });
    await page.goto('/support/dead-letters');
    await page.getByRole('region', { name: 'Orders', exact: true }).waitFor();
    expect(fetched).toEqual([]);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Shop' }).click();
    await page.getByRole('button', { name: 'Add to cart Laptop 14"' }).waitFor();
    expect(fetched).toHaveLength(1);
  });
});
