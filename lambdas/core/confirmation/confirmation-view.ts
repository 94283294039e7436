import type { PricedLine } from '../contract/line.ts';
import type { AnnouncedRecord, DecidedRecord } from '../contract/order.ts';
import type { Change, Question } from '../contract/question.ts';
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

/** What is told beside the order itself, by its kind. */
type ViewOutcome =
  | { kind: 'processed'; lines: ViewLine[]; total: string }
  | { kind: 'rejected'; reasons: string[] }
  | { kind: 'cancelled'; byShop: boolean; lines: ViewLine[] }
  | { kind: 'question'; changes: string[]; lines: ViewLine[]; total: string; until: string }
  | { kind: 'review'; total: string; until: string };

/** What the templates show, as texts that still have to be escaped. */
interface ConfirmationView {
  shopName: string;
  orderId: string;
  customerName: string;
  /** `Nov 3, 2025, 12:47 PM UTC`: as the site writes it, but a mail does not know its reader's time zone. */
  placedAt: string;
  orderUrl: string;
  shopUrl: string;
  outcome: ViewOutcome;
}

const minutes = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

const moment = (timestamp: string): string => `${minutes.format(new Date(timestamp))} UTC`;

const linesOf = (items: readonly PricedLine[], currency: string): ViewLine[] =>
  items.map(({ quantity, name, unitPriceCents }) => ({
    quantity,
    name: oneLine(name),
    unitPrice: formatMoney(unitPriceCents, currency),
    price: formatMoney(quantity * unitPriceCents, currency),
  }));

const sayChange = (change: Change, currency: string): string => {
  switch (change.kind) {
    case 'price': {
      const seen = formatMoney(change.seenTotalCents, currency);
      return `The price changed: you saw ${seen}, it is now ${formatMoney(change.totalCents, currency)}.`;
    }
    case 'fewer':
      return `Of “${oneLine(change.name)}” only ${change.left} are left; you ordered ${change.wanted}.`;
    case 'gone':
      return `“${oneLine(change.name)}” cannot be had any more.`;
  }
};

const questionOf = (question: Question): ViewOutcome => {
  const until = moment(question.until);
  if (question.kind === 'review') {
    return { kind: 'review', total: formatMoney(question.totalCents, question.currency), until };
  }
  const { items, totalCents, currency } = question.proposal;
  const changes = question.changes.map((change) => sayChange(change, currency));
  return {
    kind: 'question',
    changes,
    lines: linesOf(items, currency),
    total: formatMoney(totalCents, currency),
    until,
  };
};

const outcomeOf = (record: DecidedRecord): ViewOutcome => {
  switch (record.status) {
    case 'Rejected':
      return { kind: 'rejected', reasons: record.reasons.map(oneLine) };
    case 'Processed': {
      const { items, totalCents, currency } = record;
      return { kind: 'processed', lines: linesOf(items, currency), total: formatMoney(totalCents, currency) };
    }
    case 'Cancelled': {
      const { currency } = record;
      const priced = record.items.flatMap(({ name, unitPriceCents, ...line }) =>
        name === undefined || unitPriceCents === undefined ? [] : [{ ...line, name, unitPriceCents }],
      );
      const lines = currency === undefined ? [] : linesOf(priced, currency);
      return { kind: 'cancelled', byShop: record.cancelledBy === 'support', lines };
    }
  }
};

/** What the mail about an order shows; `siteUrl` is where the shop's site is. */
export const confirmationView = (record: AnnouncedRecord, siteUrl: string): ConfirmationView => {
  const shopUrl = siteUrl.endsWith('/') ? siteUrl : `${siteUrl}/`;
  return {
    shopName: SHOP_NAME,
    orderId: record.orderId,
    customerName: oneLine(record.customerName),
    placedAt: moment(record.timestamp),
    orderUrl: `${shopUrl}orders/${record.orderId}`,
    shopUrl,
    outcome: 'question' in record ? questionOf(record.question) : outcomeOf(record),
  };
};
