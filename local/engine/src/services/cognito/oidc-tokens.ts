import type { Context, StructuredToken, TokenModel } from 'oidc-provider';
import { groupClaim } from './claims.ts';
import type { Cognito } from './context.ts';
import type { Pool, PoolClient } from './pools.ts';

/** The scopes that an app client may be allowed. */
export const SCOPES = ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'];

/** Gives access tokens Cognito's claims.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html */
const shapeAccessToken =
  ({ users }: Cognito, pool: Pool) =>
  (context: Context, token: TokenModel, jwt: StructuredToken) => {
    const user = users.find(pool.id, token.accountId ?? '');
    if (!user) return;
    const { AuthorizationCode: code, RefreshToken: refresh } = context.oidc.entities;
    Object.assign(jwt.payload, {
      auth_time: (code ?? refresh)?.authTime,
      token_use: 'access',
      version: 2,
      username: user.username,
      ...groupClaim(users, user),
    });
  };

interface Owner {
  readonly clientId: string;
}
type Validity = 'idTokenSeconds' | 'accessTokenSeconds' | 'refreshTokenSeconds';

/** How oidc-provider makes tokens and how long they last: access tokens are JWTs, each client has its own validities. */
export const tokenSettings = (cognito: Cognito, pool: Pool) => {
  const clients: readonly PoolClient[] = [...pool.clients.values()];
  const seconds = (validity: Validity, { clientId }: Owner): number => pool.clients.get(clientId)?.[validity] ?? 3600;
  const lasts =
    (validity: Validity) =>
    (_context: Context, _token: TokenModel, owner: Owner): number =>
      seconds(validity, owner);
  return {
    accessTokens: {
      enabled: true,
      defaultResource: async () => pool.issuer,
      useGrantedResource: async () => true,
      getResourceServerInfo: async (_context: Context, _resource: string, owner: Owner) => ({
        scope: SCOPES.join(' '),
        accessTokenTTL: seconds('accessTokenSeconds', owner),
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
    formats: { customizers: { jwt: shapeAccessToken(cognito, pool) } },
    ttl: {
      AccessToken: lasts('accessTokenSeconds'),
      IdToken: lasts('idTokenSeconds'),
      RefreshToken: lasts('refreshTokenSeconds'),
      /** What refresh tokens hang on. */
      Grant: Math.max(3600, ...clients.map(({ refreshTokenSeconds }) => refreshTokenSeconds)),
    },
  };
};
