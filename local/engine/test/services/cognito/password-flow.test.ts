import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { person, poolTemplate, startPool } from './pool.ts';

const byPassword = {
  Type: 'AWS::Cognito::UserPoolClient',
  Properties: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'], UserPoolId: { Ref: 'Pool' } },
};
let pool: Awaited<ReturnType<typeof startPool>>;
beforeAll(async () => {
  const { Resources, Outputs } = poolTemplate;
  pool = await startPool({
    assembly: writeAssembly({
      Resources: { ...Resources, ByPassword: byPassword },
      Outputs: { ...Outputs, ByPasswordId: { Value: { Ref: 'ByPassword' } } },
    }),
  });
});
afterAll(() => pool.dispose());

const attempt = (ClientId: string, { USERNAME, PASSWORD }: { USERNAME: string; PASSWORD: string }) =>
  pool.engine.call<{ AuthenticationResult: { IdToken: string } }>('cognito-idp', 'InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId,
    AuthParameters: { USERNAME, PASSWORD },
  });
const right = { USERNAME: person.email, PASSWORD: person.password };

describe('signing in by password, without a page', () => {
  const client = (): string => pool.engine.outputs.ByPasswordId ?? '';

  it('gives the person’s token', async () => {
    const { AuthenticationResult } = await attempt(client(), right);
    expect(decodeJwt(AuthenticationResult.IdToken)).toMatchObject({ email: person.email, aud: client() });
  });

  it('is for clients alone that allow it', async () => {
    await expect(attempt(pool.clientId, right)).rejects.toMatchObject({ code: 'InvalidParameterException' });
    await expect(attempt('nobody', right)).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });

  it('does not tell a wrong password from an unknown name', async () => {
    const refusal = { code: 'NotAuthorizedException', message: 'Incorrect username or password.' };
    await expect(attempt(client(), { ...right, PASSWORD: 'Wrong-password-1' })).rejects.toMatchObject(refusal);
    await expect(attempt(client(), { ...right, USERNAME: 'eve@example.com' })).rejects.toMatchObject(refusal);
  });
});
