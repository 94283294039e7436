import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { inboxOf, until } from 'local-aws/testing';
import type { Page } from 'playwright-core';
import type { PersistenceFault } from '../browser/persistence-fault.ts';
import { openPanel, openSupport, openTrace, queueWith, stateIn } from '../browser/support-steps.ts';
import { LARGE_LINES } from '../helpers/large-order.ts';
import { outputOf, shopper } from '../helpers/shop.ts';
import type { Shop, Shot } from './tour.ts';

/** The orders that support looks at. */
export interface Cases {
  readonly processed: string;
  readonly rejected: string;
  readonly failed: string;
  /** Waits for a review. */
  readonly large: string;
  /** After it was processed. */
  readonly cancelled: string;
}

const place = async (shop: Shop, customerName: string, product: string): Promise<string> => {
  const { body } = await shop.order({ customerName, items: [{ product, quantity: 1 }] });
  return String(body.orderId);
};

const placeLarge = async (shop: Shop): Promise<string> => {
  const { body } = await shop.order({ customerName: 'Sam Shopper', items: LARGE_LINES });
  await until('an order waits for its review', async () =>
    (await shop.records()).some(({ orderId, status }) => orderId === body.orderId && status === 'UnderReview'),
  );
  return String(body.orderId);
};

const placeAndCancel = async (shop: Shop): Promise<string> => {
  const orderId = await place(shop, 'Sam Shopper', 'Keyboard');
  await shop.settled(orderId);
  await shop.send('POST', `orders/${orderId}/cancel`, {
    token: await shop.token(shopper),
    headers: { 'content-type': 'application/json' },
    body: '{"reason":"I took the wrong one."}',
  });
  await until('an order is cancelled', async () => (await shop.record(orderId))?.status === 'Cancelled');
  return orderId;
};

/** Places an order for each end that one can come to, and one that waits for a review; leaves two dead letters, one of them poison. */
export const prepareCases = async (shop: Shop, fault: PersistenceFault): Promise<Cases> => {
  const processed = await place(shop, 'Sam Shopper', 'Laptop');
  const rejected = await place(shop, 'Sam Shopper', 'Unicorn');
  for (const orderId of [processed, rejected]) {
    await shop.settled(orderId);
    await inboxOf(shop.engine).arrives(orderId);
  }
  const large = await placeLarge(shop);
  const cancelled = await placeAndCancel(shop);
  fault.isOn = true;
  const failed = await place(shop, 'Sam Shopper', 'Monitor');
  await until('an execution has failed', async () =>
    (await shop.executions()).some(({ name, status }) => name === failed && status === 'FAILED'),
  );
  fault.isOn = false;
  const QueueUrl = outputOf(shop.engine, 'OrderDeadLetterQueueUrl');
  for (const body of [{ orderId: failed, customerName: 'Sam Shopper', items: [] }, { poison: true }]) {
    await shop.clients.queues.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body) }));
  }
  return { processed, rejected, failed, large, cancelled };
};

/** Goes through the support pages: the search, then an order that was processed, one whose processing failed, and one that waits for a review. */
export const supportTour = async (page: Page, cases: Cases, shot: Shot): Promise<void> => {
  await openSupport(page);
  await page.getByRole('region', { name: 'Needs a person' }).waitFor();
  await shot('support');
  await openProcessed(page, cases);
  await shot('support-order');
  await openFailed(page, cases);
  await shot('support-order-failed');
  await openLarge(page, cases);
  await shot('support-order-review');
  await openCancelled(page, cases);
  await shot('support-order-cancelled');
  await openMail(page);
  await shot('support-mail', false);
  await openProducts(page);
  await shot('support-products');
};

/** The same orders on a phone: there a trace is many screens long, and one of each is shown. */
export const supportTourOnPhone = async (page: Page, cases: Cases, shot: Shot): Promise<void> => {
  await openSupport(page);
  await openAt(page, cases.processed, 'PersistOrder');
  await page.getByRole('heading', { name: 'State machine' }).evaluate('(heading) => heading.scrollIntoView()');
  await shot('support-order', false);
  await openAt(page, cases.failed, 'PersistOrder');
  await page.evaluate('scrollTo(0, 0)');
  await shot('support-order-failed', false);
  await openLarge(page, cases);
  await page.evaluate('scrollTo(0, 0)');
  await shot('support-order-review', false);
  await openTrace(page, cases.cancelled);
  await openMail(page);
  await shot('support-mail', false);
  await openProducts(page);
  await shot('support-products', false);
};

/** By its address, as the drawing shows a part of itself on a small screen. */
const openAt = async (page: Page, orderId: string, state: string): Promise<void> => {
  await page.goto(`/support/orders/${orderId}?state=${state}`);
  const panel = page.getByRole('complementary', { name: 'Details of a state' });
  await panel.getByRole('heading', { name: state, exact: true }).waitFor();
  await page.getByRole('button', { name: 'ExecutionStarted' }).waitFor();
  await page.waitForLoadState('networkidle');
};

const openProcessed = async (page: Page, { processed }: Cases): Promise<void> => {
  await openTrace(page, processed);
  await stateIn(page, 'PublishConfirmation', 'Succeeded');
  await openPanel(page, 'PersistOrder', 'Succeeded');
};

const openLarge = async (page: Page, { large }: Cases): Promise<void> => {
  await openTrace(page, large);
  await stateIn(page, 'AskReviewer', 'In progress');
  await page.getByRole('button', { name: 'Approve' }).waitFor();
};

const openCancelled = async (page: Page, { cancelled }: Cases): Promise<void> => {
  await openTrace(page, cancelled);
  await page.getByRole('navigation', { name: 'Executions of this order' }).waitFor();
  await openPanel(page, 'RecordCancellation', 'Succeeded');
};

/** On the page of the order that was cancelled: what its second mail says, beside what became of both. */
const openMail = async (page: Page): Promise<void> => {
  const mails = page.getByRole('region', { name: 'Mails' });
  await mails.getByRole('button', { name: /^Show.*is cancelled/ }).click();
  await mails.frameLocator('iframe').getByText('What happens next').waitFor();
  await mails.getByRole('heading', { name: 'Mails' }).evaluate('(heading) => heading.scrollIntoView()');
};

const openProducts = async (page: Page): Promise<void> => {
  await page.goto('/support/products');
  await page.getByRole('heading', { level: 1, name: 'Products' }).waitFor();
  await page.getByText('Laptop 14"').first().waitFor();
};

const openFailed = async (page: Page, { failed }: Cases): Promise<void> => {
  await openTrace(page, failed);
  await openPanel(page, 'PersistOrder', 'Failed');
};

/** Looks into the dead letters, which raises their receive counts: once is enough. */
export const deadLettersTour = async (page: Page, shot: Shot): Promise<void> => {
  await page.goto('/support/dead-letters');
  const queue = await queueWith(page, 'Orders', '2 messages');
  await queue.getByRole('button', { name: 'Look at messages' }).click();
  await queue.getByText('Names no order').waitFor();
  await shot('dead-letters');
};
