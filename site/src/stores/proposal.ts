import type { AskedRecord } from '../../../lambdas/core/contract/order.ts';
import type { Total } from './order-lines.ts';

/** An order that waits for its customer's answer. */
export type AskingOrder = Extract<AskedRecord, { status: 'AwaitingCustomer' }>;

/** A line of an order beside what is proposed for it. */
export interface ComparedLine {
  product: string;
  /** As the proposal, or what changed, names it. */
  name: string | undefined;
  ordered: number;
  /** 0: it is not to be had any more. */
  proposed: number;
  /** In cents, of the proposal. */
  unitPriceCents: number | undefined;
}

/** The order as it was placed beside the proposal, line by line in the order of the former. */
export const compareLines = ({ items, question: { changes, proposal } }: AskingOrder): ComparedLine[] => {
  const proposed = new Map(proposal.items.map((line) => [line.product, line]));
  const names = new Map(changes.flatMap((change) => ('line' in change ? [[change.line, change.name]] : [])));
  return items.map(({ product, quantity }, index) => {
    const line = proposed.get(product);
    return {
      product,
      name: line?.name ?? names.get(index + 1),
      ordered: quantity,
      proposed: line?.quantity ?? 0,
      unitPriceCents: line?.unitPriceCents,
    };
  });
};

/** What the shopper saw as the total, where that is known. */
export const seenTotal = ({ expectedTotalCents, question }: AskingOrder): Total | undefined => {
  const price = question.changes.find((change) => change.kind === 'price');
  const cents = price?.seenTotalCents ?? expectedTotalCents;
  return cents === undefined ? undefined : { cents, currency: question.proposal.currency };
};
