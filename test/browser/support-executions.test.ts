import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { createPersistenceFault, INJECTED_CAUSE } from './persistence-fault.ts';
import { describeInBrowser } from './site.ts';
import { openPanel, openSupport, openTrace, stateIn } from './support-steps.ts';
import { findViolations } from './surface.ts';
import { isWellMade } from './well-made.ts';

const fault = createPersistenceFault(/RecordCancellation/);

describeInBrowser(
  'the executions of an order',
  (site) => {
    /** A processed order that support cancels, while that cannot be done. */
    const failToCancel = async (page: Page): Promise<string> => {
      const { body } = await site.shop.order({ customerName: 'Sam Shopper', product: 'Mouse', quantity: 1 });
      const orderId = String(body.orderId);
      await site.shop.settled(orderId);
      await openSupport(page);
      await openTrace(page, orderId);
      fault.isOn = true;
      await page.getByRole('button', { name: 'Cancel the order' }).click();
      const dialog = page.getByRole('dialog', { name: 'Cancel this order?' });
      await dialog.getByLabel('Reason, which the customer reads').fill('It was sold twice.');
      await dialog.getByRole('button', { name: 'Cancel the order' }).click();
      await page.getByText(/^RecordCancellation failed: /).waitFor();
      fault.isOn = false;
      return orderId;
    };

    it('are both there where its cancellation failed, which is listed, drawn and redriven', async () => {
      const { page } = await site.visit();
      const orderId = await failToCancel(page);
      const executions = page.getByRole('navigation', { name: 'Executions of this order' });
      await executions.getByRole('link', { name: /^Processing .*Succeeded/i }).waitFor();
      await isWellMade(page);

      await page.goto('/support');
      const item = page
        .getByRole('region', { name: 'Needs a person' })
        .getByRole('listitem')
        .filter({ hasText: orderId })
        .last();
      await item.getByText('Cancellation failed').waitFor();
      await item.getByText(/^RecordCancellation: /).waitFor();
      expect(await findViolations(page)).toEqual([]);
      await item.getByRole('link', { name: orderId }).click();

      const current = executions.locator('[aria-current="page"]');
      await current.getByText('Cancellation').waitFor();
      await page.getByRole('heading', { name: 'State machine OrderCancellation' }).waitFor();
      const panel = await openPanel(page, 'RecordCancellation', 'Failed');
      await panel.getByText(INJECTED_CAUSE).first().waitFor();
      await panel.getByRole('link', { name: 'Link to this state' }).click();
      await page.reload();
      await panel.getByRole('heading', { name: 'RecordCancellation' }).waitFor();
      await current.getByText('Cancellation').waitFor();

      await executions.getByRole('link', { name: /^Processing/ }).click();
      await stateIn(page, 'PublishConfirmation', 'Succeeded');
      await current.getByText('Processing').waitFor();
      await executions.getByRole('link', { name: /^Cancellation/ }).click();
      await page.getByRole('button', { name: 'Redrive from RecordCancellation' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Redrive', exact: true }).click();
      await page.getByRole('status').getByText('The execution was redriven, and succeeded.').waitFor();
      await stateIn(page, 'PublishCancellation', 'Succeeded');
      await page.getByRole('definition').filter({ hasText: 'By support' }).getByText('It was sold twice.').waitFor();
      await isWellMade(page);
    });

    it('that do not exist are told so, with the way to those that do', async () => {
      const visitor = await site.visit();
      const { page } = visitor;
      visitor.expectComplaint(/status of 404 .*\/execution/);
      const { body } = await site.shop.order({ customerName: 'Sam Shopper', product: 'Mouse', quantity: 1 });
      const orderId = String(body.orderId);
      await site.shop.settled(orderId);
      await openSupport(page);
      await page.goto(`/support/orders/${orderId}?machine=OrderCancellation`);
      await page.getByRole('alert').getByText('This order has no execution of OrderCancellation.').waitFor();
      expect(await findViolations(page)).toEqual([]);
      await page.getByRole('link', { name: 'To its newest execution' }).click();
      await stateIn(page, 'PublishConfirmation', 'Succeeded');
    });
  },
  { intercept: fault.intercept },
);
