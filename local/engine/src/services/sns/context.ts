import * as z from 'zod';
import type { Access, Engine } from '../../service.ts';
import type { Deliveries } from './deliveries.ts';
import type { SnsMail } from './mail.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { Topics } from './topics.ts';

/** What the operations work on. */
export interface Sns {
  readonly engine: Engine;
  readonly topics: Topics;
  readonly subscriptions: Subscriptions;
  readonly deliveries: Deliveries;
  readonly mail: SnsMail;
}

/** The permission for an action on a topic, or on everything where the action knows no resource.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html */
export const on = (action: string, resource = '*', context?: Access['context']): readonly Access[] => [
  { action: `sns:${action}`, resource, ...(context && { context }) },
];

/** A map of texts; the query protocol sends an empty one as ''. */
export const textMap = z.preprocess((value) => (value === '' ? {} : value), z.record(z.string(), z.string()));

/** A list; the query protocol sends an empty one as ''. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (value === '' ? [] : value), z.array(item));

/** A page of up to 100 items in order of their ARNs; the token holds the last ARN of the page before. */
export const pageOf = <T extends { readonly arn: string }>(all: readonly T[], token: string | null | undefined) => {
  const after = token ? Buffer.from(token, 'base64url').toString() : '';
  const rest = all.filter(({ arn }) => arn > after);
  const items = rest.slice(0, 100);
  const last = items.at(-1);
  const more = last && rest.length > items.length;
  return { items, next: more ? { NextToken: Buffer.from(last.arn).toString('base64url') } : {} };
};
