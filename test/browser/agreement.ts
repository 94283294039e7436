import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Shop } from '../helpers/shop.ts';
import { seeEnd, totalShown } from './steps.ts';

/** How many orders the shop has: as records, and as executions. They must be the same orders. */
export const countOrders = async (shop: Shop): Promise<number> => {
  const [records, executions] = await Promise.all([shop.records(), shop.executions()]);
  expect(executions.map(({ name }) => name).toSorted()).toEqual(records.map(({ orderId }) => orderId).toSorted());
  return records.length;
};

/** The order's page, its record and its one execution tell the same end; gives the record. */
export const agree = async (
  shop: Shop,
  page: Page,
  orderId: string,
  status: 'Processed' | 'Rejected',
): Promise<Record<string, unknown>> => {
  await seeEnd(page, status);
  const record = await shop.settled(orderId);
  expect(record).toMatchObject({ orderId, status });
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(`Order ${orderId}`);
  expect(await totalShown(page)).toBe(record.totalCents ?? record.expectedTotalCents);
  const lines = record.items as { quantity: number }[];
  expect(await page.getByText(/^Quantity: \d+$/).allInnerTexts()).toEqual(
    lines.map(({ quantity }) => `Quantity: ${quantity}`),
  );
  const executions = (await shop.executions()).filter(({ name }) => name?.startsWith(orderId));
  expect(executions.map(({ name }) => name)).toEqual([orderId]);
  // The end is on the record, and so on the page, before the execution has published it.
  await expect
    .poll(async () => (await shop.executions()).find(({ name }) => name === orderId)?.status, { timeout: 10_000 })
    .toBe('SUCCEEDED');
  return record;
};
