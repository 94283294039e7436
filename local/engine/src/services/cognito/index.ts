import { AwsError } from '../../aws-error.ts';
import type { Mailbox } from '../../kit/mailbox.ts';
import type { TokenChecks } from '../../kit/token-checks.ts';
import type { AwsService, Engine } from '../../service.ts';
import type { Cognito } from './context.ts';
import { groupOperations } from './group-operations.ts';
import { createHostedUi } from './hosted-ui.ts';
import { initiateAuth } from './initiate-auth.ts';
import { createPasswordReset } from './password-reset.ts';
import { poolOperations } from './pool-operations.ts';
import { createPools } from './pools.ts';
import { resetOperations } from './reset-operations.ts';
import { resourceTypes } from './resource-types.ts';
import { userOperations } from './user-operations.ts';
import { userQueries } from './user-queries.ts';
import { createUsers } from './users.ts';
import { createTokenChecks, createTokenVerifier } from './verify.ts';

/** Cognito user pools: people and groups, hosted sign-in, tokens; and the checks of its tokens, for who admits their bearers. */
export const createCognito = (
  engine: Engine,
  mailbox: Mailbox,
): { readonly service: AwsService; readonly tokenChecks: TokenChecks } => {
  const cognito: Cognito = {
    engine,
    pools: createPools(),
    users: createUsers(engine.store, engine.now),
    mailbox,
    offers: new Map(),
  };
  const verifier = createTokenVerifier(cognito);
  const reset = createPasswordReset(cognito);
  const hostedUi = createHostedUi(cognito, verifier, reset);
  engine.mapHost(`cognito-idp.${engine.region}.amazonaws.com`, 'aws');
  engine.mount('aws', hostedUi);
  const service: AwsService = {
    name: 'cognito-idp',
    protocol: 'json',
    invalidInputCode: 'InvalidParameterException',
    jsonVersion: '1.1',
    targetPrefix: 'AWSCognitoIdentityProviderService',
    operations: {
      ...userOperations(cognito),
      ...initiateAuth(cognito),
      ...resetOperations(cognito, reset),
      ...userQueries(cognito),
      ...groupOperations(cognito),
      ...poolOperations(cognito),
    },
    elsewhere: {
      lists: { ListUserPools: { UserPools: [] } },
      missing: ({ UserPoolId, ClientId }) =>
        new AwsError(
          'ResourceNotFoundException',
          UserPoolId === undefined
            ? `User pool client ${ClientId} does not exist.`
            : `User pool ${UserPoolId} does not exist.`,
        ),
    },
    resourceTypes: resourceTypes(cognito),
    start: () => hostedUi.open(),
    updated: () => hostedUi.open(),
  };
  return { service, tokenChecks: createTokenChecks(verifier) };
};
