import { randomUUID } from 'node:crypto';
import { type Context, Provider, type TokenModel } from 'oidc-provider';
import { attributeClaims, groupClaim, idTokenClaims } from './claims.ts';
import type { Cognito } from './context.ts';
import { errorPage } from './error-page.ts';
import { cookieKey } from './keys.ts';
import { createOidcAdapter } from './oidc-adapter.ts';
import { SCOPES, tokenSettings } from './oidc-tokens.ts';
import { lookOf, type Pool, type PoolClient, siteOf } from './pools.ts';

const SESSION_SECONDS = 3600;

/** Where links straight to a page other than that of the sign-in lead. */
const SCREENS: ReadonlyMap<string, string> = new Map([
  ['signup', '?screen=sign-up'],
  ['forgot-password', '?screen=forgot-password'],
]);

const clientMetadata = (client: PoolClient) => ({
  client_id: client.id,
  client_name: client.name,
  ...(client.secret === undefined
    ? { token_endpoint_auth_method: 'none' }
    : { client_secret: client.secret, token_endpoint_auth_method: 'client_secret_basic' }),
  application_type: 'web',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: client.callbackUrls,
  scope: client.scopes.filter((scope) => SCOPES.includes(scope)).join(' '),
  require_auth_time: true,
});

/** A new grant for each sign-in, without a consent page: the clients are the pool's own. */
const grantEverything = (provider: () => Provider, issuer: string) => async (context: Context) => {
  const { account, client, requestParamScopes } = context.oidc;
  const grant = new (provider().Grant)({ accountId: account.accountId, clientId: client.clientId });
  const scope = [...requestParamScopes].join(' ');
  grant.addOIDCScope(scope);
  grant.addResourceScope(issuer, scope);
  await grant.save();
  return grant;
};

const findAccount =
  ({ users }: Cognito, pool: Pool) =>
  async ({ oidc }: Context, sub: string) => {
    const user = users.find(pool.id, sub);
    if (!user?.enabled) return undefined;
    return {
      accountId: user.sub,
      claims: (_use: string, scope: string) => ({
        sub: user.sub,
        jti: randomUUID(),
        token_use: 'id',
        'cognito:username': user.username,
        ...groupClaim(users, user),
        ...attributeClaims(user, scope, pool.clients.get(oidc?.client?.clientId ?? '')),
      }),
    };
  };

/** Cognito returns no refresh token when it refreshes: the one sent stays valid. */
const keepRefreshTokenSilent = async (context: Context, next: () => Promise<void>): Promise<void> => {
  await next();
  if (context.path !== '/oauth2/token' || context.oidc?.params?.grant_type !== 'refresh_token') return;
  if (context.status === 200) delete (context.body as { refresh_token?: string }).refresh_token;
};

/** The OAuth endpoints of a pool's domain, by oidc-provider: authorization code with PKCE, refresh tokens, revocation.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-userpools-server-contract-reference.html */
export const createOidc = (cognito: Cognito, pool: Pool): Provider => {
  const { engine } = cognito;
  const { accessTokens, formats, ttl } = tokenSettings(cognito, pool);
  const provider: Provider = new Provider(pool.issuer, {
    adapter: createOidcAdapter(engine.store, engine.now, (sub) => cognito.users.find(pool.id, sub)?.enabled === true),
    clients: [...pool.clients.values()].filter(({ codeFlow }) => codeFlow).map(clientMetadata),
    jwks: { keys: [pool.key.privateJwk] },
    scopes: SCOPES,
    claims: { openid: idTokenClaims },
    conformIdTokenClaims: false,
    cookies: {
      keys: [cookieKey(engine.store)],
      names: { session: 'cognito', interaction: 'sign-in', resume: 'resume' },
    },
    routes: {
      authorization: '/oauth2/authorize',
      token: '/oauth2/token',
      revocation: '/oauth2/revoke',
      jwks: '/oauth2/jwks',
    },
    extraParams: ['screen_hint'],
    clientBasedCORS: (_context: Context, origin: string, { clientId }: { clientId: string }) =>
      pool.clients.get(clientId)?.callbackUrls.some((url) => URL.parse(url)?.origin === origin) ?? false,
    findAccount: findAccount(cognito, pool),
    loadExistingGrant: grantEverything(() => provider, pool.issuer),
    interactions: {
      url: (_context: Context, { uid, params }: { uid: string; params: Record<string, unknown> }) =>
        `/login/${uid}${SCREENS.get(String(params.screen_hint)) ?? ''}`,
    },
    renderError: (
      context: Context,
      { error, error_description: detail }: { error: string; error_description?: string },
    ) => {
      const page = errorPage('This sign-in request is not valid', detail ?? error, 400, {
        look: lookOf(pool),
        site: siteOf(pool),
      });
      for (const [name, value] of Object.entries(page.headers)) context.set(name, String(value));
      context.body = page.body;
    },
    issueRefreshToken: async () => true,
    rotateRefreshToken: false,
    expiresWithSession: async () => false,
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: async (_context: Context, caller: { clientId: string }, token: TokenModel) =>
          caller.clientId === token.clientId,
      },
      resourceIndicators: accessTokens,
    },
    formats,
    ttl: { ...ttl, AuthorizationCode: 300, Interaction: SESSION_SECONDS, Session: SESSION_SECONDS },
  });
  provider.use(keepRefreshTokenSilent);
  const report = (error: unknown): void =>
    engine.log('cognito', error instanceof Error ? (error.stack ?? error.message) : String(error));
  provider.on('server_error', (_context: Context, error: unknown) => report(error));
  provider.on('error', report);
  return provider;
};
