import { until } from 'local-aws/testing';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { support } from '../helpers/shop.ts';
import { createPersistenceFault } from './persistence-fault.ts';
import { describeInBrowser } from './site.ts';
import { openSupport, stateIn } from './support-steps.ts';
import { isWellMade } from './well-made.ts';

const fault = createPersistenceFault();

describeInBrowser(
  'many orders at once',
  (site) => {
    const failedOrders = async (count: number): Promise<string[]> => {
      fault.isOn = true;
      const orderIds: string[] = [];
      for (let index = 0; index < count; index += 1) {
        const { body } = await site.shop.order({ customerName: 'Sam Shopper', product: 'Mouse', quantity: 1 });
        orderIds.push(String(body.orderId));
      }
      await until('all have failed', async () => {
        const found = await site.shop.executions();
        return orderIds.every((id) => found.some(({ name, status }) => name === id && status === 'FAILED'));
      });
      return orderIds;
    };
    const begin = async (orderIds: readonly string[], tryFirst: boolean): Promise<void> => {
      const token = await site.shop.token(support);
      const body = JSON.stringify({
        ...{ id: 'bulk-in-browser', action: 'redrive', tryFirst },
        items: orderIds.map((orderId) => ({ orderId, redriveCount: 0 })),
      });
      const headers = { 'content-type': 'application/json' };
      expect((await site.shop.send('POST', 'support/bulk', { token, headers, body })).status).toBe(202);
    };
    const countOf = (page: Page, words: string, count: number) =>
      page
        .getByRole('region', { name: /^Redrive of/ })
        .getByRole('listitem')
        .filter({ hasText: `${words} ${count}` })
        .waitFor();

    it('fail again and are told so; mended, one is tried and then the rest, by the keyboard', async () => {
      const orderIds = await failedOrders(4);
      await begin(orderIds, true);
      const { page } = await site.visit();
      await openSupport(page);
      await page.getByRole('navigation', { name: 'Support' }).getByRole('link', { name: 'Many at once' }).click();
      await page.getByRole('link', { name: 'Redrive of 4 orders' }).waitFor();
      await isWellMade(page);
      await page.getByRole('link', { name: 'Redrive of 4 orders' }).click();
      await countOf(page, 'Failed again', 1);
      await countOf(page, 'Not begun', 3);
      await page.getByText('The first one did not come to a good end').first().waitFor();
      await stateIn(page, 'LeaveTheRest', 'Succeeded');
      await isWellMade(page);

      fault.isOn = false;
      await page.getByRole('button', { name: /^Try one first/ }).focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Try one, then the rest of 4?' });
      await dialog.waitFor();
      await isWellMade(page);
      await dialog.getByRole('button', { name: 'Try one first' }).click();
      await page.getByText('Done: all 4 came to a good end.').first().waitFor({ timeout: 30_000 });
      await countOf(page, 'Succeeded', 4);
      await stateIn(page, 'Look', 'Succeeded');
      await isWellMade(page);
      for (const orderId of orderIds) expect((await site.shop.record(orderId))?.status).toBe('Processed');
    });
  },
  { intercept: fault.intercept },
);
