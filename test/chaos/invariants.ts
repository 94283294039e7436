import type { OrderRecord } from '../../lambdas/core/contract/order.ts';
import type { Product } from '../../lambdas/core/contract/product.ts';
import { type Books, isSettled, soldOf } from '../faults/oversell-books.ts';
import type { PlacedOrder } from '../faults/oversell-customers.ts';
import type { MailSign } from '../faults/storm.ts';
import type { Repeat } from './repeats.ts';

/** What a run leaves to be looked at. */
export interface Remains {
  readonly orders: readonly PlacedOrder[];
  readonly products: readonly Product[];
  readonly books: Books;
  /** Of all mails. */
  readonly signs: readonly MailSign[];
  readonly repeats: readonly Repeat[];
}

/** Which mail an order is owed as it stands; undefined for none. */
const owedOccasion = (record: OrderRecord): string | undefined => {
  switch (record.status) {
    case 'Received':
      return undefined;
    case 'AwaitingCustomer':
      return `CustomerNeeded-${record.question.id}`;
    case 'UnderReview':
      return `OrderUnderReview-${record.question.id}`;
    default:
      return `Order${record.status}`;
  }
};

/** The orders whose mail about how they stand has not gone out. */
export const unnotified = (books: Books, signs: readonly MailSign[]): readonly OrderRecord[] => {
  const taken = signs.filter(({ what }) => what === 'taken');
  const sent = new Set(taken.map(({ orderId, occasion }) => `${orderId} ${occasion}`));
  return [...books.records.values()].filter((record) => {
    const owed = owedOccasion(record);
    return owed !== undefined && !sent.has(`${record.orderId} ${owed}`);
  });
};

const countOf = <Of>(list: Iterable<Of>, holds: (of: Of) => boolean): number => [...list].filter(holds).length;

/** How often each name comes beyond its first time. */
const repeated = (names: readonly string[]): number => names.length - new Set(names).size;

/** What must be so whatever happened, as numbers that must be 0, by what they count. */
export const countBreaches = ({ orders, products, books, signs, repeats }: Remains): ReadonlyMap<string, number> => {
  const accepted = new Set(orders.map(({ orderId }) => orderId ?? ''));
  const records = [...books.records.values()];
  const names = (executions: Books['executions']) => executions.map(({ name }) => name);
  const givenBack = new Set(
    records
      .filter((record) => record.status === 'Cancelled' && record.totalCents !== undefined)
      .map(({ orderId }) => orderId),
  );
  const sold = soldOf(
    books,
    products.map(({ product }) => product),
  );
  const left = ({ product }: Product): number => books.stock.get(product) ?? Number.NaN;
  const open = records.filter(({ status }) => status === 'AwaitingCustomer' || status === 'UnderReview');
  const silent = new Set(unnotified(books, signs).map(({ orderId }) => orderId));
  return new Map([
    ['accepted (202), and no record of it', countOf(accepted, (orderId) => !books.records.has(orderId))],
    ['a record that nobody was told of', countOf(books.records.keys(), (orderId) => !accepted.has(orderId))],
    ['without an outcome, and waiting for nobody', countOf(orders, (order) => !isSettled(order, books))],
    ['executions of one order beyond its first', repeated(names(books.executions))],
    ['executions of no order', countOf(names(books.executions), (name) => !accepted.has(name))],
    ['cancellations beyond one for each order that was given back', repeated(names(books.cancellations))],
    ['cancellations of what was not given back', countOf(names(books.cancellations), (name) => !givenBack.has(name))],
    [
      'units that are neither in stock nor sold, or both',
      products.reduce(
        (sum, product) => sum + Math.abs((product.stock ?? 0) - left(product) - (sold[product.product] ?? 0)),
        0,
      ),
    ],
    ['products below zero', countOf(products, (product) => !(left(product) >= 0))],
    ['outcomes without their mail', countOf(silent, (orderId) => !open.some((record) => record.orderId === orderId))],
    ['open questions without a notice', countOf(open, ({ orderId }) => silent.has(orderId))],
    ['mails sent again though the shop could know of the first', countOf(repeats, ({ cause }) => cause === undefined)],
  ]);
};
