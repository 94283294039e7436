import type { Page } from 'playwright-core';
import { it } from 'vitest';
import type { OrderResponse } from '../../lambdas/core/contract/order-answers.ts';
import { accepted, asking, cancelled, ORDER_ID, processed, rejected, underReview } from '../helpers/order-life.ts';
import { describeInBrowser } from './site.ts';
import { openShop, signIn } from './steps.ts';
import { isWellMade } from './well-made.ts';

const address = { name: 'Grace Hopper', street: 'Lange Gasse 7', postalCode: '1080', city: 'Wien', country: 'AT' };
const cancelRequested = { by: 'customer' as const, at: '2025-11-03T12:49:00Z' };

/** An order as the API would tell it, and what its page must say. */
const STATES: readonly [string, OrderResponse, RegExp][] = [
  ['under review', { ...underReview, deliveryAddress: address }, /One of us looks at orders above/],
  ['awaiting its customer', { ...asking(), deliveryAddress: address }, /Do you still want it\?/],
  ['answered', accepted, /You accepted the changes/],
  ['processed', { ...processed, deliveryAddress: address, cancellableUntil: '2025-11-03T13:47:46Z' }, /Possible until/],
  ['being cancelled', { ...processed, cancelRequested }, /Being cancelled/],
  ['cancelled', { ...cancelled, deliveryAddress: address }, /You cancelled this order/],
  [
    'rejected for want of an answer',
    { ...rejected, question: asking().question } as OrderResponse,
    /No answer in time/,
  ],
];

const show = async (page: Page, path: string, order: OrderResponse): Promise<void> => {
  await page.route(`**/api/orders/${ORDER_ID}`, (route) => route.fulfill({ json: order }));
  await page.goto(path);
};

describeInBrowser('an order in each of its states', (site) => {
  it.each(STATES)('is told and well made for its customer: %s', async (_, order, words) => {
    const { page } = await site.visit();
    await openShop(page);
    await signIn(page);
    await show(page, `/orders/${ORDER_ID}`, order);
    await page.getByText(words).first().waitFor();
    await isWellMade(page);
  });
});
