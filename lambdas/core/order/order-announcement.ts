import { formatMoney } from '../contract/formats.ts';
import type { PricedLine } from '../contract/line.ts';
import type { AnnouncedRecord } from '../contract/order.ts';

/** Staff reads it, who may be anywhere: in one way, whatever the shop's. */
const money = (cents: number, currency: string): string => formatMoney(cents, currency, 'en-GB');

const describeLine = (line: PricedLine, currency: string): string =>
  `${line.quantity} x ${line.name}: ${money(line.quantity * line.unitPriceCents, currency)}`;

const describeState = (record: AnnouncedRecord): string[] => {
  switch (record.status) {
    case 'Processed': {
      const lines = record.items.map((line) => describeLine(line, record.currency));
      return ['It was processed:', ...lines, `Total: ${money(record.totalCents, record.currency)}`];
    }
    case 'Rejected':
      return ['It was rejected:', ...record.reasons.map((reason) => `- ${reason}`)];
    case 'Cancelled':
      return [`It was cancelled by ${record.cancelledBy === 'support' ? 'support' : 'its customer'}.`];
    case 'AwaitingCustomer':
      return [`Its customer is asked about what changed, until ${record.question.until}.`];
    case 'UnderReview': {
      const { totalCents, limitCents, currency, until } = record.question;
      const [total, limit] = [money(totalCents, currency), money(limitCents, currency)];
      return [`A person has to let it pass, until ${until}: it comes to ${total}, and the limit is ${limit}.`];
    }
  }
};

const WORDS: Readonly<Record<AnnouncedRecord['status'], string>> = {
  UnderReview: 'waits for a review',
  AwaitingCustomer: 'waits for its customer',
  Processed: 'processed',
  Rejected: 'rejected',
  Cancelled: 'cancelled',
};

/** The announcement for a person who subscribed to the topic by e-mail: staff, not the customer, so it names nobody.
 * The subject stays within SNS's 100 ASCII characters. */
export const describeOutcomeOf = (record: AnnouncedRecord): { subject: string; body: string } => ({
  subject: `Order ${record.orderId} ${WORDS[record.status]}`,
  body: [`Order ${record.orderId}, placed at ${record.timestamp}.`, ...describeState(record)].join('\n'),
});
