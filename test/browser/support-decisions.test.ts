import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { until } from 'local-aws/testing';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { ANSWERED_BUCKET, CANCEL_WISHED_BUCKET } from '../../lambdas/core/support/search-index.ts';
import { LARGE_LINES } from '../helpers/large-order.ts';
import { describeInBrowser } from './site.ts';
import { openShop, seeEnd, signIn } from './steps.ts';
import { openSupport, openTrace, stateIn } from './support-steps.ts';
import { findViolations } from './surface.ts';
import { isWellMade } from './well-made.ts';

const LARGE = { customerName: 'Sam Shopper', items: LARGE_LINES };
const SMALL = { customerName: 'Sam Shopper', product: 'Mouse', quantity: 1 };

describeInBrowser('support', (site) => {
  const ordered = async (body: unknown): Promise<string> => {
    const answer = await site.shop.order(body);
    expect(answer.status).toBe(202);
    return String(answer.body.orderId);
  };
  const openAsCustomer = async (orderId: string): Promise<Page> => {
    const { page } = await site.visit();
    await openShop(page);
    await signIn(page);
    await page.goto(`/orders/${orderId}`);
    return page;
  };
  it('finds an order that waits for a review by its status, approves it, and its customer sees it processed', async () => {
    const orderId = await ordered(LARGE);
    const customer = await openAsCustomer(orderId);
    await customer.getByRole('heading', { name: 'Being reviewed' }).waitFor();
    await customer.getByRole('status').getByText('You need not do anything.').waitFor();

    const { page } = await site.visit();
    await openSupport(page);
    await page.getByLabel('Status').selectOption({ label: 'Under review' });
    await page.getByRole('button', { name: 'Search' }).click();
    const found = page.getByRole('table', { name: /Orders found/ });
    await found.getByText('Under review').waitFor();
    await found.getByRole('link', { name: orderId }).click();
    await stateIn(page, 'AskReviewer', 'In progress');
    await page.getByText(/This order waits for a review: its total of €/).waitFor();
    await isWellMade(page);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('dialog', { name: 'Approve this order?' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('status').getByText('Approved, and the order is processed.').waitFor();
    await stateIn(page, 'AskReviewer', 'Succeeded');
    await seeEnd(customer, 'Processed');
    await customer.getByRole('heading', { name: 'Reviewed and approved' }).waitFor();
  });

  it('rejects with a reason, without which it does not, and its customer reads it', async () => {
    const reason = 'We deliver no more than three laptops.';
    const orderId = await ordered(LARGE);
    const { page } = await site.visit();
    await openSupport(page);
    await openTrace(page, orderId);
    await page.getByRole('button', { name: 'Reject', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Reject this order?' });
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await dialog.getByText('Please give a reason').waitFor();
    const field = dialog.getByLabel('Reason, which the customer reads');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await isWellMade(page);
    await field.fill('We deliver no more\nthan three laptops.');
    await field.press('Enter');
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await page.getByRole('status').getByText('Not approved: the order is rejected.').waitFor();
    const customer = await openAsCustomer(orderId);
    await seeEnd(customer, 'Rejected');
    await customer.getByRole('region', { name: 'Why it was rejected' }).getByText(reason).waitFor();
  });

  it('cancels a processed order with a reason that its customer reads', async () => {
    const orderId = await ordered(SMALL);
    await site.shop.settled(orderId);
    const { page } = await site.visit();
    await openSupport(page);
    await openTrace(page, orderId);
    await page.getByRole('button', { name: 'Cancel the order' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel this order?' });
    await dialog.getByLabel('Reason, which the customer reads').fill('It was sold twice.');
    await dialog.getByRole('button', { name: 'Cancel the order' }).click();
    await page.getByRole('status').getByText('The order is cancelled.').waitFor();
    await page.getByRole('definition').filter({ hasText: 'By support' }).getByText('It was sold twice.').waitFor();
    await isWellMade(page);
    const customer = await openAsCustomer(orderId);
    await seeEnd(customer, 'Cancelled');
    await customer.getByText('Our reason: It was sold twice.').waitFor();
  });

  /** As a processed order stands whose cancellation was wished ten minutes ago, and could not be started then. */
  const neverBegun = async (): Promise<string> => {
    const orderId = await ordered(SMALL);
    await site.shop.settled(orderId);
    const wish = { by: 'customer', at: `${new Date(Date.now() - 600_000).toISOString().slice(0, 19)}Z` };
    await site.shop.clients.tables.send(
      new UpdateCommand({
        TableName: 'Orders',
        Key: { orderId },
        UpdateExpression: 'SET cancelRequested = :wish, searchBucket = :bucket',
        ExpressionAttributeValues: { ':wish': wish, ':bucket': CANCEL_WISHED_BUCKET },
      }),
    );
    return orderId;
  };

  /** Opens an order from the list of what needs a person, which says why it is there. */
  const openNeeding = async (orderId: string, why: string): Promise<Page> => {
    const { page } = await site.visit();
    await openSupport(page);
    const item = page.getByRole('listitem').filter({ hasText: orderId });
    await item.getByText(why).waitFor();
    await item.getByRole('link', { name: orderId }).click();
    return page;
  };

  it('finds a cancellation that never began among what needs a person, and has it begun', async () => {
    const orderId = await neverBegun();
    const page = await openNeeding(orderId, 'Its cancellation was asked for and never began: cancel it once more.');
    await page.getByText('its workflow could not be started then').waitFor();
    await isWellMade(page);
    await page.getByRole('button', { name: 'Cancel it once more' }).click();
    await page.getByRole('status').getByText('The order is cancelled.').waitFor();
    await page.getByRole('definition').filter({ hasText: 'By the customer' }).waitFor();
  });

  it('finds an answer that reached no execution among what needs a person, and hands it on', async () => {
    const orderId = await ordered(LARGE);
    await until('it waits for its review', async () => (await site.shop.record(orderId))?.status === 'UnderReview');
    const at = `${new Date(Date.now() - 600_000).toISOString().slice(0, 19)}Z`;
    await site.shop.clients.tables.send(
      new UpdateCommand({
        TableName: 'Orders',
        Key: { orderId },
        UpdateExpression: 'SET question.answer = :answer, searchBucket = :bucket, answeredBy = :by',
        ExpressionAttributeValues: {
          ':answer': { kind: 'approved', at, by: 'support' },
          ...{ ':bucket': ANSWERED_BUCKET, ':by': 'sue' },
        },
      }),
    );
    const page = await openNeeding(
      orderId,
      'Its question is answered, and its execution does not know: hand the answer on.',
    );
    await page.getByText('its execution could not be told then').waitFor();
    await isWellMade(page);
    await page.getByRole('button', { name: 'Hand the answer on' }).click();
    await page.getByRole('status').getByText('The answer was handed on, and the order is Processed.').waitFor();
    await page.getByRole('region', { name: 'What happened' }).getByText('Answer handed on').waitFor();
  });

  it('leaves it to the customer too, to cancel such an order once more', async () => {
    const customer = await openAsCustomer(await neverBegun());
    await customer.getByRole('heading', { name: 'Being cancelled' }).waitFor();
    await customer.getByRole('button', { name: 'Cancel it once more' }).click();
    await seeEnd(customer, 'Cancelled');
    // Also where all of it happened within a second.
    const steps = customer.getByRole('list', { name: 'How your order stands' }).getByRole('heading');
    expect((await steps.allInnerTexts()).filter((text) => !text.startsWith('E-mail'))).toEqual([
      'Received',
      'Processed',
      'Cancelled',
    ]);
  });
});
