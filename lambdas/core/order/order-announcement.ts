import type { DecidedRecord, PricedLine } from '../contract/order.ts';
import { formatMoney } from '../shared/money.ts';

const describeLine = (line: PricedLine, currency: string): string =>
  `${line.quantity} x ${line.name}: ${formatMoney(line.quantity * line.unitPriceCents, currency)}`;

const describeOutcome = (record: DecidedRecord): string[] => {
  if (record.status === 'Rejected') return ['It was rejected:', ...record.reasons.map((reason) => `- ${reason}`)];
  const lines = record.items.map((line) => describeLine(line, record.currency));
  return ['It was processed:', ...lines, `Total: ${formatMoney(record.totalCents, record.currency)}`];
};

/**
 * The announcement for a person who subscribed to the topic by e-mail: staff, not the customer, so it names nobody.
 * The subject stays within SNS's 100 ASCII characters.
 */
export const describeOutcomeOf = (record: DecidedRecord): { subject: string; body: string } => ({
  subject: `Order ${record.orderId} ${record.status.toLowerCase()}`,
  body: [`Order ${record.orderId}, placed at ${record.timestamp}.`, ...describeOutcome(record)].join('\n'),
});
