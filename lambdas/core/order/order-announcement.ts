import type { PricedLine } from '../contract/order.ts';
import { formatMoney } from '../shared/money.ts';
import type { OrderEvent } from './order-event.ts';

const describeLine = (line: PricedLine, currency: string): string =>
  `${line.quantity} x ${line.name}: ${formatMoney(line.quantity * line.unitPriceCents, currency)}`;

const describeOutcome = (event: OrderEvent): string[] => {
  if (event.status === 'Rejected') return ['It was rejected:', ...event.reasons.map((reason) => `- ${reason}`)];
  const lines = event.items.map((line) => describeLine(line, event.currency));
  return ['It was processed:', ...lines, `Total: ${formatMoney(event.totalCents, event.currency)}`];
};

/**
 * The announcement for a person who subscribed to the topic by e-mail: staff, not the customer, so it names nobody.
 * The subject stays within SNS's 100 ASCII characters.
 */
export const describeEvent = (event: OrderEvent): { subject: string; body: string } => ({
  subject: `Order ${event.orderId} ${event.status.toLowerCase()}`,
  body: [`Order ${event.orderId}, placed at ${event.timestamp}.`, ...describeOutcome(event)].join('\n'),
});
