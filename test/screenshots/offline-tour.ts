import type { Page } from 'playwright-core';
import { goOffline, workerAnswers } from '../browser/offline-steps.ts';
import { goToCheckout, openShop } from '../browser/steps.ts';
import type { Shot } from './tour.ts';

/** Goes through the shop without a network, up to an order that waits for one. */
export const offlineTour = async (page: Page, shot: Shot): Promise<void> => {
  await page.goto('/');
  await workerAnswers(page);
  await openShop(page);
  await goToCheckout(page, 'Wireless mouse');
  await page.getByRole('link', { name: 'Shop' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Good things for a desk' }).waitFor();
  await goOffline(page);
  await page.reload();
  await page.getByText('Prices and stock are as of').waitFor();
  await shot('shop-offline', false);
  await page.getByRole('link', { name: 'Check out' }).click();
  await page.getByText('You are offline: your order waits on this device').waitFor();
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.getByRole('heading', { name: 'Your order waits' }).waitFor();
  await shot('order-waits', false);
};
