import { GROUPS_CLAIM } from '../../lambdas/core/contract/identity.ts';

const claimsIn = (authorization: string | null): Record<string, unknown> => {
  try {
    const payload = authorization?.split('.')[1] ?? '';
    return JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return {};
  }
};

/** Whose answers a request gets, by its ID token, which the API alone verifies: this is a name for a drawer and no permission.
 * Undefined where nothing may be kept: for whoever is in a group, as those read the orders of others. */
export const customerOf = (authorization: string | null): string | undefined => {
  const { sub, [GROUPS_CLAIM]: groups } = claimsIn(authorization);
  return typeof sub === 'string' && sub !== '' && groups === undefined ? sub : undefined;
};
