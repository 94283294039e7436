import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { createPersistenceFault, INJECTED_CAUSE } from './persistence-fault.ts';
import { describeInBrowser } from './site.ts';
import { openSupport, openTrace, stateIn } from './support-steps.ts';
import { isWellMade } from './well-made.ts';

const fault = createPersistenceFault();

const kept = async (page: Page, button: Locator): Promise<{ name: string; text: string }> => {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  // The browser is another process, which keeps its files to itself.
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString('utf8') };
};

describeInBrowser(
  'a trace',
  (site) => {
    const failed = async (page: Page): Promise<string> => {
      fault.isOn = true;
      const { body } = await site.shop.order({ customerName: 'Sam Shopper', product: 'Mouse', quantity: 1 });
      const orderId = String(body.orderId);
      await openSupport(page);
      await openTrace(page, orderId);
      await stateIn(page, 'PersistOrder', 'Failed');
      fault.isOn = false;
      return orderId;
    };

    it('shows where the time went, on one axis, from the first state to a redrive', async () => {
      const { page } = await site.visit();
      await failed(page);
      await page.getByRole('button', { name: 'Redrive from PersistOrder' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Redrive', exact: true }).click();
      await stateIn(page, 'PublishConfirmation', 'Succeeded');
      const times = page.getByRole('region', { name: 'Where the time went' });
      const rowOf = (state: string) =>
        times.getByRole('row').filter({ has: page.getByRole('rowheader', { name: state }) });
      await rowOf('PersistOrder').getByText('standing still until redriven').waitFor();
      expect(await rowOf('PersistOrder').getByRole('cell').nth(2).textContent()).toBe('2');

      await times.getByRole('button', { name: 'Tries' }).click();
      await expect.poll(() => times.getByRole('rowheader').first().textContent()).toContain('PersistOrder');
      expect(await times.getByRole('columnheader', { name: 'Tries' }).getAttribute('aria-sort')).toBe('descending');
      await isWellMade(page);

      await rowOf('PersistOrder').getByRole('button', { name: 'PersistOrder', exact: true }).click();
      const panel = page.getByRole('complementary', { name: 'Details of a state' });
      await panel.getByText('What it changed').waitFor();
      await panel.locator('.change', { hasText: 'processedAt' }).waitFor();
      await panel.locator('summary', { hasText: 'Cause' }).click();
      await panel.getByText(INJECTED_CAUSE).waitFor();

      await rowOf('PersistOrder').getByRole('button', { name: 'Events of PersistOrder' }).click();
      const events = page.getByRole('region', { name: 'Events' });
      expect(await events.getByRole('combobox', { name: 'State' }).inputValue()).toBe('PersistOrder');
      await expect.poll(() => events.getByRole('rowheader').first().textContent()).toBe('TaskStateEntered');
    });

    it('finds events by type, text and failure, and lists them compactly', async () => {
      const { page } = await site.visit();
      await failed(page);
      const events = page.getByRole('region', { name: 'Events' });
      const shown = events.getByRole('rowheader');
      await events.getByLabel('Failed only').check();
      await expect.poll(() => shown.allTextContents()).toEqual(['TaskFailed', 'ExecutionFailed']);
      await events.getByLabel('Failed only').uncheck();
      await events.getByLabel('Type').selectOption('TaskStateExited');
      await expect.poll(() => shown.allTextContents()).toEqual(['TaskStateExited']);
      await events.getByLabel('Type').selectOption('');
      await events.getByLabel('Text').fill('nowhere to be found');
      await events.getByText('No event fits').waitFor();
      await events.getByLabel('Text').fill('cannot be CALLED');
      await expect.poll(() => shown.first().textContent()).toBe('TaskFailed');
      await events.getByLabel('Text').fill('');
      await events.getByLabel('Compact').check();
      await expect
        .poll(() => shown.allTextContents())
        .toEqual(['ExecutionStarted', 'Task: succeeded, 5 events', 'Task: failed, 4 events', 'ExecutionFailed']);
      await events.getByRole('button', { name: /^Task: failed/ }).click();
      await events.getByRole('button', { name: 'TaskFailed' }).waitFor();
      await isWellMade(page);
    });

    it('gives its parts as files: the drawing, the history, input, definition', async () => {
      const { page } = await site.visit();
      const orderId = await failed(page);
      const drawing = await kept(page, page.getByRole('button', { name: 'Save as SVG' }));
      expect(drawing.name).toBe('OrderProcessing.svg');
      expect(drawing.text).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
      expect(drawing.text).toContain('>PersistOrder<');
      const history = await kept(page, page.getByRole('button', { name: 'Download history' }));
      expect(history.name).toBe(`${orderId}-OrderProcessing-history.json`);
      expect(JSON.parse(history.text)[0]).toMatchObject({ id: 1, type: 'ExecutionStarted' });
      const data = page.getByRole('region', { name: 'Input, output, definition' });
      await data.locator('summary', { hasText: 'Definition' }).click();
      await data.getByText('The execution runs by what is deployed now.').waitFor();
      const definition = await kept(page, data.getByRole('button', { name: 'Download Definition' }));
      expect(JSON.parse(definition.text)).toMatchObject({ StartAt: 'ValidateOrder' });
      await data.locator('summary', { hasText: 'Input of the execution' }).click();
      const input = await kept(page, data.getByRole('button', { name: 'Download Input of the execution' }));
      expect(JSON.parse(input.text)).toMatchObject({ orderId });
    });

    it('stands beside another execution of its order', async () => {
      const { page } = await site.visit();
      await failed(page);
      await page.getByRole('button', { name: 'Start afresh' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Start afresh' }).click();
      await stateIn(page, 'PublishConfirmation', 'Succeeded');
      await page.getByRole('button', { name: 'Compare with Processing', exact: true }).click();
      const row = page
        .getByRole('region', { name: 'Side by side' })
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: 'PersistOrder' }) });
      await row.getByText('Failed', { exact: true }).waitFor();
      await row.getByText('Succeeded', { exact: true }).waitFor();
      await page.getByText('Nothing: both are the same.').waitFor();
      await isWellMade(page);
    });
  },
  { intercept: fault.intercept },
);
