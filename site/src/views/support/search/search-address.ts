import { orderStatusSchema } from '../../../../../lambdas/core/contract/status.ts';
import type { SearchQuery } from '../../../stores/support/order-search.ts';

/** What the form holds: text, empty where nothing is asked for. */
export type SearchFields = Record<'orderId' | 'email' | 'status' | 'day', string>;

/** The fields, in their order. */
export const FIELDS = ['orderId', 'email', 'status', 'day'] as const;

/** What names a person stands in the fragment, which no browser sends: servers log addresses, and the page's with each call. */
const inFragment = (name: keyof SearchFields): boolean => name === 'email';

/** The search is in the address, so that the back button and a bookmark lead to it. */
export const fieldsOf = (query: Readonly<Record<string, string | undefined>>, fragment: string): SearchFields => ({
  orderId: query.orderId ?? '',
  email: new URLSearchParams(fragment.replace(/^#/, '')).get('email') ?? '',
  status: query.status ?? '',
  day: query.day ?? '',
});

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

/** What the API is asked for. */
export const queryOf = ({ orderId, email, status, day }: SearchFields): SearchQuery => {
  const known = orderStatusSchema.safeParse(status);
  return {
    ...(orderId !== '' && { orderId }),
    ...(email !== '' && { email }),
    ...(known.success && { status: known.data }),
    ...(day !== '' && { day }),
  };
};
