import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { LARGE_LINES } from '../helpers/large-order.ts';
import { support } from '../helpers/shop.ts';
import { describeInBrowser } from './site.ts';
import { openSupport, openTrace, stateIn } from './support-steps.ts';
import { isWellMade } from './well-made.ts';

describeInBrowser('what happened to an order', (site) => {
  const waiting = async (page: Page): Promise<string> => {
    const { body } = await site.shop.order({ customerName: 'Sam Shopper', items: LARGE_LINES });
    const orderId = String(body.orderId);
    await openSupport(page);
    await openTrace(page, orderId);
    await stateIn(page, 'AskReviewer', 'In progress');
    return orderId;
  };
  const storyOf = (page: Page) => page.getByRole('region', { name: 'What happened' });

  it('is one time line: its states, who takes care of it, notes, and a stop with its reason', async () => {
    const { page } = await site.visit();
    await waiting(page);
    const story = storyOf(page);
    await story.getByText('Accepted').waitFor();
    await story.getByText('A review was asked for').waitFor();
    await story.getByRole('button', { name: 'I take care of it' }).click();
    await story.getByText(`${support.email} takes care of it`).waitFor();

    await story.getByRole('button', { name: 'Keep the note' }).click();
    await story.getByRole('alert').getByText('Please write something.').waitFor();
    await story.getByLabel('A note for others of support').fill('Rang back.\nCalls <b>again</b> at ten.');
    await story.getByRole('button', { name: 'Keep the note' }).click();
    await story.getByRole('listitem').getByText('Calls <b>again</b> at ten.').waitFor();
    await isWellMade(page);

    await page.getByRole('button', { name: 'Stop the execution' }).click();
    const dialog = page.getByRole('dialog', { name: 'Stop this execution?' });
    await dialog.getByRole('button', { name: 'Stop the execution' }).click();
    await dialog.getByText('Please give a reason.').waitFor();
    await dialog.getByLabel(/^Reason, for others of support/).fill('It waits for nothing.');
    await dialog.getByRole('button', { name: 'Stop the execution' }).click();
    await stateIn(page, 'AskReviewer', 'Stopped');
    await page.getByText(/^The execution was stopped by a person .*It waits for nothing\.$/).waitFor();
    await story
      .getByRole('listitem')
      .filter({ hasText: 'Execution stopped' })
      .getByText('“It waits for nothing.”')
      .waitFor();
    await story.getByText('Processing was stopped').waitFor();

    await story.getByLabel('Only what support did').check();
    await expect.poll(() => story.getByRole('listitem').count()).toBe(3);
    await isWellMade(page);
  });

  it('goes on with what a redrive did, for the next person who looks', async () => {
    const { page } = await site.visit();
    const orderId = await waiting(page);
    await page.getByRole('button', { name: 'Stop the execution' }).click();
    await page.getByLabel(/^Reason, for others of support/).fill('To see.');
    await page.getByRole('dialog').getByRole('button', { name: 'Stop the execution' }).click();
    await page.getByRole('button', { name: 'Redrive from AskReviewer' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Redrive', exact: true }).click();
    await stateIn(page, 'AskReviewer', 'In progress');
    const other = (await site.visit()).page;
    await openSupport(other);
    await openTrace(other, orderId);
    const acts = storyOf(other).locator('li.acted');
    await expect.poll(() => acts.count()).toBe(2);
    expect(await acts.allTextContents()).toEqual([
      expect.stringMatching(/Execution stopped by support@example\.com done/),
      expect.stringMatching(/Redrive by support@example\.com done/),
    ]);
  });
});
