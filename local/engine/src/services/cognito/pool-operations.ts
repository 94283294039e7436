import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import { type Operation, operation } from '../../service.ts';
import { accessToPool, type Cognito } from './context.ts';
import type { Pool, PoolClient } from './pools.ts';
import { seconds } from './user-shape.ts';

const describePool = (pool: Pool, users: number) => ({
  Id: pool.id,
  Name: pool.name,
  Arn: pool.arn,
  Domain: pool.domain,
  CreationDate: seconds(pool.createdAt),
  LastModifiedDate: seconds(pool.createdAt),
  EstimatedNumberOfUsers: users,
  MfaConfiguration: 'OFF',
  ...(pool.usernameIsEmail && { UsernameAttributes: ['email'] }),
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: !pool.selfSignUp },
  Policies: {
    PasswordPolicy: {
      MinimumLength: pool.passwordPolicy.minimumLength,
      RequireLowercase: pool.passwordPolicy.requireLowercase,
      RequireUppercase: pool.passwordPolicy.requireUppercase,
      RequireNumbers: pool.passwordPolicy.requireNumbers,
      RequireSymbols: pool.passwordPolicy.requireSymbols,
    },
  },
});

const describeClient = (pool: Pool, client: PoolClient) => ({
  UserPoolId: pool.id,
  ClientId: client.id,
  ClientName: client.name,
  ClientSecret: client.secret,
  CallbackURLs: client.callbackUrls,
  LogoutURLs: client.logoutUrls,
  AllowedOAuthFlows: client.codeFlow ? ['code'] : [],
  AllowedOAuthScopes: client.scopes,
  AllowedOAuthFlowsUserPoolClient: client.codeFlow,
  IdTokenValidity: client.idTokenSeconds,
  AccessTokenValidity: client.accessTokenSeconds,
  RefreshTokenValidity: client.refreshTokenSeconds,
  TokenValidityUnits: { IdToken: 'seconds', AccessToken: 'seconds', RefreshToken: 'seconds' },
  CreationDate: seconds(client.createdAt),
  LastModifiedDate: seconds(client.createdAt),
});

/** The read operations on pools and their app clients; both come from the template alone.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html and its siblings */
export const poolOperations = ({ engine, pools, users }: Cognito): Record<string, Operation> => {
  const access = (action: string) => accessToPool(engine, action);
  const onePool = z.object({ UserPoolId: z.string() });
  return {
    ListUserPools: operation({
      input: z.object({ MaxResults: z.number().int().min(1).max(60) }),
      access: () => [{ action: 'cognito-idp:ListUserPools', resource: '*' }],
      run: ({ MaxResults }) => ({
        UserPools: pools
          .all()
          .slice(0, MaxResults)
          .map(({ id, name, createdAt }) => ({
            Id: id,
            Name: name,
            CreationDate: seconds(createdAt),
            LastModifiedDate: seconds(createdAt),
          })),
      }),
    }),
    DescribeUserPool: operation({
      input: onePool,
      access: access('DescribeUserPool'),
      run: ({ UserPoolId }) => {
        const pool = pools.get(UserPoolId);
        return { UserPool: describePool(pool, users.list(pool.id).length) };
      },
    }),
    ListUserPoolClients: operation({
      input: onePool,
      access: access('ListUserPoolClients'),
      run: ({ UserPoolId }) => ({
        UserPoolClients: [...pools.get(UserPoolId).clients.values()].map(({ id, name }) => ({
          ClientId: id,
          ClientName: name,
          UserPoolId,
        })),
      }),
    }),
    DescribeUserPoolClient: operation({
      input: onePool.extend({ ClientId: z.string() }),
      access: access('DescribeUserPoolClient'),
      run: ({ UserPoolId, ClientId }) => {
        const pool = pools.get(UserPoolId);
        const client = pool.clients.get(ClientId);
        if (!client) throw new AwsError('ResourceNotFoundException', `User pool client ${ClientId} does not exist.`);
        return { UserPoolClient: describeClient(pool, client) };
      },
    }),
  };
};
