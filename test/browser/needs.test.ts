import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, expect, it } from 'vitest';
import type { Attention } from '../../lambdas/core/contract/attention.ts';
import { problem } from '../../lambdas/handlers/http/answers.ts';
import { outputOf } from '../helpers/shop.ts';
import { answerBadDay } from './needs-states.ts';
import { createPersistenceFault } from './persistence-fault.ts';
import { describeInBrowser } from './site.ts';
import { LONG_STATE } from './support-states.ts';
import { openSupport } from './support-steps.ts';
import { findViolations, widthBeyond } from './surface.ts';

const fault = createPersistenceFault();

describeInBrowser(
  'what needs a person',
  (site) => {
    afterEach(() => {
      fault.isOn = false;
    });

    it('is all in one list, which refreshes by itself and is never green while a source is silent', async () => {
      const visitor = await site.visit();
      const { page } = visitor;
      visitor.expectComplaint(/status of 503 .*\/api\/support\/dead-letters/);
      const first = (await site.shop.order({ customerName: 'Kim', product: 'Mouse', quantity: 1 })).body;
      await site.shop.settled(String(first.orderId));
      await page.clock.install();
      await openSupport(page);
      const main = page.getByRole('main');
      await main.getByText('✓ Nothing needs a person').waitFor();
      await main
        .getByText(/^As of \d\d:\d\d:\d\d UTC$/)
        .first()
        .waitFor();
      expect(await page.title()).toMatch(/^Support – /);

      const QueueUrl = outputOf(site.shop.engine, 'OrderDeadLetterQueueUrl');
      for (const MessageBody of ['{"poison":1}', '{"poison":2}']) {
        await site.shop.clients.queues.send(new SendMessageCommand({ QueueUrl, MessageBody }));
      }
      fault.isOn = true;
      const { orderId } = (await site.shop.order({ customerName: 'Kim', product: 'Mouse', quantity: 1 })).body;
      await expect
        .poll(async () => (await site.shop.executions()).find(({ name }) => name === orderId)?.status, {
          timeout: 15_000,
        })
        .toBe('FAILED');
      await page.clock.runFor(21_000);
      const list = page.getByRole('region', { name: 'Needs a person' });
      await list.getByRole('link', { name: 'Orders: 2 messages' }).waitFor();
      await list.getByRole('link', { name: String(orderId) }).waitFor();
      await page
        .getByRole('table', { name: 'Newest orders' })
        .getByRole('link', { name: String(orderId) })
        .waitFor();
      await page
        .getByRole('navigation', { name: 'Support' })
        .getByRole('link', { name: /Orders.*3 need a person/ })
        .waitFor();
      expect(await page.title()).toMatch(/^\(3\) Support – /);
      expect(await findViolations(page)).toEqual([]);

      const { body } = problem('unavailable', 'Please try again in a moment.');
      await page.route('**/api/support/dead-letters', (route) =>
        route.fulfill({ status: 503, contentType: 'application/problem+json', body }),
      );
      await page.clock.runFor(21_000);
      await list.getByRole('alert').getByText('The dead letters could not be counted').waitFor();
      await list.getByRole('link', { name: 'Orders: 2 messages' }).waitFor();
      await page.setViewportSize({ width: 320, height: 700 });
      expect(await widthBeyond(page)).toBe(0);
      expect(await findViolations(page)).toEqual([]);
      await page.goto('/support');
      await list.getByRole('alert').waitFor();
      expect(await main.getByText('Nothing needs a person').count()).toBe(0);
    });

    it('is grouped, failures by their cause, and members of a cause come page by page, by keyboard too', async () => {
      const { page } = await site.visit();
      await openSupport(page);
      await answerBadDay(page);
      await page.goto('/support');
      const list = page.getByRole('region', { name: 'Needs a person' });
      await list.getByRole('heading', { level: 3, name: 'Failed and stopped executions 322' }).waitFor();
      expect(await page.title()).toMatch(/^\(417\+\) Support – /);
      const headings = await list.getByRole('heading', { level: 3 }).allTextContents();
      expect(headings).toEqual([
        'Dead letters 50',
        'Failed and stopped executions 322',
        'Late orders 5',
        'Not cancelled 1',
        'Answers not handed on 1',
        'To review 15',
        'Questions that run out 3',
        'Mails that did not arrive 20+',
      ]);
      // Of many rows, each kind is opened by who wants them: the search is in reach below.
      const reviews = list.locator('.need-kind', { hasText: 'To review' });
      expect(await reviews.getByRole('link').count()).toBe(0);
      await reviews.locator('summary').click();
      expect(await reviews.getByRole('link').count()).toBe(15);
      const group = list.locator('.need-group', { hasText: 'PersistOrder: TemporarilyUnavailable' });
      expect(await group.getByRole('link').count()).toBe(0);
      await group.locator('summary').focus();
      await page.keyboard.press('Enter');
      await group.getByRole('button', { name: 'Show more' }).waitFor();
      await expect.poll(() => group.getByRole('link').count()).toBe(20);
      await group.getByRole('button', { name: 'Show more' }).press('Enter');
      await expect.poll(() => group.getByRole('link').count()).toBe(40);
      const twentyFirst = await group.getByRole('link').nth(20).textContent();
      await expect.poll(() => page.locator(':focus').textContent()).toBe(twentyFirst);
      const long = list.locator('.need-group', { hasText: LONG_STATE });
      await long.locator('summary').click();
      await long.getByRole('link').first().waitFor();
      for (const scheme of [{ colorScheme: 'dark' }, { forcedColors: 'active' }, {}] as const) {
        await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...scheme });
        expect(await findViolations(page), JSON.stringify(scheme)).toEqual([]);
      }
      await page.setViewportSize({ width: 320, height: 700 });
      expect(await widthBeyond(page)).toBe(0);
      expect(await findViolations(page)).toEqual([]);
    });

    it('is found by failed state, error and execution status, and the search is in the address', async () => {
      const { page } = await site.visit();
      await openSupport(page);
      await answerBadDay(page);
      await page.getByRole('link', { name: 'Find failures by execution status, failed state and error' }).click();
      await page.getByRole('heading', { level: 1, name: 'Failures' }).waitFor();
      const found = page.getByRole('region', { name: 'Open failures, oldest first' });
      await found.getByText('PersistOrder: ').first().waitFor();
      await page.getByLabel('Failed state').fill('RecordCancellation');
      await page.getByRole('button', { name: 'Search' }).click();
      await expect.poll(() => page.url()).toMatch(/\/support\/failures\?state=RecordCancellation$/);
      await expect.poll(() => found.getByRole('link').count()).toBe(2);
      await page.getByLabel('Workflow').selectOption('OrderCancellation');
      await expect.poll(() => page.url()).toMatch(/\?machine=OrderCancellation&state=RecordCancellation$/);
      await page.getByLabel('Error').fill('Nothing of the kind');
      await page.keyboard.press('Enter');
      await found.getByText('No open failure fits.').waitFor();
      expect(await findViolations(page)).toEqual([]);
      await page.goBack();
      await expect.poll(() => found.getByRole('link').count()).toBe(2);
      expect(await page.getByLabel('Error').inputValue()).toBe('');
      await page.setViewportSize({ width: 320, height: 700 });
      expect(await widthBeyond(page)).toBe(0);
      expect(await findViolations(page)).toEqual([]);
    });

    it('is told with what could not be asked, and since when there is nothing', async () => {
      const { page } = await site.visit();
      await openSupport(page);
      const main = page.getByRole('main');
      const told = { unasked: [] as Attention['unasked'] };
      const nothing = { items: [], counts: [], failures: [], more: false };
      await answerBadDay(page, () => ({ ...nothing, ...told, lastSettledAt: '2025-11-03T12:00:00.000Z' }));
      await page.route('**/api/support/dead-letters', (route) => route.fulfill({ json: { queues: [] } }));
      told.unasked = ['questions'];
      await page.goto('/support');
      await main.getByRole('alert').getByText('Reviews and questions to customers could not be asked for').waitFor();
      expect(await main.getByText('Nothing needs a person').count()).toBe(0);
      told.unasked = [];
      await main.getByRole('button', { name: 'Ask again' }).click();
      await main.getByText('✓ Nothing needs a person').waitFor();
      await main
        .getByText(/^So this page has found it since .* The last failure was found settled .*12:00:00/)
        .waitFor();
      expect(await findViolations(page)).toEqual([]);
    });

    it('is told in one zone, which a switch changes for the whole page and remembers', async () => {
      const { page } = await site.visit({ timezoneId: 'Asia/Tokyo' });
      const { orderId } = (await site.shop.order({ customerName: 'Kim', product: 'Mouse', quantity: 1 })).body;
      await site.shop.settled(String(orderId));
      await openSupport(page);
      const cells = page.getByRole('table', { name: 'Newest orders' }).locator('time');
      expect(await cells.first().textContent()).toMatch(/ UTC$/);
      const zones = page.getByLabel('Times in');
      await zones.focus();
      await zones.selectOption({ label: 'Asia/Tokyo' });
      await expect.poll(() => cells.first().textContent()).toMatch(/ GMT\+9$/);
      await page.reload();
      await expect.poll(() => cells.first().textContent()).toMatch(/ GMT\+9$/);
    });
  },
  { intercept: fault.intercept },
);
