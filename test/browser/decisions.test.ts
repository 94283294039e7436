import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { outputOf } from '../helpers/shop.ts';
import { agree } from './agreement.ts';
import { describeInBrowser, type Site } from './site.ts';
import { goToCheckout, placeOrder, questionShown, seeEnd } from './steps.ts';
import { findViolations, widthBeyond } from './surface.ts';

const setPrice = (site: Site, product: string, cents: number) =>
  site.shop.clients.tables.send(
    new UpdateCommand({
      TableName: outputOf(site.shop.engine, 'ProductsTableName'),
      Key: { product },
      UpdateExpression: 'SET unitPriceCents = :cents',
      ExpressionAttributeValues: { ':cents': cents },
    }),
  );

/** Orders a lamp whose price has changed since the page was loaded, and is asked about it. */
const beAsked = async (site: Site, page: Page): Promise<string> => {
  await setPrice(site, 'Desk Lamp', 4900);
  await goToCheckout(page, 'Desk lamp');
  await setPrice(site, 'Desk Lamp', 5500);
  const orderId = await placeOrder(page);
  await questionShown(page);
  return orderId;
};

const accept = (page: Page) => page.getByRole('button', { name: /^Accept, for/ });

const cancelAndConfirm = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Cancel this order' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the order' }).click();
};

describeInBrowser('a shopper who is asked about a change', (site) => {
  it('sees both totals and until when, accepts, and gets it at the new price', async () => {
    const { page } = await site.visit();
    const orderId = await beAsked(site, page);
    const question = await questionShown(page);
    await question.getByText('What you ordered costs €55.00 now; you saw €49.00.').waitFor();
    await question.getByText('Total when you ordered €49.00').waitFor();
    await question.getByText('Total now €55.00').waitFor();
    expect(await question.locator('time').getAttribute('datetime')).toMatch(/^\d{4}-.*Z$/);
    await page.getByRole('status').getByText('Your order waits for your answer').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 740 });
    expect(await widthBeyond(page)).toBe(0);
    await accept(page).click();
    const record = await agree(site.shop, page, orderId, 'Processed');
    expect(record).toMatchObject({ totalCents: 5500, question: { answer: { kind: 'accepted', by: 'customer' } } });
    await page.getByText('Your order is processed as you accepted it.').waitFor();
    await page.getByRole('heading', { name: 'You accepted the changes' }).waitFor();
  });

  it('declines by keyboard, and reads a plain reason', async () => {
    const { page } = await site.visit();
    const orderId = await beAsked(site, page);
    const decline = page.getByRole('button', { name: 'Decline' });
    await decline.focus();
    await page.keyboard.press('Enter');
    const record = await agree(site.shop, page, orderId, 'Rejected');
    expect(record.reasons).toHaveLength(1);
    const reasons = page.getByRole('region', { name: 'Why it was rejected' }).getByRole('listitem');
    expect(await reasons.allInnerTexts()).toEqual(record.reasons);
  });

  it('answers in one tab, and the other tab says that it is answered', async () => {
    const visitor = await site.visit();
    const { page } = visitor;
    visitor.expectComplaint(/status of 409 .*\/answer/);
    const orderId = await beAsked(site, page);
    const other = await page.context().newPage();
    await other.goto(`/orders/${orderId}`);
    await questionShown(other);
    // The other tab does not hear of it by itself: what it asks is held until `unroute` lets it go.
    await other.route(`**/api/orders/${orderId}`, () => undefined);
    await accept(page).click();
    await seeEnd(page, 'Processed');
    await other.getByRole('button', { name: 'Decline' }).click();
    await other
      .getByRole('status')
      .getByText(/answered already|nothing to answer any more/)
      .waitFor();
    await other.unroute(`**/api/orders/${orderId}`);
    await seeEnd(other, 'Processed');
  });

  it('is told that an answer may be given again when the shop could not take it, and gives it', async () => {
    const visitor = await site.visit();
    const { page } = visitor;
    visitor.expectComplaint(/status of 503 .*\/answer/);
    const orderId = await beAsked(site, page);
    const body = JSON.stringify({
      ...{ type: 'about:blank', title: 'The service is busy', status: 503, code: 'unavailable' },
      detail: 'Please try again in a moment.',
    });
    await page.route('**/answer', (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', body }),
    );
    await accept(page).click();
    await page.getByText(/You can safely give the same answer again: it counts once/).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toMatch(/counts once/);
    await page.unroute('**/answer');
    await accept(page).click();
    await agree(site.shop, page, orderId, 'Processed');
  });

  it('sees the order go on when only the answer to the answer was lost', async () => {
    const visitor = await site.visit();
    const { page } = visitor;
    visitor.expectComplaint(/ERR_FAILED .*\/answer/);
    const orderId = await beAsked(site, page);
    await page.route('**/answer', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await accept(page).click();
    await agree(site.shop, page, orderId, 'Processed');
    await page.getByText('Your order is processed as you accepted it.').waitFor();
  });

  it('cancels instead, after a dialog that also keeps it', async () => {
    const { page } = await site.visit();
    const orderId = await beAsked(site, page);
    const cancel = page.getByRole('button', { name: 'Cancel this order' });
    await cancel.click();
    await page.getByRole('dialog', { name: 'Cancel this order?' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Cancel this order');
    await cancel.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep the order' }).click();
    await questionShown(page);
    await cancelAndConfirm(page);
    await seeEnd(page, 'Cancelled');
    expect(await site.shop.settled(orderId)).toMatchObject({ status: 'Cancelled', cancelledBy: 'customer' });
  });
});

describeInBrowser('a shopper who ordered the wrong thing', (site) => {
  it('cancels in two tabs, which is one cancellation, and is told in words when it is refused', async () => {
    const visitor = await site.visit();
    const { page } = visitor;
    visitor.expectComplaint(/status of 409 .*\/cancel/);
    await goToCheckout(page, 'Wireless mouse');
    const orderId = await placeOrder(page);
    await seeEnd(page, 'Processed');
    await page.getByRole('button', { name: 'Cancel this order' }).waitFor();
    const detail = 'The time to cancel it is over: please contact us.';
    await page.route('**/cancel', (route) =>
      route.fulfill({
        status: 409,
        contentType: 'application/problem+json',
        json: { type: 'about:blank', title: 'No', status: 409, code: 'not-cancellable', detail },
      }),
    );
    await cancelAndConfirm(page);
    await page.getByText(`The order is not cancelled. ${detail}`).waitFor();
    await page.unroute('**/cancel');
    const other = await page.context().newPage();
    await other.goto(`/orders/${orderId}`);
    await other.getByRole('button', { name: 'Cancel this order' }).click();
    // A page that sees the order cancelled would take its dialog away.
    await other.route(`**/api/orders/${orderId}`, () => undefined);
    await cancelAndConfirm(page);
    await seeEnd(page, 'Cancelled');
    await other.getByRole('dialog').getByRole('button', { name: 'Cancel the order' }).click();
    await other.unroute(`**/api/orders/${orderId}`);
    await seeEnd(other, 'Cancelled');
  });
});
