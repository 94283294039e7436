import type { OrderRecord } from '../contract/order.ts';
import type { SupportSearch } from '../contract/support.ts';
import { parseOrderId } from '../order/order-id.ts';

/** Why a search cannot be made, and what to do instead. */
export interface Unsearchable {
  path: string;
  message: string;
}

const DAY_MS = 86_400_000;
const MAX_DAYS = 366;

const rangeFault = ({ from, to, day }: SupportSearch): Unsearchable | undefined => {
  if (from === undefined && to === undefined) return undefined;
  if (day !== undefined) return { path: 'day', message: 'Give a day, or a range by from and to, and not both.' };
  if (from === undefined) return { path: 'from', message: 'A range needs its beginning: say from when.' };
  const length = to === undefined ? 0 : Date.parse(to) - Date.parse(from);
  if (length < 0 || to === from) return { path: 'to', message: 'A range ends after it begins.' };
  return length > MAX_DAYS * DAY_MS
    ? { path: 'to', message: `A range has ${MAX_DAYS} days at most: search part by part.` }
    : undefined;
};

/** Why no index serves a search; undefined where one does. */
export const whyUnsearchable = (query: SupportSearch): Unsearchable | undefined => {
  const { orderId, product, email, from, day } = query;
  if (orderId !== undefined && parseOrderId(orderId) === undefined) {
    return {
      path: 'orderId',
      message:
        'An order is found by its whole number, of 16 letters and digits: no index finds a part of it. Search by e-mail address or days instead.',
    };
  }
  const isBounded = orderId !== undefined || email !== undefined || from !== undefined || day !== undefined;
  if (product !== undefined && !isBounded) {
    return {
      path: 'product',
      message: 'No index finds orders by product alone: say of which days, or of which customer.',
    };
  }
  return rangeFault(query);
};

const keyed = (text: string): string => text.trim().toLowerCase();

const hasProduct = ({ items }: OrderRecord, product: string): boolean =>
  items.some((line) => {
    const name = 'name' in line ? String(line.name) : line.product;
    return [line.product, name].some((each) => keyed(each) === keyed(product));
  });

/** Whether a record is what a search names: indexes follow records by a moment, and none knows products. */
export const fits = (record: OrderRecord, { status, product, email, from, to, day }: SupportSearch): boolean =>
  (status === undefined || record.status === status) &&
  (product === undefined || hasProduct(record, product)) &&
  (email === undefined || keyed(record.email) === keyed(email)) &&
  (from === undefined || record.timestamp >= from) &&
  (to === undefined || record.timestamp < to) &&
  (day === undefined || record.timestamp.startsWith(day));
