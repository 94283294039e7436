import type { PoolClient } from './pools.ts';
import type { User, Users } from './users.ts';

/** Which attributes a scope opens.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html */
const scopeAttributes: Readonly<Record<string, readonly string[]>> = {
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  profile: [
    ...['name', 'family_name', 'given_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture'],
    ...['website', 'gender', 'birthdate', 'zoneinfo', 'locale', 'updated_at', 'address'],
  ],
};
const BOOLEANS: ReadonlySet<string> = new Set(['email_verified', 'phone_number_verified']);

/** Every claim that an ID token may hold. */
export const idTokenClaims: readonly string[] = [
  ...['sub', 'token_use', 'auth_time', 'jti', 'cognito:username', 'cognito:groups'],
  ...Object.values(scopeAttributes).flat(),
];

/** The attributes that the scopes of a token open, of those that its client may read; `openid` alone opens all.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html */
export const attributeClaims = (
  user: User,
  scope: string,
  client?: Pick<PoolClient, 'readAttributes'>,
): Record<string, string | boolean> => {
  const readable = client?.readAttributes;
  const scopes = scope.split(' ').filter((name) => Object.hasOwn(scopeAttributes, name));
  const names = (scopes.length === 0 ? Object.keys(scopeAttributes) : scopes).flatMap(
    (name) => scopeAttributes[name] ?? [],
  );
  return Object.fromEntries(
    names
      .filter((name) => Object.hasOwn(user.attributes, name) && (readable === undefined || readable.includes(name)))
      .map((name) => [name, BOOLEANS.has(name) ? user.attributes[name] === 'true' : (user.attributes[name] ?? '')]),
  );
};

/** The groups of a person as a claim, left out when there are none. */
export const groupClaim = (users: Users, user: User): { 'cognito:groups'?: string[] } => {
  const groups = users.groupsOf(user).map(({ name }) => name);
  return groups.length > 0 ? { 'cognito:groups': groups } : {};
};
