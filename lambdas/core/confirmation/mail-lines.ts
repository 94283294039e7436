import type { PricedLine } from '../contract/line.ts';
import type { AnnouncedRecord } from '../contract/order.ts';
import type { Question } from '../contract/question.ts';

/** A line of an order as far as anybody knows its name and price. */
type KnownLine = Pick<PricedLine, 'product' | 'quantity'> & Partial<Pick<PricedLine, 'name' | 'unitPriceCents'>>;

/** What an order holds; the total is there when every price is. */
export interface OrderLines {
  lines: KnownLine[];
  currency?: string | undefined;
  totalCents?: number | undefined;
}

/** What was asked about, with its prices. */
const askedLines = (question: Question): { items: readonly PricedLine[]; currency: string } =>
  question.kind === 'customer'
    ? { items: question.proposal.items, currency: question.proposal.currency }
    : { items: question.items ?? [], currency: question.currency };

const totalOf = (lines: readonly KnownLine[]): number | undefined =>
  lines.reduce<number | undefined>(
    (sum, { quantity, unitPriceCents }) =>
      sum === undefined || unitPriceCents === undefined ? undefined : sum + quantity * unitPriceCents,
    0,
  );

/** What a mail lists: what is proposed, where its customer is asked; else what was ordered, priced by the record or, where that
 * is not, by what was asked about it. */
export const linesOf = (record: AnnouncedRecord): OrderLines => {
  if (record.status === 'AwaitingCustomer') {
    const { items, totalCents, currency } = record.question.proposal;
    return { lines: items, totalCents, currency };
  }
  const asked = record.question && askedLines(record.question);
  const known = new Map(asked?.items.map((line) => [line.product, line]));
  const lines = record.items.map((line): KnownLine => {
    if ('unitPriceCents' in line && line.unitPriceCents !== undefined) return line;
    const { name, unitPriceCents } = known.get(line.product) ?? {};
    return { ...line, ...(name !== undefined && { name, unitPriceCents }) };
  });
  const currency = ('currency' in record ? record.currency : undefined) ?? asked?.currency;
  return currency === undefined ? { lines } : { lines, currency, totalCents: totalOf(lines) };
};
