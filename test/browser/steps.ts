import type { Locator, Page } from 'playwright-core';

const ORDER_PATH = /^\/orders\/([0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3})$/;

/** Opens the catalogue. */
export const openShop = async (page: Page): Promise<void> => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Add to cart Laptop 14"' }).waitFor();
};

/** Puts one of a product, by the name that the catalogue shows, in the cart. */
export const addToCart = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name: `Add to cart ${name}`, exact: true }).click();

/** On the login page: signs a ready-made person in with one click. */
export const pickPerson = (page: Page, email: string): Promise<void> =>
  page.getByRole('button', { name: `Sign in as ${email}` }).click();

/** Signs in from the header of any page, and is back on it. */
export const signIn = async (page: Page, email = 'shopper@example.com'): Promise<void> => {
  await page.getByRole('button', { name: 'Sign in' }).first().click();
  await pickPerson(page, email);
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
};

/** Signs out, and is back at the catalogue. */
export const signOut = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Good things for a desk' }).waitFor();
  await page.getByRole('button', { name: 'Sign in', disabled: false }).waitFor();
};

/** On the login page, which is in English: makes an account, and is signed in on a page that says so in its language. */
export const signUp = async (page: Page, email: string, password: string, signOut = 'Sign out'): Promise<void> => {
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Password, once more').fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('button', { name: signOut }).waitFor();
};

/** An address in a country that the stage delivers to. */
export const ADDRESS = { street: 'Lange Gasse 7', postalCode: '1080', city: 'Wien', country: 'AT' };

/** At the checkout: fills in what an address must have. */
export const fillAddress = async (page: Page): Promise<void> => {
  await page.getByLabel('Street and number').fill(ADDRESS.street);
  await page.getByLabel('Postal code').fill(ADDRESS.postalCode);
  await page.getByLabel('City').fill(ADDRESS.city);
  await page.getByLabel('Country').selectOption(ADDRESS.country);
};

/** Fills the cart with these products, signed in as the ready-made shopper, and stands at the checkout with name and address
 * filled in. */
export const goToCheckout = async (page: Page, ...products: readonly string[]): Promise<void> => {
  await openShop(page);
  for (const product of products) await addToCart(page, product);
  if (await page.getByRole('button', { name: 'Sign in' }).isVisible()) await signIn(page);
  await page.getByRole('link', { name: 'Check out' }).click();
  await page.getByRole('button', { name: 'Place order', disabled: false }).waitFor();
  await page.waitForFunction(`document.querySelector('input[name=name]')?.value === 'Sam Shopper'`);
  await fillAddress(page);
};

/** The id of the order whose page is shown, once it is. */
export const orderShown = async (page: Page): Promise<string> => {
  await page.waitForURL(({ pathname }) => ORDER_PATH.test(pathname));
  return ORDER_PATH.exec(new URL(page.url()).pathname)?.[1] ?? '';
};

/** Clicks the button that orders, and follows to the order's page; gives its id. */
export const placeOrder = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Place order' }).click();
  return orderShown(page);
};

/** Waits until the timeline of the order's page says how it ended. */
export const seeEnd = (page: Page, status: 'Processed' | 'Rejected' | 'Cancelled'): Promise<void> =>
  page
    .getByRole('list', { name: 'How your order stands' })
    .getByRole('heading', { name: status, exact: true })
    .waitFor();

/** The question about an order, once its page shows it. */
export const questionShown = async (page: Page): Promise<Locator> => {
  const question = page.getByRole('region', { name: 'Do you still want it?' });
  await question.waitFor();
  return question;
};

/** Declines what the page asks, and sees the order rejected. */
export const declineChange = async (page: Page): Promise<void> => {
  await (await questionShown(page)).getByRole('button', { name: 'Decline' }).click();
  await seeEnd(page, 'Rejected');
};

/** The id of the element that has the focus. */
export const focusedId = (page: Page): Promise<string> => page.evaluate('document.activeElement?.id');

/** The sum that the page shows in its total, in cents. */
export const totalShown = async (page: Page): Promise<number> => {
  const text = (await page.locator('.total .price').textContent()) ?? '';
  return Math.round(Number(text.replaceAll(/[^\d.]/g, '')) * 100);
};
