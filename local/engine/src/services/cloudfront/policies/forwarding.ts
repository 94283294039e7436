import * as z from 'zod';
import { own } from '../../../kit/own.ts';

/** Which of a request's headers, cookies or query parameters go on to the origin. */
export interface Selection {
  readonly mode: 'none' | 'whitelist' | 'allExcept' | 'all';
  readonly names: ReadonlySet<string>;
}

/** What a cache policy or an origin request policy forwards of each kind. */
export interface Forwarding {
  readonly headers: Selection;
  readonly cookies: Selection;
  readonly query: Selection;
}

export const everything: Selection = { mode: 'all', names: new Set() };
export const nothing: Selection = { mode: 'none', names: new Set() };
export const only = (...names: string[]): Selection => ({ mode: 'whitelist', names: new Set(names) });
export const allBut = (...names: string[]): Selection => ({ mode: 'allExcept', names: new Set(names) });

const MODES: Readonly<Record<string, Selection['mode']>> = {
  none: 'none',
  whitelist: 'whitelist',
  allExcept: 'allExcept',
  all: 'all',
  allViewer: 'all',
};

const behaviour = z.enum(['none', 'whitelist', 'allExcept', 'all', 'allViewer']);
const names = z.array(z.string()).default([]);

const toSelection = (given: string, list: readonly string[], fold: boolean): Selection => ({
  mode: own(MODES, given) ?? 'none',
  names: new Set(fold ? list.map((name) => name.toLowerCase()) : list),
});

/** `HeadersConfig`, `CookiesConfig` and `QueryStringsConfig`, which both kinds of policy share.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-originrequestpolicy-originrequestpolicyconfig.html */
export const forwardingShape = {
  HeadersConfig: z.strictObject({ HeaderBehavior: behaviour, Headers: names }),
  CookiesConfig: z.strictObject({ CookieBehavior: behaviour, Cookies: names }),
  QueryStringsConfig: z.strictObject({ QueryStringBehavior: behaviour, QueryStrings: names }),
};

const forwardingSchema = z.object(forwardingShape);

export const toForwarding = (given: z.infer<typeof forwardingSchema>): Forwarding => ({
  headers: toSelection(given.HeadersConfig.HeaderBehavior, given.HeadersConfig.Headers, true),
  cookies: toSelection(given.CookiesConfig.CookieBehavior, given.CookiesConfig.Cookies, false),
  query: toSelection(given.QueryStringsConfig.QueryStringBehavior, given.QueryStringsConfig.QueryStrings, false),
});

/** Whether any of the policies lets a name through. */
export const admits = (selections: readonly Selection[], name: string): boolean =>
  selections.some(({ mode, names: listed }) => {
    if (mode === 'whitelist') return listed.has(name);
    return mode === 'all' || (mode === 'allExcept' && !listed.has(name));
  });
