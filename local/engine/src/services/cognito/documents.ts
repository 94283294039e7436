import { jsonResponse } from '../../http.ts';
import type { HttpRequest, HttpResponse } from '../../service.ts';
import { attributeClaims } from './claims.ts';
import type { Cognito } from './context.ts';
import type { Pool } from './pools.ts';
import type { TokenVerifier } from './verify.ts';

const OPEN_TO_ALL = { 'access-control-allow-origin': '*' };

/** GET /{poolId}/.well-known/jwks.json */
export const jwks = (pool: Pool): HttpResponse => jsonResponse(200, { keys: [pool.key.publicJwk] }, OPEN_TO_ALL);

/** GET /{poolId}/.well-known/openid-configuration */
export const openidConfiguration = (pool: Pool): HttpResponse => {
  const { origin } = new URL(pool.issuer);
  return jsonResponse(
    200,
    {
      authorization_endpoint: `${origin}/oauth2/authorize`,
      end_session_endpoint: `${origin}/logout`,
      id_token_signing_alg_values_supported: ['RS256'],
      issuer: pool.issuer,
      jwks_uri: `${pool.issuer}/.well-known/jwks.json`,
      response_types_supported: ['code'],
      revocation_endpoint: `${origin}/oauth2/revoke`,
      scopes_supported: ['openid', 'email', 'phone', 'profile'],
      subject_types_supported: ['public'],
      token_endpoint: `${origin}/oauth2/token`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'none'],
      code_challenge_methods_supported: ['S256'],
      userinfo_endpoint: `${origin}/oauth2/userInfo`,
    },
    OPEN_TO_ALL,
  );
};

/** GET /oauth2/userInfo: the attributes that the access token's scopes open; booleans are strings, as on AWS.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/userinfo-endpoint.html */
export const userInfo = async ({ users }: Cognito, verifier: TokenVerifier, pool: Pool, request: HttpRequest) => {
  if (request.method === 'OPTIONS') return preflight;
  const token = (request.headers.authorization ?? '').replace(/^Bearer\s+/i, '');
  const verification = await verifier.verify([pool.arn], token, 'access');
  const scope = verification.outcome === 'valid' ? String(verification.payload.scope ?? '') : '';
  const user = verification.outcome === 'valid' ? users.find(pool.id, verification.payload.sub ?? '') : undefined;
  if (!user || !scope.split(' ').includes('openid')) {
    const description = 'Access token is expired, disabled, or deleted, or the user has globally signed out.';
    return jsonResponse(
      401,
      { error: 'invalid_token', error_description: description },
      { ...OPEN_TO_ALL, 'www-authenticate': 'Bearer error="invalid_token"' },
    );
  }
  const attributes = Object.entries(attributeClaims(user, scope)).map(([name, value]) => [name, String(value)]);
  return jsonResponse(200, { sub: user.sub, ...Object.fromEntries(attributes), username: user.username }, OPEN_TO_ALL);
};

const preflight: HttpResponse = {
  status: 204,
  headers: { ...OPEN_TO_ALL, 'access-control-allow-headers': 'authorization', 'access-control-max-age': '3600' },
  body: '',
};
