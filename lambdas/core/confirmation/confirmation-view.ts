import { addressLines, formatMoment, formatMoney } from '../contract/formats.ts';
import type { AnnouncedRecord } from '../contract/order.ts';
import { sayChange } from '../contract/question.ts';
import { sayReasons } from '../contract/reason.ts';
import { type Contact, contactOf, notesIn, SHOP_NAME } from '../contract/shop.ts';
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
  language: MailWords['language'];
  say: MailWords['say'];
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
  /** What the total includes. */
  priceNote?: string;
  address?: string[];
  contact?: Contact;
  legalLines: string[];
}

/** How the parts of a mail are written. */
interface Pen extends MailWords {
  money: (cents: number, currency: string) => string;
  moment: (timestamp: string) => string;
  cancellationMinutes: number;
}

const NBSP = '\u00a0';

const penOf = ({ language }: AnnouncedRecord, { shop, cancellationMinutes }: MailContent): Pen => {
  const words = wordsFor(shop, language);
  const { locale } = words;
  return {
    ...words,
    money: (cents, currency) => formatMoney(cents, currency, locale),
    // Neither its hour nor its zone begins another line.
    moment: (timestamp) => formatMoment(timestamp, { ...shop, locale }).replaceAll(' ', NBSP),
    cancellationMinutes,
  };
};

const messageOf = (record: AnnouncedRecord, { say, reasons, money, moment, cancellationMinutes }: Pen): Message => {
  const common = {
    linesHeading: say('ordered'),
    addressHeading: say('deliveredTo'),
    action: say('seeOrder'),
  };
  switch (record.status) {
    case 'Processed': {
      const until = moment(cancellableUntil(record, cancellationMinutes));
      const next = [
        say(record.deliveryAddress ? 'processed.toAddress' : 'processed.noAddress'),
        say('processed.nothingToDo'),
        say('processed.cancellable', { until }),
        say('noPayments'),
      ];
      return { ...common, opening: say('processed.opening'), next };
    }
    case 'Rejected': {
      const declined = record.question?.answer?.kind === 'declined';
      return {
        ...common,
        opening: say(declined ? 'rejected.declined' : 'rejected.opening'),
        points: { heading: say('why'), texts: sayReasons(reasons, record).map(oneLine) },
        next: [say('rejected.nothing'), say('rejected.again')],
        addressHeading: say('wasToBeDeliveredTo'),
      };
    }
    case 'Cancelled': {
      const { cancelledBy: by, cancelReason } = record;
      const points = cancelReason && { heading: say(`cancelReason.${by}`), texts: [oneLine(cancelReason)] };
      const wasProcessed = record.processedAt !== record.cancelledAt;
      return {
        ...common,
        opening: say(by === 'customer' ? 'cancelled.byCustomer' : 'cancelled.bySupport'),
        ...(points && { points }),
        next: [say('cancelled.nothing'), say(wasProcessed ? 'cancelled.kept' : 'cancelled.notKept')],
        addressHeading: say('wasToBeDeliveredTo'),
      };
    }
    case 'AwaitingCustomer': {
      const { proposal, changes, until } = record.question;
      const { totalCents, currency } = proposal;
      const texts = changes.map((change) => oneLine(sayChange(say, change, (cents) => money(cents, currency))));
      return {
        ...common,
        opening: say('question.opening'),
        points: { heading: say('whatChanged'), texts },
        next: [
          say('question.answer', { until: moment(until) }),
          say('question.accepted', { total: money(totalCents, currency) }),
          say('question.declined'),
        ],
        linesHeading: say('offered'),
        action: say('answer'),
      };
    }
    case 'UnderReview': {
      const { totalCents, limitCents, currency, until } = record.question;
      const [total, limit] = [money(totalCents, currency), money(limitCents, currency)];
      return {
        ...common,
        opening: say('review.opening', { total, limit }),
        next: [say('review.until', { until: moment(until) }), say('review.meanwhile'), say('review.late')],
      };
    }
  }
};

const viewLines = ({ lines, currency }: OrderLines, { say, money }: Pen): ViewLine[] =>
  lines.map(({ quantity, product, name = product, unitPriceCents }) => {
    const line = { quantity, name: oneLine(name) };
    if (unitPriceCents === undefined || currency === undefined) return { ...line, price: say('unpriced') };
    return { ...line, unitPrice: money(unitPriceCents, currency), price: money(quantity * unitPriceCents, currency) };
  });

/** What the mail about an order shows, in the state that the record is in; `sentAt` is when it was sent before. The same record
 * and settings give the same mail, whenever they are put together. */
export const confirmationView = (record: AnnouncedRecord, settings: MailContent, sentAt?: string): ConfirmationView => {
  const { shop, siteUrl } = settings;
  const pen = penOf(record, settings);
  const { language, locale, say, money, moment } = pen;
  const { orderId, status, deliveryAddress } = record;
  const message = messageOf(record, pen);
  const listed = linesOf(record);
  const { totalCents, currency } = listed;
  const subject = say(`subject.${status}`, { orderId });
  const contact = contactOf(shop);
  const { priceNote, legalLines } = notesIn(shop, language);
  const total = totalCents !== undefined && currency !== undefined ? money(totalCents, currency) : undefined;
  return {
    ...message,
    language,
    say,
    shopName: SHOP_NAME,
    subject: sentAt === undefined ? subject : say('subject.again', { subject }),
    heading: say(`headline.${status}`),
    preview: message.points?.texts[0] ?? message.next[0] ?? message.opening,
    ...(sentAt !== undefined && { again: say('again', { sentAt: moment(sentAt) }) }),
    orderId,
    customerName: oneLine(record.customerName),
    placedAt: moment(record.timestamp),
    orderUrl: `${siteUrl.replace(/\/$/, '')}/orders/${orderId}`,
    lines: viewLines(listed, pen),
    ...(total !== undefined && { total, ...(priceNote !== undefined && { priceNote }) }),
    ...(deliveryAddress && { address: addressLines(deliveryAddress, locale).map(oneLine) }),
    ...(contact && { contact }),
    legalLines,
  };
};
