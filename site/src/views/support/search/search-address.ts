import { orderStatusSchema } from '../../../../../lambdas/core/contract/status.ts';
import { nextDay, startOfDay } from '../../../format/start-of-day.ts';
import type { SearchQuery } from '../../../stores/support/order-search.ts';

/** What the form holds: text, empty where nothing is asked for. Days are of the zone in which the pages write times. */
export type SearchFields = Record<'orderId' | 'email' | 'product' | 'status' | 'from' | 'to', string>;

/** The fields, in their order. */
export const FIELDS = ['orderId', 'email', 'product', 'status', 'from', 'to'] as const;

/** A form that asks for nothing. */
export const NO_FIELDS: SearchFields = { orderId: '', email: '', product: '', status: '', from: '', to: '' };

/** What may name a person stands in the fragment, which no browser sends: servers log addresses, and the page's with each call. */
const inFragment = (name: keyof SearchFields): boolean => name === 'email' || name === 'product';

/** The search is in the address, so that the back button and a bookmark lead to it. Bookmarks of before name one day. */
export const fieldsOf = (query: Readonly<Record<string, string | undefined>>, fragment: string): SearchFields => {
  const behind = new URLSearchParams(fragment.replace(/^#/, ''));
  return {
    orderId: query.orderId ?? '',
    email: behind.get('email') ?? '',
    product: behind.get('product') ?? '',
    status: query.status ?? '',
    from: query.from ?? query.day ?? '',
    to: query.to ?? query.day ?? '',
  };
};

/** The address of a search. */
export const addressOf = (fields: Partial<SearchFields>): string => {
  const given = FIELDS.flatMap((name): [keyof SearchFields, string][] => {
    const text = fields[name]?.trim() ?? '';
    return text === '' ? [] : [[name, text]];
  });
  const query = new URLSearchParams(given.filter(([name]) => !inFragment(name))).toString();
  const fragment = new URLSearchParams(given.filter(([name]) => inFragment(name))).toString();
  return `/support${query && `?${query}`}${fragment && `#${fragment}`}`;
};

/** What the API is asked for: moments in place of days, the last day whole. `timeZone` is undefined for the reader's own. */
export const queryOf = (fields: SearchFields, timeZone: string | undefined): SearchQuery => {
  const { orderId, email, product, status } = fields;
  const known = orderStatusSchema.safeParse(status);
  const from = startOfDay(fields.from, timeZone);
  const to = fields.to === '' ? undefined : startOfDay(nextDay(fields.to), timeZone);
  return {
    ...(orderId !== '' && { orderId }),
    ...(email !== '' && { email }),
    ...(product !== '' && { product }),
    ...(known.success && { status: known.data }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
};
