import type { Page } from 'playwright-core';
import type { Site } from './site.ts';
import {
  addToCart,
  declineChange,
  fillAddress,
  goToCheckout,
  openShop,
  orderShown,
  placeOrder,
  questionShown,
  seeEnd,
  signIn,
} from './steps.ts';
import type { VisitorOptions } from './visitor.ts';

/** Called on each page, in each of its states. */
type Look = (name: string, page: Page) => Promise<void>;

const atTheLogin = async (page: Page, look: Look): Promise<void> => {
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await look('login', page);
  await page.getByLabel('E-mail').fill('nobody@example.com');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('alert').waitFor();
  await look('login, wrong password', page);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByRole('heading', { name: 'Forgot your password?' }).waitFor();
  await look('login, password forgotten', page);
  await page.getByLabel('E-mail').fill('nobody@example.com');
  await page.getByRole('button', { name: 'Send the code' }).click();
  await page.getByRole('heading', { name: 'Choose another password' }).waitFor();
  await look('login, another password', page);
  await page.getByRole('link', { name: 'Back to the sign-in' }).click();
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByRole('heading', { name: 'Create an account' }).waitFor();
  await look('sign-up', page);
  await page.goto(page.url().replace(/\/login\/.*/, '/login/expired'));
  await page.getByRole('alert').waitFor();
  await look('login, expired', page);
};

const signedOut = async (page: Page, look: Look): Promise<void> => {
  await openShop(page);
  await look('shop', page);
  await page.goto('/checkout');
  await page.getByText('Your cart is empty.').waitFor();
  await look('checkout, empty', page);
  await page.goto('/orders');
  await page.getByText('Please sign in to see your orders.').waitFor();
  await look('my orders, signed out', page);
  await page.goto('/nothing/here');
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  await look('no such page', page);
  await openShop(page);
  await addToCart(page, 'Laptop 14"');
  await look('shop with a cart', page);
  await page.getByRole('link', { name: 'Check out' }).click();
  await page.getByRole('button', { name: 'Sign in to order' }).waitFor();
  await look('checkout, signed out', page);
};

const ordering = async (page: Page, look: Look): Promise<void> => {
  await goToCheckout(page, 'Wireless mouse');
  await look('checkout', page);
  await page.getByLabel('Your name').fill('');
  await page.getByLabel('City').fill('');
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.getByText('Please enter your name.').waitFor();
  await look('checkout, name and city missing', page);
  await page.getByLabel('Your name').fill('Sam Shopper');
  await fillAddress(page);

  await page.route('**/api/orders', (route) => route.abort());
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.getByRole('button', { name: 'Send again' }).waitFor();
  await look('checkout, not confirmed', page);
  await page.unroute('**/api/orders');

  // The API's own answer for an order that is still in the queue.
  await page.route('**/api/orders/*', async (route) => {
    const orderId = new URL(route.request().url()).pathname.split('/').at(-1);
    await route.fulfill({ json: { orderId, status: 'Received' } });
  });
  await page.getByRole('button', { name: 'Send again' }).click();
  await orderShown(page);
  await page.getByRole('heading', { name: 'Being processed' }).waitFor();
  await look('order, received', page);
  await page.unroute('**/api/orders/*');
  await seeEnd(page, 'Processed');
  await look('order, processed', page);
};

const rejected = async (page: Page, look: Look): Promise<void> => {
  await goToCheckout(page, 'USB-C cable 2 m');
  await page.route('**/api/orders', async (route) => {
    const body = { ...route.request().postDataJSON(), expectedTotalCents: 1 };
    await route.continue({ postData: JSON.stringify(body) });
  });
  await placeOrder(page);
  await page.unroute('**/api/orders');
  await questionShown(page);
  await look('order, waiting for an answer', page);
  await declineChange(page);
  await look('order, rejected', page);
  await page.goto('/orders');
  await page.getByRole('main').getByRole('listitem').first().waitFor();
  await look('my orders', page);
  await page.goto('/orders/0000-0000-0000-0000');
  await page.getByText('You have no order with this number.').waitFor();
  await look('order, not found', page);
};

/** Leads a visitor past every page and state that the site and the login have. */
export const forEachPage = async (site: Site, options: VisitorOptions, look: Look): Promise<void> => {
  const visitor = await site.visit(options);
  const { page } = visitor;
  visitor.expectComplaint(/ERR_FAILED .*\/api\/orders/);
  visitor.expectComplaint(/status of 400 .*\/login\//);
  visitor.expectComplaint(/status of 404 .*\/api\/orders\/0000/);
  await signedOut(page, look);
  await openShop(page);
  await atTheLogin(page, look);
  await openShop(page);
  await signIn(page);
  await ordering(page, look);
  await rejected(page, look);
};
