import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { TokenCheck, TokenChecks } from '../../kit/token-checks.ts';
import { claimStrings } from './claim-strings.ts';
import type { Cognito } from './context.ts';
import type { Pool } from './pools.ts';

/** A token's claims as strings. */
type Claims = Readonly<Record<string, string>>;

/** What became of a token; `expired` only when all else about it is right. */
type Verification =
  | { readonly outcome: 'valid'; readonly payload: JWTPayload; readonly pool: Pool; readonly claims: Claims }
  | { readonly outcome: 'invalid' | 'expired' };

/** Checks tokens of the pools and remembers the good ones until they expire. */
export interface TokenVerifier {
  verify(poolArns: readonly string[], token: string, use: 'id' | 'access'): Promise<Verification>;
}

/** An RS256 verification costs 0.1 ms or more, and a page sends the same token with each request. */
const MAX_REMEMBERED = 10_000;

export const createTokenVerifier = ({ engine, pools }: Cognito): TokenVerifier => {
  const remembered = new Map<string, Extract<Verification, { outcome: 'valid' }>>();

  const check = async (pool: Pool, token: string, use: 'id' | 'access'): Promise<Verification> => {
    try {
      const { payload } = await jwtVerify(token, pool.key.publicKey, {
        algorithms: ['RS256'],
        issuer: pool.issuer,
        currentDate: new Date(engine.now()),
        requiredClaims: ['exp', 'iat', 'sub'],
      });
      const client = use === 'id' ? payload.aud : payload.client_id;
      const known = typeof client === 'string' && pool.clients.has(client);
      if (!known || payload.token_use !== use) return { outcome: 'invalid' };
      return { outcome: 'valid', payload, pool, claims: claimStrings(payload) };
    } catch (error) {
      const genuine = error instanceof errors.JWTExpired && error.payload.token_use === use;
      return { outcome: genuine ? 'expired' : 'invalid' };
    }
  };

  return {
    verify: async (poolArns, token, use) => {
      const before = remembered.get(token);
      const expiresAt = (before?.payload.exp ?? 0) * 1000;
      if (
        before &&
        expiresAt > engine.now() &&
        before.payload.token_use === use &&
        poolArns.includes(before.pool.arn)
      ) {
        return before;
      }
      const issuer = issuerOf(token);
      const pool = pools.all().find((candidate) => candidate.issuer === issuer && poolArns.includes(candidate.arn));
      const verification: Verification = pool ? await check(pool, token, use) : { outcome: 'invalid' };
      if (verification.outcome === 'valid') {
        if (remembered.size >= MAX_REMEMBERED) remembered.clear();
        remembered.set(token, verification);
      } else remembered.delete(token);
      return verification;
    },
  };
};

/** The checks that a REST API's authorizer makes. */
export const createTokenChecks = ({ verify }: TokenVerifier): TokenChecks => ({
  idToken: (poolArns, token): Promise<TokenCheck> => verify(poolArns, token, 'id'),
  accessToken: (poolArns, token): Promise<TokenCheck> => verify(poolArns, token, 'access'),
});

const issuerOf = (token: string): string | undefined => {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
};
