import type { AnnouncedRecord } from '../../lambdas/core/contract/order.ts';
import type { ShopSettings } from '../../lambdas/core/contract/shop.ts';
import { anOrder } from './factories.ts';

/** How the shop of these mails speaks. */
export const shopSettings: ShopSettings = {
  locale: 'en-GB',
  timeZone: 'Europe/Berlin',
  contact: 'help@example.com',
  priceNote: 'Including VAT and delivery.',
  legalLines: ['Corner Desk GmbH, Example Street 1, 10115 Berlin', 'Register court Berlin HRB 000000, VAT DE000000000'],
  translations: {
    de: {
      priceNote: 'Inkl. MwSt. und Versand.',
      legalLines: ['Corner Desk GmbH, Beispielstraße 1, 10115 Berlin', 'Amtsgericht HRB 000000, USt-IdNr. DE000000000'],
    },
  },
};

const deliveryAddress = {
  name: 'Grace Hopper',
  street: 'Lange Gasse 7',
  extra: 'Tür 3',
  postalCode: '1080',
  city: 'Wien',
  country: 'AT',
};

const items = [
  { product: 'Laptop', quantity: 2 },
  { product: 'Mouse', quantity: 1 },
];

const priced = [
  { product: 'Laptop', name: 'Laptop 14"', quantity: 2, unitPriceCents: 129_900 },
  { product: 'Mouse', name: 'Mouse & pad', quantity: 1, unitPriceCents: 1_290 },
];

const order = { ...anOrder({ items, product: 'Laptop + 1 more', quantity: 3 }), deliveryAddress };
const processedAt = '2025-11-03T12:47:45Z';
const asked = { id: '0123456789AB', askedAt: processedAt };

/** One record for each kind of mail, with all that a mail can tell. */
export const mailedRecords = {
  processed: { ...order, status: 'Processed', items: priced, totalCents: 261_090, currency: 'EUR', processedAt },
  rejected: {
    ...order,
    status: 'Rejected',
    items: [...priced.slice(0, 1), { product: 'Unicorn', quantity: 1 }],
    currency: 'EUR',
    reasons: [
      'You can order at most 1 of “Laptop 14"” at a time; this order has 2.',
      'There is no product “Unicorn” in the shop.',
    ],
    grounds: [
      { code: 'too-many', name: 'Laptop 14"', most: 1, wanted: 2 },
      { code: 'unknown-product', name: 'Unicorn' },
    ],
    processedAt,
  },
  cancelled: {
    ...order,
    status: 'Cancelled',
    items: priced,
    totalCents: 261_090,
    currency: 'EUR',
    processedAt,
    cancelledAt: '2025-11-03T15:00:00Z',
    cancelledBy: 'support',
    cancelReason: 'The last laptop fell off the shelf.',
  },
  question: {
    ...order,
    status: 'AwaitingCustomer',
    question: {
      ...asked,
      kind: 'customer',
      until: '2025-11-05T12:47:45Z',
      changes: [
        { kind: 'price', seenTotalCents: 251_090, totalCents: 261_090 },
        { kind: 'fewer', line: 1, name: 'Laptop 14"', wanted: 2, left: 1 },
        { kind: 'gone', line: 2, name: 'Mouse & pad' },
      ],
      proposal: {
        items: [{ product: 'Laptop', name: 'Laptop 14"', quantity: 1, unitPriceCents: 129_900 }],
        totalCents: 129_900,
        currency: 'EUR',
      },
    },
  },
  review: {
    ...order,
    status: 'UnderReview',
    question: {
      ...asked,
      kind: 'review',
      until: '2025-11-06T12:47:45Z',
      items: priced,
      totalCents: 261_090,
      currency: 'EUR',
      limitCents: 200_000,
    },
  },
} as const satisfies Record<string, AnnouncedRecord>;
