import { orderStatusSchema } from '../../../../../lambdas/core/contract/support.ts';
import type { SearchQuery } from '../../../stores/support/order-search.ts';

/** What the form holds: text, empty where nothing is asked for. */
export type SearchFields = Record<'orderId' | 'email' | 'status' | 'day', string>;

/** The fields, in their order. */
export const FIELDS = ['orderId', 'email', 'status', 'day'] as const;

/** The search is in the address, so that the back button and a bookmark lead to it. */
export const fieldsOf = (query: Readonly<Record<string, string | undefined>>): SearchFields => ({
  orderId: query.orderId ?? '',
  email: query.email ?? '',
  status: query.status ?? '',
  day: query.day ?? '',
});

/** The address of a search. */
export const addressOf = (fields: SearchFields): string => {
  const given = FIELDS.flatMap((name) => (fields[name].trim() === '' ? [] : [[name, fields[name].trim()]]));
  return given.length === 0 ? '/support' : `/support?${new URLSearchParams(given)}`;
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
