import { randomUUID } from 'node:crypto';
import { importJWK, type JWTPayload, SignJWT } from 'jose';
import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import { type Operation, operation } from '../../service.ts';
import { attributeClaims, groupClaim } from './claims.ts';
import type { Cognito } from './context.ts';
import { passwordMatches } from './password.ts';
import type { Pool, PoolClient } from './pools.ts';
import type { User } from './users.ts';

const input = z.object({
  AuthFlow: z.enum(['USER_PASSWORD_AUTH'], 'only USER_PASSWORD_AUTH is emulated'),
  ClientId: z.string(),
  AuthParameters: z.object({ USERNAME: z.string(), PASSWORD: z.string() }),
});

/** Signing in by name and password, without a page, for clients that allow it. No refresh token: that flow is not emulated.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export const initiateAuth = (cognito: Cognito): Record<string, Operation> => ({
  InitiateAuth: operation({
    input,
    // Public, as whoever signs in has no credentials yet.
    access: () => [],
    run: async ({ ClientId, AuthParameters: { USERNAME, PASSWORD } }) => {
      const { pool, client } = passwordClient(cognito, ClientId);
      const user = cognito.users.find(pool.id, USERNAME);
      const matches = await passwordMatches(PASSWORD, user?.passwordHash);
      if (!user || !matches) throw new AwsError('NotAuthorizedException', 'Incorrect username or password.');
      if (!user.enabled) throw new AwsError('NotAuthorizedException', 'User is disabled.');
      if (user.status === 'FORCE_CHANGE_PASSWORD') {
        return { ChallengeName: 'NEW_PASSWORD_REQUIRED', ChallengeParameters: { USER_ID_FOR_SRP: user.username } };
      }
      return {
        AuthenticationResult: { ...(await tokensOf(cognito, pool, client, user)), TokenType: 'Bearer' },
        ChallengeParameters: {},
      };
    },
  }),
});

const passwordClient = ({ pools }: Cognito, clientId: string): { pool: Pool; client: PoolClient } => {
  for (const pool of pools.all()) {
    const client = pool.clients.get(clientId);
    if (client?.passwordFlow) return { pool, client };
    if (client) {
      throw new AwsError('InvalidParameterException', 'USER_PASSWORD_AUTH flow not enabled for this client');
    }
  }
  throw new AwsError('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
};

const tokensOf = async ({ engine, users }: Cognito, pool: Pool, client: PoolClient, user: User) => {
  const now = Math.floor(engine.now() / 1000);
  const key = await importJWK(pool.key.privateJwk, 'RS256');
  const sign = (claims: JWTPayload, seconds: number): Promise<string> =>
    new SignJWT({ sub: user.sub, auth_time: now, jti: randomUUID(), ...groupClaim(users, user), ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: pool.key.id })
      .setIssuer(pool.issuer)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(key);
  const id = {
    ...attributeClaims(user, 'openid', client),
    'cognito:username': user.username,
    aud: client.id,
    token_use: 'id',
  };
  const access = { client_id: client.id, token_use: 'access', scope: 'aws.cognito.signin.user.admin' };
  return {
    IdToken: await sign(id, client.idTokenSeconds),
    AccessToken: await sign({ ...access, username: user.username }, client.accessTokenSeconds),
    ExpiresIn: client.accessTokenSeconds,
  };
};
