import type { PricedLine } from '../contract/line.ts';
import type { Order, PricedOrder } from '../contract/order.ts';
import type { AskedChange, RaisedQuestion } from '../contract/question.ts';
import { type Catalogue, costToday, type LineStanding, standingOf, totalCentsOf } from './lines.ts';
import type { RaisedGround } from './reasons.ts';
import { summarise } from './summary.ts';

/** What the stage decides by. */
export interface Policy {
  /** An order above it is let pass by a person; in cents of the order's currency. */
  reviewAboveCents: number;
}

/** What the shop's rules make of an order. */
type Verdict =
  | { verdict: 'accepted'; order: PricedOrder }
  | { verdict: 'rejected'; grounds: RaisedGround[] }
  | { verdict: 'asked'; question: RaisedQuestion };

/** How often an order may find its stock gone between ValidateOrder and PersistOrder. */
const MAX_TIMES_OUT_OF_STOCK = 3;

const rejected = (...grounds: RaisedGround[]): Verdict => ({ verdict: 'rejected', grounds });

/** The currency of all products that can be had; undefined where they have several. */
const currencyOf = (standings: readonly LineStanding[]): string | undefined => {
  const [currency, ...others] = new Set(
    standings.flatMap(({ line, product }) => (line && product ? [product.currency] : [])),
  );
  return others.length > 0 ? undefined : currency;
};

const changesOf = (standings: readonly LineStanding[], seenTotalCents: number | undefined): AskedChange[] => {
  const totalCents = costToday(standings);
  const isOther = seenTotalCents !== undefined && totalCents !== undefined && seenTotalCents !== totalCents;
  const price: AskedChange[] = isOther ? [{ kind: 'price', seenTotalCents, totalCents }] : [];
  return [...price, ...standings.flatMap(({ change }) => change ?? [])];
};

const needsReview = (order: Order, totalCents: number, { reviewAboveCents }: Policy): boolean =>
  totalCents > reviewAboveCents && (order.review === undefined || order.review.totalCents < totalCents);

const judgeProposal = (
  order: Order,
  offer: { items: PricedLine[]; totalCents: number; currency: string },
  changes: AskedChange[],
  policy: Policy,
): Verdict => {
  if (changes.length > 0) {
    return { verdict: 'asked', question: { kind: 'customer', proposal: offer, changes } };
  }
  const { totalCents } = offer;
  if (needsReview(order, totalCents, policy)) {
    const limitCents = policy.reviewAboveCents;
    return { verdict: 'asked', question: { kind: 'review', ...offer, limitCents } };
  }
  return { verdict: 'accepted', order: { ...order, ...summarise(offer.items), ...offer } };
};

/** Prices an order from the catalogue; or tells the shopper every reason why it cannot be had; or what somebody has to be asked
 * first: its customer where it cannot be had as it was ordered and there is something to offer, a person where it is large. */
export const judge = (order: Order, catalogue: Catalogue, policy: Policy): Verdict => {
  const standings = order.items.map((line, index) => standingOf(line, index, catalogue.get(line.product)));
  const items = standings.flatMap(({ line }) => line ?? []);
  const faults = standings.flatMap(({ fault }) => fault ?? []);
  if (faults.length > 0 || items.length === 0) {
    return rejected(...standings.flatMap(({ gone, fault }) => gone ?? fault ?? []));
  }
  const currency = currencyOf(standings);
  if (currency === undefined) return rejected({ code: 'several-currencies' });
  if ((order.outOfStock ?? 0) >= MAX_TIMES_OUT_OF_STOCK) return rejected({ code: 'sold-meanwhile' });
  const offer = { items, totalCents: totalCentsOf(items), currency };
  return judgeProposal(order, offer, changesOf(standings, order.expectedTotalCents), policy);
};
