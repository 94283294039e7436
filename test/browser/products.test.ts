import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { aProduct } from '../helpers/factories.ts';
import { outputOf } from '../helpers/shop.ts';
import { tabTo } from './keyboard.ts';
import { describeInBrowser } from './site.ts';
import { openShop, signIn } from './steps.ts';
import { findViolations } from './surface.ts';
import { isWellMade } from './well-made.ts';

describeInBrowser('the page of products', (site) => {
  const TableName = () => outputOf(site.shop.engine, 'ProductsTableName');
  const put = (changes: Parameters<typeof aProduct>[0]) =>
    site.shop.clients.tables.send(new PutCommand({ TableName: TableName(), Item: aProduct(changes) }));
  const stored = async (product: string) =>
    (await site.shop.clients.tables.send(new GetCommand({ TableName: TableName(), Key: { product } }))).Item;
  const openProducts = async (page: Page): Promise<void> => {
    await openShop(page);
    await signIn(page, 'support@example.com');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Support' }).click();
    await page.getByRole('navigation', { name: 'Support' }).getByRole('link', { name: 'Products' }).click();
  };
  const openProduct = async (page: Page, name: string): Promise<void> => {
    await openProducts(page);
    await page.getByRole('table', { name: 'Products, by name' }).getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { name: 'What it says' }).waitFor();
  };

  it('lists every product with what is left, and what cannot be read', async () => {
    await site.shop.clients.tables.send(
      new PutCommand({ TableName: TableName(), Item: { ...aProduct({ product: 'Damaged' }), unitPriceCents: 'x' } }),
    );
    const { page } = await site.visit();
    await openProducts(page);
    const table = page.getByRole('table', { name: 'Products, by name' });
    await table
      .getByRole('row', { name: /Desk speaker/ })
      .getByText('Sold out')
      .waitFor();
    await table
      .getByRole('row', { name: /Tablet/ })
      .getByRole('cell', { name: '2', exact: true })
      .waitFor();
    await page.getByRole('region', { name: 'Cannot be read' }).getByText('Damaged', { exact: true }).waitFor();
    await isWellMade(page);
  });

  it('changes a price, which shoppers then see', async () => {
    await put({ product: 'Cup / 0.3 l', name: 'A cup', stock: 5 });
    const { page } = await site.visit();
    await openProduct(page, 'A cup');
    await isWellMade(page);
    await page.getByLabel('Price in EUR').fill('12,5');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').getByText('Saved.').waitFor();
    expect(await page.getByLabel('Price in EUR').inputValue()).toBe('12.50');
    expect(await stored('Cup / 0.3 l')).toMatchObject({ unitPriceCents: 1250, stock: 5, version: 1 });
    await openShop(page);
    const card = page.getByRole('main').getByRole('listitem').filter({ hasText: 'A cup' });
    await card.getByText('€12.50').waitFor();
    await card.getByText('5 left').waitFor();
  });

  it('keeps what was typed when somebody else was first, shows what they changed, and saves on demand', async () => {
    await put({ product: 'Shared', name: 'A shared thing' });
    const visitor = await site.visit();
    const { page } = visitor;
    visitor.expectComplaint(/status of 409 .*\/api\/support\/products\/Shared/);
    await openProduct(page, 'A shared thing');
    await page.getByLabel('Name', { exact: true }).fill('My name for it');
    await put({ product: 'Shared', name: 'A shared thing', unitPriceCents: 4500, version: 1 });
    await page.getByRole('button', { name: 'Save' }).click();
    const box = page.getByRole('alert').filter({ hasText: 'Somebody else changed this product' });
    await box.getByText(/Price: 1299\.00/).waitFor();
    expect(await box.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('My name for it');
    expect(await page.getByLabel('Price in EUR').inputValue()).toBe('45.00');
    expect(await stored('Shared')).toMatchObject({ name: 'A shared thing' });
    await isWellMade(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').getByText('Saved.').waitFor();
    expect(await stored('Shared')).toMatchObject({ name: 'My name for it', unitPriceCents: 4500, version: 2 });
  });

  it('says at the field what is wrong, and sends nothing', async () => {
    const { page } = await site.visit();
    await openProduct(page, 'Wireless mouse');
    await page.getByLabel('Price in EUR').fill('a lot');
    await page.getByLabel('At most in one order').fill('0');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Please write a price like 1299.00').waitFor();
    await page.getByText('Please write a whole number from 1 to 99.').waitFor();
    expect(await page.getByLabel('Price in EUR').evaluate((field) => field === field.ownerDocument.activeElement)).toBe(
      true,
    );
    expect(await stored('Mouse')).not.toHaveProperty('version');
    await isWellMade(page);
  });

  it('adds to a stock and takes from it with the keyboard alone; Enter in the number does neither', async () => {
    await put({ product: 'Stocked', name: 'A stocked thing', stock: 2 });
    const visitor = await site.visit();
    const { page } = visitor;
    visitor.expectComplaint(/status of 409 .*\/stock/);
    await openProduct(page, 'A stocked thing');
    await tabTo(page, 'How many');
    await page.keyboard.type('40');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Add to stock');
    expect(await stored('Stocked')).toMatchObject({ stock: 2 });
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('40 added: 42 left.').waitFor();
    await page.getByLabel('How many').fill('50');
    await page.getByRole('button', { name: 'Take from stock' }).click();
    await page.getByText('Fewer are left than are to be taken. Nothing was taken.').waitFor();
    await page.getByLabel('How many').fill('42');
    await page.getByRole('button', { name: 'Take from stock' }).click();
    await page.getByRole('status').getByText('42 taken: 0 left.').waitFor();
    await isWellMade(page);
    await page.getByRole('button', { name: 'Stop counting' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop counting' }).click();
    await page.getByText('It is not counted: there is always enough of it.').waitFor();
    expect(await stored('Stocked')).not.toHaveProperty('stock');
    await page.getByLabel('How many there are').fill('7');
    await page.getByRole('button', { name: 'Start counting' }).click();
    await page.getByRole('status').getByText('It is counted from now on: 7 left.').waitFor();
    expect(await stored('Stocked')).toMatchObject({ stock: 7, stockRevision: 4 });
  });

  it('adds once where the answer is lost and it is tried again', async () => {
    await put({ product: 'Unheard', name: 'An unheard thing', stock: 1 });
    const visitor = await site.visit();
    const { page } = visitor;
    visitor.expectComplaint(/ERR_FAILED .*\/stock/);
    await openProduct(page, 'An unheard thing');
    await page.route('**/stock', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.getByLabel('How many').fill('5');
    await page.getByRole('button', { name: 'Add to stock' }).click();
    await page.getByRole('alert').getByText('The shop did not say whether 5 was added.').waitFor();
    await isWellMade(page);
    await page.unroute('**/stock');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('status').getByText('5 added: 6 left.').waitFor();
    expect(await stored('Unheard')).toMatchObject({ stock: 6, stockRevision: 1 });
    await page.route('**/stock', (route) => route.abort());
    await page.getByLabel('How many').fill('9');
    await page.getByRole('button', { name: 'Take from stock' }).click();
    await page.getByRole('button', { name: 'Leave it, and look' }).click();
    await expect
      .poll(() => page.getByLabel('How many').evaluate((field) => field === field.ownerDocument.activeElement))
      .toBe(true);
    expect(await stored('Unheard')).toMatchObject({ stock: 6, stockRevision: 1 });
  });

  it('adds a product, whose stock is then counted', async () => {
    const { page } = await site.visit();
    await openProducts(page);
    await page.getByRole('link', { name: 'Add a product' }).click();
    await page.getByRole('heading', { level: 1, name: 'A new product' }).waitFor();
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByText('Please give it a key of 1 to 100 characters').waitFor();
    await isWellMade(page);
    await page.getByLabel('Key').fill('50 % Wool/Cap');
    await page.getByLabel('Name', { exact: true }).fill('A woollen cap');
    await page.getByLabel('Description').fill('It is warm.');
    await page.getByLabel('Price').fill('19.90');
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Product 50 % Wool/Cap' }).waitFor();
    await page.getByLabel('How many there are').fill('0');
    await page.getByRole('button', { name: 'Start counting' }).click();
    await page.getByRole('status').getByText('0 left.').waitFor();
    expect(await stored('50 % Wool/Cap')).toMatchObject({
      unitPriceCents: 1990,
      currency: 'EUR',
      stock: 0,
      version: 1,
    });
    await page.reload();
    await page.getByLabel('Price in EUR').waitFor();
    await openShop(page);
    await page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ hasText: 'A woollen cap' })
      .getByText('Sold out')
      .waitFor();
  });
});

describeInBrowser('what is left, in the shop', (site) => {
  it('is told on the cards and bounds what goes into the cart', async () => {
    const { page } = await site.visit();
    await openShop(page);
    const tablet = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Tablet 11"' });
    const speaker = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Desk speaker' });
    await tablet.getByText('2 left').waitFor();
    await speaker.getByText('Sold out').waitFor();
    expect(await speaker.getByRole('button').count()).toBe(0);
    for (const words of ['1 in the cart', '2 in the cart · No more are left']) {
      await tablet.getByRole('button', { name: 'Add to cart' }).click();
      await tablet.getByText(words).waitFor();
    }
    await tablet.getByRole('button', { name: 'Add to cart' }).press('Enter');
    await page.getByRole('status').getByText('No more are left').waitFor();
    await page.getByRole('link', { name: 'Check out' }).click();
    // Until the checkout has come, the catalogue stays, whose cards have quantities too.
    await page.getByRole('heading', { name: 'Checkout' }).waitFor();
    await page.getByLabel('Quantity of Tablet').fill('5');
    await page.getByLabel('Quantity of Tablet').press('Enter');
    await page.getByText('Only 2 of Tablet 11" left: 2 are in the cart.').first().waitFor();
    expect(await findViolations(page)).toEqual([]);
  });
});
