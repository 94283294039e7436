import type { AwsService, Engine } from '../../service.ts';
import { claimStrings } from './claim-strings.ts';
import type { Cognito } from './context.ts';
import { groupOperations } from './group-operations.ts';
import { createHostedUi } from './hosted-ui.ts';
import { initiateAuth } from './initiate-auth.ts';
import { poolOperations } from './pool-operations.ts';
import { createPools } from './pools.ts';
import { resourceTypes } from './resource-types.ts';
import { userOperations } from './user-operations.ts';
import { userQueries } from './user-queries.ts';
import { createUsers } from './users.ts';
import { createTokenVerifier, type TokenVerifier } from './verify.ts';

/** A person to seed: AdminCreateUser, AdminSetUserPassword and AdminAddUserToGroup take its members. */
export interface Person {
  readonly email: string;
  readonly password: string;
  readonly groups: readonly string[];
}

/** What a REST API's authorizer learns of a token; every claim is a string. */
export type TokenCheck =
  | { readonly outcome: 'valid'; readonly claims: Readonly<Record<string, string>> }
  | { readonly outcome: 'invalid' | 'expired' };

const verifiers = new WeakMap<Engine, TokenVerifier>();

const checkToken = async (engine: Engine, poolArns: readonly string[], token: string, use: 'id' | 'access') => {
  const verification = await verifiers.get(engine)?.verify(poolArns, token, use);
  if (verification?.outcome !== 'valid') return verification ?? ({ outcome: 'invalid' } as const);
  return { outcome: 'valid', claims: claimStrings(verification.payload) } as const;
};

/** Checks an ID token against the pools of an authorizer. */
export const verifyIdToken = (engine: Engine, poolArns: readonly string[], token: string): Promise<TokenCheck> =>
  checkToken(engine, poolArns, token, 'id');

/** Checks an access token, which an authorizer asks for when its method names scopes. */
export const verifyAccessToken = (engine: Engine, poolArns: readonly string[], token: string): Promise<TokenCheck> =>
  checkToken(engine, poolArns, token, 'access');

/** Cognito user pools: people and groups, hosted sign-in, tokens. */
export const createCognito = (engine: Engine): AwsService => {
  const cognito: Cognito = {
    engine,
    pools: createPools(),
    users: createUsers(engine.store, engine.now),
    offers: new Map(),
  };
  const verifier = createTokenVerifier(cognito);
  verifiers.set(engine, verifier);
  const hostedUi = createHostedUi(cognito, verifier);
  engine.mapHost(`cognito-idp.${engine.region}.amazonaws.com`, 'aws');
  engine.mount('aws', hostedUi);
  return {
    name: 'cognito-idp',
    protocol: 'json',
    jsonVersion: '1.1',
    targetPrefix: 'AWSCognitoIdentityProviderService',
    operations: {
      ...userOperations(cognito),
      ...initiateAuth(cognito),
      ...userQueries(cognito),
      ...groupOperations(cognito),
      ...poolOperations(cognito),
    },
    resourceTypes: resourceTypes(cognito),
    start: () => hostedUi.open(),
  };
};
