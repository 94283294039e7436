import type { DecidedRecord } from '../contract/order.ts';
import { shopName } from '../contract/shop.ts';
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
  /** `2025-11-03 12:47 UTC`. */
  placedAt: string;
  orderUrl: string;
  shopUrl: string;
  outcome: { processed: true; lines: ViewLine[]; total: string } | { processed: false; reasons: string[] };
}

const outcomeOf = (record: DecidedRecord): ConfirmationView['outcome'] => {
  if (record.status === 'Rejected') return { processed: false, reasons: record.reasons.map(oneLine) };
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
    shopName,
    orderId: record.orderId,
    customerName: oneLine(record.customerName),
    placedAt: `${record.timestamp.slice(0, 16).replace('T', ' ')} UTC`,
    orderUrl: `${shopUrl}orders/${record.orderId}`,
    shopUrl,
    outcome: outcomeOf(record),
  };
};
