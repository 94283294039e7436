import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, expect, it } from 'vitest';
import { problem } from '../../lambdas/handlers/http/answers.ts';
import { outputOf } from '../helpers/shop.ts';
import { createPersistenceFault } from './persistence-fault.ts';
import { describeInBrowser } from './site.ts';
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

    it('is told in one zone, which a switch changes for the whole page and remembers', async () => {
      const { page } = await site.visit({ timezoneId: 'Asia/Tokyo' });
      const { orderId } = (await site.shop.order({ customerName: 'Kim', product: 'Mouse', quantity: 1 })).body;
      await site.shop.settled(String(orderId));
      await openSupport(page);
      const cells = page.getByRole('table', { name: 'Newest orders' }).locator('time');
      expect(await cells.first().textContent()).toMatch(/ UTC$/);
      await page.getByLabel('Times in').selectOption({ label: 'Asia/Tokyo' });
      await expect.poll(() => cells.first().textContent()).toMatch(/ GMT\+9$/);
      await page.reload();
      await expect.poll(() => cells.first().textContent()).toMatch(/ GMT\+9$/);
    });
  },
  { intercept: fault.intercept },
);
