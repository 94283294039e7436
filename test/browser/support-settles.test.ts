import { inboxOf, until } from 'local-aws/testing';
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { type Books, booksOf, soldOf } from '../faults/oversell-books.ts';
import { createCauses } from '../helpers/causes.ts';
import { hurriedClock } from '../helpers/hurried-clock.ts';
import type { Shop } from '../helpers/shop.ts';
import { ALL_TROUBLE, makeTrouble, type TroubledOrders } from '../helpers/trouble.ts';
import { countClicks } from './click-count.ts';
import { describeInBrowser } from './site.ts';
import { openSupport } from './support-steps.ts';

/** Of each kind as much as takes more than a page of the largest; all of it with `TROUBLE_PERCENT=100`. */
const PERCENT = Number(process.env.TROUBLE_PERCENT ?? 30);
const sizes = Object.fromEntries(
  Object.entries(ALL_TROUBLE).map(([kind, count]) => [kind, Math.max(2, Math.ceil((count * PERCENT) / 100))]),
) as typeof ALL_TROUBLE;

/** A bulk waits two seconds after each order for the sake of the account's quotas, which are none here. */
const clock = hurriedClock(2_000, 8);
const BULK_MS = 90_000;

const causes = createCauses();

/** One of five orders under review, in the order in which they are listed. */
const isRejected = (index: number): boolean => index % 5 === 4;

/** Names each of the orders of a group, then acts on all of them. */
const inGroup = async (page: Page, words: string, count: number): Promise<Locator> => {
  const group = page.locator('.need-group', { hasText: words });
  // Of few it shows each at once.
  if ((await group.getAttribute('open')) === null) await group.locator('summary').click();
  const page1 = Math.min(count, 20);
  await expect.poll(() => group.getByRole('checkbox').count(), { timeout: 15_000 }).toBeGreaterThanOrEqual(page1);
  if (count > page1) await group.getByRole('button', { name: `Show all ${count}` }).click();
  await group.getByRole('button', { name: `Redrive all ${count}` }).waitFor({ timeout: 30_000 });
  return group.getByRole('button', { name: /^Try one first/ });
};
const toList = async (page: Page): Promise<void> => {
  await page
    .getByRole('navigation', { name: 'Support' })
    .getByRole('link', { name: /^Orders/ })
    .click();
  await page.getByRole('heading', { level: 1, name: 'Support' }).waitFor();
};
const tryGroup = async (page: Page, words: string, count: number): Promise<void> => {
  await (await inGroup(page, words, count)).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Try one first' }).click();
  await page.getByRole('heading', { name: `Redrive of ${count} orders` }).waitFor();
};
const allWell = async (page: Page, count: number): Promise<void> => {
  await page.getByText(`Done: all ${count} came to a good end.`).first().waitFor({ timeout: BULK_MS });
};

/** Each order is decided once, by one execution; told by one mail; and the stock adds up. */
const holdsTrue = async (
  shop: Shop,
  orders: TroubledOrders,
  rejected: readonly string[],
  before: Books,
): Promise<void> => {
  const orderIds = Object.values(orders).flat();
  const after = await booksOf(shop);
  expect([...after.records.keys()].toSorted()).toEqual(orderIds.toSorted());
  const odd = [...after.records.values()].filter(
    ({ orderId, status }) => status !== (rejected.includes(orderId) ? 'Rejected' : 'Processed'),
  );
  expect(odd.map(({ orderId, status }) => [orderId, status])).toEqual([]);
  expect(after.executions.map(({ name }) => name).toSorted()).toEqual(orderIds.toSorted());
  expect(after.executions.filter(({ status }) => status !== 'SUCCEEDED')).toEqual([]);

  const mails = await until('every mail is there', async () => {
    const found = await inboxOf(shop.engine).mails();
    return found.length >= orderIds.length + orders.reviews.length && found;
  });
  const about = (orderId: string): number => mails.filter(({ subject }) => subject.includes(orderId)).length;
  // A review is a mail of its own; what bounced may have been sent again.
  const others = orderIds.filter((orderId) => !orders.bounced.includes(orderId));
  const wanted = (orderId: string): number => (orders.reviews.includes(orderId) ? 2 : 1);
  expect(others.filter((orderId) => about(orderId) !== wanted(orderId))).toEqual([]);

  const products = [...before.stock.keys()];
  const sold = soldOf(after, products);
  expect(sold.Mouse).toBeGreaterThan(0);
  for (const product of products) {
    expect([product, after.stock.get(product)]).toEqual([
      product,
      (before.stock.get(product) ?? 0) - (sold[product] ?? 0),
    ]);
  }
};

describeInBrowser(
  'one person of support',
  (site) => {
    it('settles trouble of every kind from the console alone', async () => {
      const before = await booksOf(site.shop);
      const orders = await makeTrouble(site.shop, causes, sizes);
      const visitor = await site.visit();
      // Late orders have no execution to show yet.
      visitor.expectComplaint(/status of 404 .*\/execution/);
      const { page } = visitor;
      const clicks = await countClicks(page);
      const began = performance.now();
      const told: string[] = [];
      let last = began;
      const tell = async (what: string): Promise<void> => {
        const now = performance.now();
        told.push(`${what}: ${await clicks.since()} clicks, ${((now - last) / 1000).toFixed(1)} s`);
        last = now;
      };

      await openSupport(page);
      const list = page.getByRole('region', { name: 'Needs a person' });
      const failed = sizes.grantIsGone + sizes.tableIsGone + sizes.topicIsClosed + sizes.stopped;
      const headings = list.getByRole('heading', { level: 3 });
      expect(await headings.allTextContents()).toEqual([
        `Dead letters ${sizes.deadLetters + sizes.poison}`,
        `Failed and stopped executions ${failed}`,
        `Late orders ${sizes.late}`,
        `To review ${sizes.reviews}`,
        expect.stringMatching(/^Mails that did not arrive \d+\+?$/),
      ]);
      await tell('signed in, and all of it seen');

      // Its cause is still there.
      await tryGroup(page, 'PersistOrder: AccessDeniedException', sizes.grantIsGone);
      await page.getByText('The first one did not come to a good end').first().waitFor({ timeout: BULK_MS });
      await page.getByRole('listitem').filter({ hasText: 'Failed again 1' }).waitFor();
      await tell('one tried while its cause was there');
      for (const cause of causes.all) cause.mend();

      await toList(page);
      for (const [words, count] of [
        ['PersistOrder: AccessDeniedException', sizes.grantIsGone],
        ['PersistOrder: ResourceNotFoundException', sizes.tableIsGone],
        ['PublishConfirmation: AuthorizationErrorException', sizes.topicIsClosed],
        ['StoppedValidateOrder', sizes.stopped],
      ] as const) {
        await tryGroup(page, words, count);
        await allWell(page, count);
        await tell(`${words}, ${count}`);
        await toList(page);
      }

      await list.getByRole('link', { name: /^Orders: \d+ messages$/ }).click();
      const queue = page.getByRole('region', { name: 'Orders', exact: true });
      await queue.getByRole('button', { name: 'Look at messages' }).click();
      await queue.getByRole('button', { name: `Choose the ${sizes.poison} that name no order` }).click();
      await queue.getByRole('button', { name: `Discard ${sizes.poison} chosen` }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
      await queue.getByText(`${sizes.deadLetters} messages`).first().waitFor({ timeout: 30_000 });
      await queue.getByRole('button', { name: 'Move all back' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Move them' }).click();
      await queue.getByText(`Done: ${sizes.deadLetters} messages moved back.`).waitFor({ timeout: 30_000 });
      await tell(`dead letters, ${sizes.deadLetters} moved and ${sizes.poison} discarded`);

      await toList(page);
      // Each from the page of the one before.
      const eachOf = async (
        kind: string,
        orderIds: readonly string[],
        settle: (orderId: string, index: number) => Promise<void>,
      ) => {
        const members = list.locator('.need-kind', { hasText: kind });
        if ((await members.getAttribute('open')) === null) await members.locator('summary').click();
        const shown = members.getByRole('listitem').getByRole('link');
        const listed = await shown.allTextContents();
        expect(listed.toSorted()).toEqual(orderIds.toSorted());
        await shown.first().click();
        for (const [index, orderId] of listed.entries()) {
          await page.getByText(`${index + 1} of ${orderIds.length} in the list`).waitFor();
          await settle(orderId, index);
          if (index + 1 < orderIds.length) await page.getByRole('link', { name: /^Next\b/ }).click();
        }
        await toList(page);
      };
      await eachOf('Late orders', orders.late, async () => {
        await page.getByRole('button', { name: 'Start its execution' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
        await page.getByText('The execution was started, and succeeded.').first().waitFor();
      });
      await tell(`late orders, ${sizes.late}`);
      const rejected: string[] = [];
      await eachOf('To review', orders.reviews, async (orderId, index) => {
        if (isRejected(index)) {
          rejected.push(orderId);
          await page.getByRole('button', { name: 'Reject', exact: true }).click();
          await page
            .getByRole('dialog')
            .getByLabel('Reason, which the customer reads')
            .fill('We have too few of these.');
          await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
          await page.getByText('Not approved: the order is rejected.').first().waitFor();
        } else {
          await page.getByRole('button', { name: 'Approve' }).click();
          await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
          await page.getByText('Approved, and the order is processed.').first().waitFor();
        }
      });
      await tell(`reviews, ${sizes.reviews}`);

      const mails = list.locator('.need-kind', { hasText: 'Mails that did not arrive' });
      const openMails = async (): Promise<void> => {
        if ((await mails.getAttribute('open')) === null) await mails.locator('summary').click();
        const all = mails.getByRole('button', { name: 'Show all' });
        if (sizes.bounced > 20) await all.click();
        await expect.poll(() => mails.getByRole('checkbox').count()).toBe(sizes.bounced);
      };
      await openMails();
      await mails.getByRole('button', { name: /^Try one first/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Try one first' }).click();
      await page.getByText('The first one did not come to a good end').first().waitFor({ timeout: BULK_MS });
      await toList(page);
      await openMails();
      await mails.getByRole('button', { name: new RegExp(`^Settle ${sizes.bounced} mails`) }).click();
      const reason = page.getByRole('dialog');
      await reason.getByLabel('Reason, for others of support').fill('Reached by telephone.');
      await reason.getByRole('button', { name: `Settle ${sizes.bounced} mails` }).click();
      await mails.waitFor({ state: 'detached', timeout: 30_000 });
      await tell(`mails that bounced, ${sizes.bounced}`);

      // Whoever has the page open sees it within one refresh.
      const main = page.getByRole('main');
      await main.getByText('✓ Nothing needs a person').waitFor({ timeout: 45_000 });
      await main.getByText(/^So this page has found it since .* The last failure was found settled /).waitFor();
      await tell('nothing needs a person');
      console.log([...told, `${clicks.total()} clicks, ${((last - began) / 1000).toFixed(0)} s in all`].join('\n'));

      await holdsTrue(site.shop, orders, rejected, before);
    }, 600_000);
  },
  { intercept: causes.intercept, clock },
);
