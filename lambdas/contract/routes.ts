import type { ProblemCode } from '../handlers/http/problems.ts';
import type { RouteContracts } from './route-contract.ts';
import { SHOP_ROUTES } from './shop-routes.ts';
import { SUPPORT_ROUTES } from './support-routes.ts';

/** What the template does not tell of the API's calls. A call without an entry, or an entry without a call, is an error. */
export const ROUTES: RouteContracts = { ...SHOP_ROUTES, ...SUPPORT_ROUTES };

/** What each parameter of a path names. */
export const PATH_PARAMETERS: Readonly<Record<string, string>> = {
  orderId: 'The id of an order; also in lower case, and without dashes.',
  occasion: 'Which of an order’s mails, as the order lists them.',
  product: 'The key of a product, percent-encoded.',
  queue: 'The short name of a dead-letter queue.',
  id: 'The id of a message, as it was listed.',
};

/** Calls for the group support alone, all of which its guard stands before. */
export const isForSupport = (path: string): boolean => path.startsWith('/support/');

/** The codes that the wrapper of all handlers answers with (handlers/http/api-handler.ts), and the guard of support's. */
export const commonProblems = (path: string): ProblemCode[] => [
  'invalid-parameters',
  'internal-error',
  'unavailable',
  ...(path.includes('{') ? (['not-found'] as const) : []),
  ...(isForSupport(path) ? (['forbidden'] as const) : []),
];
