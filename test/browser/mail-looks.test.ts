import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createComposeConfirmation } from '../../lambdas/adapters/confirmation-templates-eta.ts';
import { mailedRecords, shopSettings } from '../helpers/mailed-records.ts';
import { findViolations, widthBeyond } from './surface.ts';

const folder = join(import.meta.dirname, '../../lambdas/emails');
const content = { shop: shopSettings, siteUrl: 'https://shop.example.com/', cancellationMinutes: 60 };
const compose = createComposeConfirmation(folder, content);
const LONG = 'W'.repeat(100);

/** What axe-core finds, but for the landmarks of a page: a mail is an article within its reader's mail program. */
const faultsOf = async (page: Page): Promise<string[]> =>
  (await findViolations(page)).filter((fault) => !/^(landmark-one-main|region):/.test(fault));

describe.skipIf(inject('browser') === undefined)('a mail', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.connect(inject('browser') ?? '');
  });
  afterAll(() => browser?.close());

  it.each(Object.entries(mailedRecords))(
    'is well made, also at 320 px and with the longest name: %s',
    async (_, record) => {
      const page = await browser.newPage();
      for (const customerName of [record.customerName, LONG]) {
        const deliveryAddress = { ...record.deliveryAddress, street: customerName };
        await page.setContent(compose({ ...record, customerName, deliveryAddress }, '2025-11-04T10:00:00Z').html);
        for (const colorScheme of ['dark', 'light'] as const) {
          await page.emulateMedia({ colorScheme });
          expect(await faultsOf(page)).toEqual([]);
        }
        await page.setViewportSize({ width: 320, height: 640 });
        expect(await widthBeyond(page)).toBe(0);
      }
      expect(await page.getByRole('heading', { level: 2 }).count()).toBeGreaterThan(1);
      await page.close();
    },
  );
});
