import { inboxOf, until } from 'local-aws/testing';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { supportOrdersSchema } from '../../lambdas/core/contract/support.ts';
import { anOrderId, aProcessedRecord } from '../helpers/factories.ts';
import { shopper } from '../helpers/shop.ts';
import { emailQueueOf } from '../integration/email/email-queue.ts';
import { staffOf, store } from '../integration/support/staff.ts';
import { describeInBrowser } from './site.ts';
import { openShop, signIn } from './steps.ts';
import { openSupport } from './support-steps.ts';
import { isWellMade } from './well-made.ts';

const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`;

/** What an address does with mail, and how each page tells it. */
const ADDRESSES = [
  ['success@simulator.amazonses.com', 'E-mail delivered', 'Delivered'],
  ['bounce@simulator.amazonses.com', 'E-mail could not be delivered', 'Bounced'],
  ['complaint@simulator.amazonses.com', 'E-mail was reported as unwanted', 'Marked as spam'],
  ['jöhn@example.com', 'E-mail could not be sent', 'Refused: can never be sent'],
] as const;
const FIVE_SECONDS = { timeout: 5_000 };

describeInBrowser('what became of the mails about an order', (site) => {
  /** The ready-made shopper's id, by which an order is theirs. */
  const shopperId = async (): Promise<string> => {
    const [, payload = ''] = (await site.shop.token(shopper)).split('.');
    return JSON.parse(Buffer.from(payload, 'base64url').toString()).sub;
  };

  /** An order of the ready-made shopper that was processed this moment, whose mails go to this address. */
  const decided = async (email: string): Promise<string> => {
    const orderId = anOrderId(email);
    const record = { ...aProcessedRecord({ orderId, email, timestamp: now() }), processedAt: now() };
    await store(site.shop, { ...record, customerId: await shopperId() });
    return orderId;
  };
  const announce = async (orderId: string): Promise<void> =>
    (await emailQueueOf(site.shop)).send({ eventType: 'OrderProcessed', orderId });

  const openMails = async (page: Page, orderId: string) => {
    await page.goto(`/support/orders/${orderId}`);
    const mails = page.getByRole('region', { name: 'Mails' });
    await mails.waitFor();
    return mails;
  };

  it('is on both pages within five seconds, and only a mail that arrived is green', async () => {
    // Cold starts are not what is looked at.
    const warm = await decided('success+warm@simulator.amazonses.com');
    await announce(warm);
    await until('it is delivered', async () => (await site.shop.mail(warm))?.outcome === 'delivered');
    const shopperVisitor = await site.visit();
    const supportVisitor = await site.visit();
    // Orders of this test have no execution.
    supportVisitor.expectComplaint(/status of 404 .*\/execution/);
    const [customer, staff] = [shopperVisitor.page, supportVisitor.page];
    await openShop(customer);
    await signIn(customer);
    await openSupport(staff);
    for (const [address, heading, badge] of ADDRESSES) {
      const orderId = await decided(address);
      await customer.goto(`/orders/${orderId}`);
      await customer.getByRole('heading', { name: 'E-mail on its way' }).waitFor();
      const mails = await openMails(staff, orderId);
      await announce(orderId);
      await Promise.all([
        customer.getByRole('heading', { name: heading }).waitFor(FIVE_SECONDS),
        mails.getByText(badge, { exact: true }).waitFor(FIVE_SECONDS),
      ]);
      const reached = address.startsWith('success');
      expect(await customer.locator('.step.mailed').getAttribute('class')).toMatch(reached ? /done/ : /stopped/);
      expect(await mails.locator('.badge').getAttribute('class')).toMatch(reached ? /processed/ : /rejected/);
      const notice = customer.getByRole('region', { name: `We could not reach you at ${address}` });
      expect(await notice.count()).toBe(reached ? 0 : 1);
      if (!reached) await notice.getByRole('link', { name: 'help@example.com' }).waitFor();
      await isWellMade(customer);
      await isWellMade(staff);
      const story = staff.getByRole('region', { name: 'What happened' });
      await story
        .getByRole('listitem')
        .filter({ hasText: /^.*Mail (?!sent)/ })
        .first()
        .waitFor();
    }
    const { body } = await (await staffOf(site.shop)).search();
    const troubles = supportOrdersSchema.parse(body).attention?.items.filter(({ problem }) => problem === 'not-mailed');
    expect(troubles?.map(({ orderId }) => orderId).toSorted()).toEqual(
      ADDRESSES.slice(1)
        .map(([address]) => anOrderId(address))
        .toSorted(),
    );
  });

  it('is told of a mail that support sends again, by what became of that one', async () => {
    const visitor = await site.visit();
    visitor.expectComplaint(/status of 404 .*\/execution/);
    const { page } = visitor;
    const address = 'again@example.com';
    await inboxOf(site.shop.engine).choose(address, 'delay');
    const orderId = await decided(address);
    await openSupport(page);
    const mails = await openMails(page, orderId);
    await mails.getByText('Not sent yet').waitFor();
    const send = async (name: string | RegExp): Promise<void> => {
      await mails.getByRole('button', { name }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Send it' }).click();
    };
    await send(/^Send(?! again)/);
    await mails.getByRole('status').getByText('The mail server does not take it yet').waitFor();
    await inboxOf(site.shop.engine).choose(address, 'deliver');
    await send(/^Send again/);
    await mails.getByRole('status').getByText('It was sent, and delivered.').waitFor();
    await mails.getByText('2 times in all').waitFor();
    await inboxOf(site.shop.engine).choose(address, 'bounce');
    await send(/^Send again/);
    await mails.getByRole('status').getByText('It was sent, and bounced').waitFor();
    await mails.getByText('for good; SES: Permanent, General').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Mail sent again' }).first().waitFor();
  });

  it('stands beside the mail as its reader saw it, in a frame under the page’s own strict policy', async () => {
    const visitor = await site.visit();
    const { page } = visitor;
    const { body } = await site.shop.order({ customerName: 'Sam <b>Shopper</b>', product: 'Laptop', quantity: 1 });
    const orderId = String(body.orderId);
    const { text = '' } = await inboxOf(site.shop.engine).arrives(orderId);
    await openSupport(page);
    const mails = await openMails(page, orderId);
    await mails.getByText('Delivered', { exact: true }).waitFor();
    await mails.getByRole('button', { name: /^Show/ }).click();
    await mails.getByText('as it was when the mail was sent').waitFor();
    const frame = mails.frameLocator('iframe');
    await frame.getByText('Sam <b>Shopper</b>').waitFor();
    expect(await mails.locator('.mail-text').textContent()).toBe(text.replaceAll('\r\n', '\n'));
    // From without: in the frame nothing runs, not even what a test asks.
    const inFrame = (expression: string): Promise<unknown> =>
      page.evaluate(
        `(({ contentDocument: mail, contentWindow }) => ${expression})(document.querySelector('.mail-frame'))`,
      );
    const headingIs = (property: string) =>
      inFrame(`contentWindow.getComputedStyle(mail.querySelector('h1')).${property}`);
    expect(await headingIs('fontSize')).toBe('24px');
    const light = await headingIs('color');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await headingIs('color')).not.toBe(light);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await inFrame(`mail.querySelectorAll('[href], [onclick], script, style').length`)).toBe(0);
    expect(await inFrame(`mail.querySelectorAll('td').length`)).toBeGreaterThan(5);
    await isWellMade(page);
    await page.setViewportSize({ width: 320, height: 740 });
    expect(await inFrame('mail.body.scrollWidth - mail.body.clientWidth')).toBe(0);
    await page.setViewportSize({ width: 1280, height: 900 });

    await site.shop.send('POST', `orders/${orderId}/cancel`, { token: await site.shop.token(shopper) });
    await until('it is cancelled', async () => (await site.shop.record(orderId))?.status === 'Cancelled');
    const after = await openMails(page, orderId);
    await after.getByText('“Your order is cancelled”').waitFor();
    expect(await after.getByRole('button', { name: /^Send again.*is processed/ }).count()).toBe(0);
    await after.getByRole('button', { name: /^Show.*is processed/ }).click();
    await after.getByText('The order has changed since this mail was sent.').waitFor();
  });
});
