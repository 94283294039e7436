import { inboxOf, until } from 'local-aws/testing';
import type { Page } from 'playwright-core';
import { MAIL_WORDS } from '../../lambdas/core/contract/languages/en.ts';
import { createSay } from '../../lambdas/core/contract/languages/message.ts';
import { LARGE_LINES } from '../helpers/large-order.ts';
import { shopper } from '../helpers/shop.ts';
import type { Shop, Shot } from './tour.ts';

const say = createSay<typeof MAIL_WORDS>(MAIL_WORDS, 'en');

const deliveryAddress = { street: 'Lange Gasse 7', extra: 'Tür 3', postalCode: '1080', city: 'Wien', country: 'AT' };
const DESK = [
  { product: 'Laptop', quantity: 1 },
  { product: 'Monitor', quantity: 2 },
];

/** What is ordered for each kind of mail, and the status that its order comes to. */
const ORDERS = {
  processed: { body: { items: DESK }, status: 'Processed' },
  rejected: { body: { items: [...DESK, { product: 'Dock', quantity: 99 }] }, status: 'Rejected' },
  cancelled: { body: { items: DESK }, status: 'Cancelled' },
  question: { body: { items: DESK, expectedTotalCents: 189_900 }, status: 'AwaitingCustomer' },
  review: { body: { items: LARGE_LINES }, status: 'UnderReview' },
} as const;

const cancel = async (shop: Shop, orderId: string): Promise<void> => {
  await shop.settled(orderId);
  await shop.send('POST', `orders/${orderId}/cancel`, {
    token: await shop.token(shopper),
    headers: { 'content-type': 'application/json' },
    body: '{"reason":"I took the wrong one."}',
  });
};

/** Has one mail of each kind sent, and gives the addresses at which each is shown as its reader sees it. */
export const prepareMails = async (shop: Shop): Promise<ReadonlyMap<string, string>> => {
  const inbox = inboxOf(shop.engine);
  const found = new Map<string, string>();
  for (const [kind, { body, status }] of Object.entries(ORDERS)) {
    const { orderId } = (await shop.order({ customerName: 'Sam Shopper', deliveryAddress, ...body })).body;
    if (status === 'Cancelled') await cancel(shop, String(orderId));
    const mail = await until(`the mail “${kind}” is there`, async () =>
      (await inbox.about(String(orderId))).find(
        ({ subject }) => subject === say(`subject.${status}`, { orderId: String(orderId) }),
      ),
    );
    found.set(kind, `${shop.engine.awsOrigin}/inbox/${mail.messageId}/html`);
  }
  return found;
};

/** Opens each mail by itself. */
export const mailTour = async (page: Page, mails: ReadonlyMap<string, string>, shot: Shot): Promise<void> => {
  for (const [kind, url] of mails) {
    await page.goto(url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await shot(`mail-${kind}`);
  }
};

/** Opens the list of all mails. */
export const inboxTour = async (page: Page, shop: Shop, shot: Shot): Promise<void> => {
  await page.goto(`${shop.engine.awsOrigin}/inbox`);
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
  await shot('inbox');
};
