import type { DecidedRecord } from '../contract/order.ts';
import { SHOP_NAME } from '../contract/shop.ts';
import { formatMoney } from '../shared/money.ts';
import { oneLine } from './mail-text.ts';

/** One line of an order as its customer reads it. */
interface ViewLine {
  quantity: number;
  name: string;
  unitPrice: string;
  price: string;
}

/** What the templates show, as texts that still have to be escaped. */
interface ConfirmationView {
  shopName: string;
  orderId: string;
  customerName: string;
  /** `Nov 3, 2025, 12:47 PM UTC`: as the site writes it, but a mail does not know its reader's time zone. */
  placedAt: string;
  orderUrl: string;
  shopUrl: string;
  outcome: { processed: true; lines: ViewLine[]; total: string } | { processed: false; reasons: string[] };
}

const minutes = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

const outcomeOf = (record: DecidedRecord): ConfirmationView['outcome'] => {
  if (record.status === 'Rejected') return { processed: false, reasons: record.reasons.map(oneLine) };
  if (record.status === 'Cancelled') return { processed: false, reasons: ['It is cancelled.'] };
  const { items, totalCents, currency } = record;
  const lines = items.map(({ quantity, name, unitPriceCents }) => ({
    quantity,
    name: oneLine(name),
    unitPrice: formatMoney(unitPriceCents, currency),
    price: formatMoney(quantity * unitPriceCents, currency),
  }));
  return { processed: true, lines, total: formatMoney(totalCents, currency) };
};

/** What the confirmation of an order shows; `siteUrl` is where the shop's site is. */
export const confirmationView = (record: DecidedRecord, siteUrl: string): ConfirmationView => {
  const shopUrl = siteUrl.endsWith('/') ? siteUrl : `${siteUrl}/`;
  return {
    shopName: SHOP_NAME,
    orderId: record.orderId,
    customerName: oneLine(record.customerName),
    placedAt: `${minutes.format(new Date(record.timestamp))} UTC`,
    orderUrl: `${shopUrl}orders/${record.orderId}`,
    shopUrl,
    outcome: outcomeOf(record),
  };
};
