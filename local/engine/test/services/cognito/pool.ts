import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { EngineOptions } from '../../../src/engine.ts';
import { openStore } from '../../../src/store.ts';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { startTestEngine } from '../../../src/testing/engine.ts';

/** Where the test client's codes go; nothing listens there. */
export const SITE_URL = 'http://localhost:3999/';

/** A pool with a public client, a domain and the group support, as CDK writes them. */
export const poolTemplate = {
  Resources: {
    Pool: {
      Type: 'AWS::Cognito::UserPool',
      Properties: {
        AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
        AutoVerifiedAttributes: ['email'],
        DeletionProtection: 'ACTIVE',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
        MfaConfiguration: 'OPTIONAL',
        Policies: { PasswordPolicy: { MinimumLength: 12, RequireNumbers: true } },
        Schema: [{ Mutable: true, Name: 'name', Required: false }],
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
        UserPoolTier: 'ESSENTIALS',
        UsernameAttributes: ['email'],
      },
    },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        AllowedOAuthFlows: ['code'],
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthScopes: ['openid', 'email', 'profile'],
        CallbackURLs: [SITE_URL],
        LogoutURLs: [SITE_URL],
        EnableTokenRevocation: true,
        GenerateSecret: false,
        IdTokenValidity: 30,
        PreventUserExistenceErrors: 'ENABLED',
        RefreshTokenValidity: 10_080,
        SupportedIdentityProviders: ['COGNITO'],
        TokenValidityUnits: { IdToken: 'minutes', RefreshToken: 'minutes' },
        UserPoolId: { Ref: 'Pool' },
      },
    },
    Domain: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { Domain: 'orders-dev', UserPoolId: { Ref: 'Pool' } } },
    Support: {
      Type: 'AWS::Cognito::UserPoolGroup',
      Properties: { GroupName: 'support', Description: 'Traces orders', UserPoolId: { Ref: 'Pool' } },
    },
  },
  Outputs: {
    PoolId: { Value: { Ref: 'Pool' } },
    PoolArn: { Value: { 'Fn::GetAtt': ['Pool', 'Arn'] } },
    Issuer: { Value: { 'Fn::GetAtt': ['Pool', 'ProviderURL'] } },
    ClientId: { Value: { Ref: 'Client' } },
    LoginUrl: { Value: { 'Fn::Join': ['', ['https://', { Ref: 'Domain' }, '.auth.us-east-1.amazoncognito.com']] } },
  },
};

export const person = { email: 'ada@example.com', password: 'correct horse 1' } as const;

/** An engine with the pool; `ada@example.com` is in it unless told otherwise. */
export const startPool = async (options: Partial<EngineOptions> & { seed?: boolean } = {}) => {
  const { seed = true, ...engineOptions } = options;
  const engine = await startTestEngine({ assembly: writeAssembly(poolTemplate), ...engineOptions });
  const output = (name: string): string => engine.outputs[name] ?? '';
  const pool = { UserPoolId: output('PoolId') };
  const admin = <O = unknown>(operation: string, input: object = {}): Promise<O> =>
    engine.call<O>('cognito-idp', operation, { ...pool, ...input });
  if (seed) {
    const Username = person.email;
    await admin('AdminCreateUser', {
      Username,
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email_verified', Value: 'true' },
        { Name: 'name', Value: 'Ada Lovelace' },
      ],
    });
    await admin('AdminSetUserPassword', { Username, Password: person.password, Permanent: true });
    await admin('AdminAddUserToGroup', { Username, GroupName: 'support' });
  }
  return {
    ...engine,
    admin,
    engine,
    issuer: output('Issuer'),
    loginUrl: output('LoginUrl'),
    clientId: output('ClientId'),
    poolId: output('PoolId'),
    poolArn: output('PoolArn'),
    credentials: { loginOrigin: output('LoginUrl'), clientId: output('ClientId'), redirectUri: SITE_URL, ...person },
  };
};

/** The key that signs the pool's tokens, read from the data folder of an engine that was stopped. */
export const signingKey = (dataDir: string): KeyObject => {
  const store = openStore(dataDir);
  const row = store.get<{ value: string }>("SELECT value FROM cognito_secrets WHERE name LIKE 'key %'");
  store.close();
  return createPrivateKey(row?.value ?? '');
};
