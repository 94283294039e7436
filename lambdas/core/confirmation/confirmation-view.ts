import { addressLines, formatMoment, formatMoney } from '../contract/formats.ts';
import type { AnnouncedRecord } from '../contract/order.ts';
import { type Contact, contactOf, SHOP_NAME } from '../contract/shop.ts';
import { headlineOf, sayChange, subjectOf } from '../contract/words.ts';
import { cancellableUntil } from '../shared/cancellable.ts';
import { linesOf, type OrderLines } from './mail-lines.ts';
import type { MailContent } from './mail-settings.ts';
import { oneLine } from './mail-text.ts';
import { type MailWords, wordsFor } from './mail-words.ts';

/** One line of an order as its customer reads it. */
interface ViewLine {
  quantity: number;
  name: string;
  unitPrice?: string;
  /** Of all its units, or that there is none. */
  price: string;
}

/** A part of a mail that differs from kind to kind; texts still have to be escaped. */
interface Message {
  opening: string;
  /** What it is about in single points: why, or what has changed. */
  points?: { heading: string; texts: string[] };
  next: string[];
  linesHeading: string;
  addressHeading: string;
  action: string;
}

/** What the templates show, as texts that still have to be escaped. */
export interface ConfirmationView extends Message {
  words: MailWords;
  shopName: string;
  subject: string;
  heading: string;
  /** What a list of mails shows beside the subject. */
  preview: string;
  again?: string;
  orderId: string;
  customerName: string;
  placedAt: string;
  orderUrl: string;
  lines: ViewLine[];
  total?: string;
  address?: string[];
  contact?: Contact;
  legalLines: string[];
}

/** How the parts of a mail are written. */
interface Pen {
  words: MailWords;
  money: (cents: number, currency: string) => string;
  moment: (timestamp: string) => string;
  cancellationMinutes: number;
}

const NBSP = '\u00a0';

const penOf = ({ shop, cancellationMinutes }: MailContent): Pen => ({
  words: wordsFor(shop.locale),
  money: (cents, currency) => formatMoney(cents, currency, shop.locale),
  // Neither its hour nor its zone begins another line.
  moment: (timestamp) => formatMoment(timestamp, shop).replaceAll(' ', NBSP),
  cancellationMinutes,
});

const messageOf = (record: AnnouncedRecord, { words, money, moment, cancellationMinutes }: Pen): Message => {
  const common = {
    linesHeading: words.ordered,
    addressHeading: words.deliveredTo,
    action: words.seeOrder,
  };
  switch (record.status) {
    case 'Processed': {
      const until = cancellableUntil(record, cancellationMinutes);
      const { opening, next } = words.processed;
      return { ...common, opening, next: next(moment(until), record.deliveryAddress !== undefined) };
    }
    case 'Rejected': {
      const points = { heading: words.why, texts: record.reasons.map(oneLine) };
      const addressHeading = words.wasToBeDeliveredTo;
      const declined = record.question?.answer?.kind === 'declined';
      const { opening, next } = words.rejected;
      return { ...common, opening: opening(declined), points, next, addressHeading };
    }
    case 'Cancelled': {
      const { cancelledBy: by, cancelReason } = record;
      const { opening, reason, next } = words.cancelled;
      return {
        ...common,
        opening: opening(by),
        ...(cancelReason !== undefined && { points: { heading: reason(by), texts: [oneLine(cancelReason)] } }),
        next: next(record.processedAt !== record.cancelledAt),
        addressHeading: words.wasToBeDeliveredTo,
      };
    }
    case 'AwaitingCustomer': {
      const { proposal, changes, until } = record.question;
      const { totalCents, currency } = proposal;
      const texts = changes.map((change) => oneLine(sayChange(change, (cents) => money(cents, currency))));
      return {
        ...common,
        opening: words.question.opening,
        points: { heading: words.whatChanged, texts },
        next: words.question.next(moment(until), money(totalCents, currency)),
        linesHeading: words.offered,
        action: words.answer,
      };
    }
    case 'UnderReview': {
      const { totalCents, limitCents, currency, until } = record.question;
      const { opening, next } = words.review;
      return {
        ...common,
        opening: opening(money(totalCents, currency), money(limitCents, currency)),
        next: next(moment(until)),
      };
    }
  }
};

const viewLines = ({ lines, currency }: OrderLines, { words, money }: Pen): ViewLine[] =>
  lines.map(({ quantity, product, name = product, unitPriceCents }) => {
    const line = { quantity, name: oneLine(name) };
    if (unitPriceCents === undefined || currency === undefined) return { ...line, price: words.unpriced };
    return { ...line, unitPrice: money(unitPriceCents, currency), price: money(quantity * unitPriceCents, currency) };
  });

/** What the mail about an order shows, in the state that the record is in; `sentAt` is when it was sent before. The same record
 * and settings give the same mail, whenever they are put together. */
export const confirmationView = (record: AnnouncedRecord, settings: MailContent, sentAt?: string): ConfirmationView => {
  const { shop, siteUrl } = settings;
  const pen = penOf(settings);
  const { words, money, moment } = pen;
  const { orderId, status, deliveryAddress } = record;
  const message = messageOf(record, pen);
  const listed = linesOf(record);
  const { totalCents, currency } = listed;
  const subject = subjectOf(status, orderId);
  const contact = contactOf(shop);
  return {
    ...message,
    words,
    shopName: SHOP_NAME,
    subject: sentAt === undefined ? subject : words.subjectAgain(subject),
    heading: headlineOf(status),
    preview: message.points?.texts[0] ?? message.next[0] ?? message.opening,
    ...(sentAt !== undefined && { again: words.again(moment(sentAt)) }),
    orderId,
    customerName: oneLine(record.customerName),
    placedAt: moment(record.timestamp),
    orderUrl: `${siteUrl.replace(/\/$/, '')}/orders/${orderId}`,
    lines: viewLines(listed, pen),
    ...(totalCents !== undefined && currency !== undefined && { total: money(totalCents, currency) }),
    ...(deliveryAddress && { address: addressLines(deliveryAddress, shop.locale).map(oneLine) }),
    ...(contact && { contact }),
    legalLines: shop.legalLines,
  };
};
