import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Page } from 'playwright-core';
import {
  addToCart,
  declineChange,
  fillAddress,
  goToCheckout,
  openShop,
  pickPerson,
  placeOrder,
  questionShown,
  seeEnd,
} from '../browser/steps.ts';
import { type openShop as openTables, outputOf } from '../helpers/shop.ts';

/** Takes a picture of what is shown: of the whole page, or of what fits the screen. */
export type Shot = (name: string, whole?: boolean) => Promise<void>;

/** The shop that the pictures are of. */
export type Shop = ReturnType<typeof openTables>;

const setPrice = (shop: Shop, product: string, cents: number) =>
  shop.clients.tables.send(
    new UpdateCommand({
      TableName: outputOf(shop.engine, 'ProductsTableName'),
      Key: { product },
      UpdateExpression: 'SET unitPriceCents = :cents',
      ExpressionAttributeValues: { ':cents': cents },
    }),
  );

/** What the shopper's list holds before the tour. */
const EARLIER_ORDERS = [
  [{ product: 'Monitor', quantity: 2 }],
  [
    { product: 'Keyboard', quantity: 1 },
    { product: 'Mouse', quantity: 1 },
  ],
];

/** Places the shopper's earlier orders. */
export const orderEarlier = async (shop: Shop): Promise<void> => {
  for (const items of EARLIER_ORDERS) {
    const { body } = await shop.order({ customerName: 'Sam Shopper', items });
    await shop.settled(String(body.orderId));
  }
};

const seeMailDelivered = (page: Page): Promise<void> =>
  page.getByRole('heading', { name: 'E-mail delivered' }).last().waitFor();

/** Goes through the shop as a shopper does, from the login to the list of orders. */
export const tour = async (page: Page, shop: Shop, shot: Shot): Promise<void> => {
  await openShop(page);
  await addToCart(page, 'Laptop 14"');
  await addToCart(page, 'Desk lamp');
  await addToCart(page, 'Desk lamp');
  await shot('shop', false);
  await page.getByRole('link', { name: 'Desk lamp' }).click();
  await page.getByRole('heading', { level: 1, name: 'Desk lamp' }).waitFor();
  await shot('product', false);
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Good things for a desk' }).waitFor();

  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await shot('login', false);
  await pickPerson(page, 'shopper@example.com');
  await page.getByRole('link', { name: 'Check out' }).click();
  await page.getByRole('button', { name: 'Place order', disabled: false }).waitFor();
  await fillAddress(page);
  await shot('checkout');
  await placeOrder(page);
  await seeEnd(page, 'Processed');
  await seeMailDelivered(page);
  await shot('order');

  await goToCheckout(page, 'Noise-cancelling headphones');
  await setPrice(shop, 'Headphones', 21_900);
  await placeOrder(page);
  await questionShown(page);
  await shot('order-question');
  await declineChange(page);
  await seeMailDelivered(page);
  await shot('order-rejected');
  await setPrice(shop, 'Headphones', 19_900);

  await goToCheckout(page, 'Wireless mouse');
  await placeOrder(page);
  await seeEnd(page, 'Processed');
  await page.getByRole('button', { name: 'Cancel this order' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the order' }).waitFor();
  await shot('order-cancel', false);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the order' }).click();
  await seeEnd(page, 'Cancelled');
  await shot('order-cancelled');

  await page.getByRole('link', { name: 'My orders' }).first().click();
  await page.getByRole('main').getByRole('listitem').first().waitFor();
  await shot('my-orders');
};
