import { until } from 'local-aws/testing';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { problem } from '../../lambdas/handlers/http/answers.ts';
import { anOrderId, aProcessedRecord } from '../helpers/factories.ts';
import { emailQueueOf } from '../integration/email/email-queue.ts';
import { staffOf, store } from '../integration/support/staff.ts';
import { answerBadDay } from './needs-states.ts';
import { describeInBrowser } from './site.ts';
import { openSupport } from './support-steps.ts';
import { isWellMade } from './well-made.ts';

const at = (): string => `${new Date().toISOString().slice(0, 19)}Z`;
const listIn = (page: Page) => page.locator('.need-kind', { hasText: 'Mails that did not arrive' });

describeInBrowser('mails that did not arrive', (site) => {
  let queue: Awaited<ReturnType<typeof emailQueueOf>>;
  let staff: Awaited<ReturnType<typeof staffOf>>;
  const made: string[] = [];
  beforeAll(async () => {
    queue = await emailQueueOf(site.shop);
    staff = await staffOf(site.shop);
    await site.shop.order({ customerName: 'Kim', product: 'Mouse', quantity: 1 });
  });
  const listed = async (): Promise<{ orderId: string; since: string }[]> =>
    (await staff.get('mails?problem=not-mailed')).body.mails as { orderId: string; since: string }[];
  afterEach(async () => {
    for (const { orderId, since } of await listed()) {
      await staff.post(`orders/${orderId}/mails/OrderProcessed/settle`, { since, reason: 'The test is over.' });
    }
  });

  /** Orders whose mails came back, and whose customers' addresses are `email` by now. */
  const bounced = async (count: number, email: string): Promise<string[]> => {
    const orderIds = Array.from({ length: count }, () => anOrderId(`bounced ${made.push('one')}`));
    const put = (orderId: string, to: string) =>
      store(site.shop, { ...aProcessedRecord({ orderId, email: to, timestamp: at() }), processedAt: at() });
    for (const orderId of orderIds) {
      await put(orderId, 'bounce@simulator.amazonses.com');
      await queue.send({ eventType: 'OrderProcessed', orderId });
    }
    await until('all have come back', async () => (await listed()).length === count, 20);
    for (const orderId of orderIds) await put(orderId, email);
    return orderIds;
  };

  it('are settled with a reason: one that is chosen, then all; the order’s page tells', async () => {
    const orderIds = await bounced(3, 'john@example.com');
    const visitor = await site.visit();
    const { page } = visitor;
    // The order was put into the table, so that it has no execution.
    visitor.expectComplaint(/status of 404 .*\/execution/);
    await openSupport(page);
    const list = listIn(page);
    await list.getByRole('button', { name: 'Settle 3 mails that did not arrive' }).waitFor();
    await isWellMade(page);
    const box = list.getByRole('checkbox', { name: `Choose ${orderIds[0]}, “Your order is processed”` });
    await box.focus();
    await page.keyboard.press('Space');
    await list.getByRole('button', { name: 'Settle 1 mail that did not arrive' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Settle 1 mail?' });
    await isWellMade(page);
    await dialog.getByRole('button', { name: 'Settle 1 mail' }).click();
    await dialog.getByText('Please give a reason.').waitFor();
    await dialog.getByLabel('Reason, for others of support').fill('Reached by telephone');
    await dialog.getByRole('button', { name: 'Settle 1 mail' }).click();
    await list.getByText('1 mail settled.').waitFor();
    await expect.poll(() => list.getByRole('checkbox').count()).toBe(2);
    expect((await listed()).map(({ orderId }) => orderId)).not.toContain(orderIds[0]);

    await list.getByRole('button', { name: 'Settle 2 mails that did not arrive' }).click();
    const all = page.getByRole('dialog', { name: 'Settle 2 mails?' });
    await all.getByLabel('Reason, for others of support').fill('Nothing more is to be done');
    await all.getByRole('button', { name: 'Settle 2 mails' }).click();
    await page.getByText('✓ Nothing needs a person').waitFor();
    expect(await listed()).toEqual([]);
    await page.goto(`/support/orders/${orderIds[0]}`);
    const story = page.getByRole('region', { name: 'What happened' });
    await story.getByText('Mail settled').waitFor();
    await story.getByText('Reached by telephone').waitFor();
  });

  it('are sent again, one first and then the rest, each followed to what became of it', async () => {
    await bounced(3, 'john@example.com');
    const { page } = await site.visit();
    await openSupport(page);
    const list = listIn(page);
    await list.getByRole('button', { name: /^Try one first\b.*that did not arrive$/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Try one, then the rest of 3?' });
    await dialog.getByText('suppression list').waitFor();
    await isWellMade(page);
    await dialog.getByRole('button', { name: 'Try one first' }).click();
    await page.getByRole('region', { name: /^3 mails again/ }).waitFor();
    await page.getByText('Done: all 3 were delivered.').first().waitFor({ timeout: 30_000 });
    await isWellMade(page);
    expect(await listed()).toEqual([]);
  });

  it('are tried once where the first one comes back again', async () => {
    await bounced(2, 'bounce@simulator.amazonses.com');
    const { page } = await site.visit();
    await openSupport(page);
    await listIn(page)
      .getByRole('button', { name: /^Try one first\b.*that did not arrive$/ })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Try one first' }).click();
    await page.getByText('The first one did not come to a good end').first().waitFor({ timeout: 30_000 });
    const orders = page.getByRole('table', { name: 'Orders 1 to 2 of 2' });
    await orders.getByText('Did not arrive').waitFor();
    await orders.getByText('it came back').waitFor();
    await orders.getByText('Not begun').waitFor();
    await isWellMade(page);
    expect(await listed()).toHaveLength(2);
  });

  it('are all shown where there are more than twenty, and what is settled stays so where the rest is not', async () => {
    const visitor = await site.visit();
    const { page } = visitor;
    visitor.expectComplaint(/status of 409 .*\/settle/);
    visitor.expectComplaint(/status of 503 .*\/settle/);
    await openSupport(page);
    await answerBadDay(page);
    let settled = 0;
    await page.route(/\/mails\/[^/]+\/settle$/, (route) => {
      settled += 1;
      const refusal = settled === 2 ? problem('mail-trouble-changed', 'Look at it again.') : undefined;
      const answer = settled > 4 ? problem('unavailable', 'Please try again in a moment.') : refusal;
      const [, orderId = '', occasion = ''] = /orders\/([^/]+)\/mails\/([^/]+)/.exec(route.request().url()) ?? [];
      if (!answer) return route.fulfill({ json: { orderId, occasion } });
      return route.fulfill({
        ...{ status: answer.statusCode, contentType: 'application/problem+json', body: answer.body },
      });
    });
    await page.goto('/support');
    const list = listIn(page);
    await list.locator('summary').click();
    await list.getByRole('button', { name: 'Settle 20 mails that did not arrive' }).waitFor();
    await list.getByRole('button', { name: 'Show all that did not arrive' }).click();
    await list.getByText('All 30 are shown.').waitFor();
    await list.getByRole('button', { name: /^Send 30 mails again\b.*that did not arrive$/ }).waitFor();
    await isWellMade(page);
    await list.getByRole('button', { name: 'Settle 30 mails that did not arrive' }).click();
    await page.getByLabel('Reason, for others of support').fill('Their provider is gone');
    await page.getByRole('dialog').getByRole('button', { name: 'Settle 30 mails' }).click();
    await list
      .getByText(/^3 of 30 mails settled\. 1 stands otherwise by now: look again\. 26 are as before: /)
      .waitFor();
    expect(settled).toBe(5);
    await isWellMade(page);
  });
});
