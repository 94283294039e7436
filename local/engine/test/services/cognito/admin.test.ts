import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../../src/client/sign-in.ts';
import { authorizeQuery, createBrowser } from './browser.ts';
import { person, SITE_URL, startPool } from './pool.ts';

let pool: Awaited<ReturnType<typeof startPool>>;
beforeAll(async () => {
  pool = await startPool();
});
afterAll(() => pool.dispose());

const refresh = (refreshToken: string) =>
  fetch(`${pool.loginUrl}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'refresh_token', client_id: pool.clientId, refresh_token: refreshToken }),
  });
interface Listed {
  readonly Users: readonly { readonly Attributes: readonly { readonly Name: string; readonly Value: string }[] }[];
}
const names = (answer: Listed): (string | undefined)[] =>
  answer.Users.map(({ Attributes }) => Attributes.find(({ Name }) => Name === 'email')?.Value);

describe('the administration of a pool', () => {
  it('is what the CLI sends: JSON 1.1 with a target', async () => {
    const response = await fetch(pool.awsOrigin, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.AdminCreateUser',
      },
      body: JSON.stringify({
        UserPoolId: pool.poolId,
        Username: 'cli@example.com',
        TemporaryPassword: 'temporary pass 1',
      }),
    });
    expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.1');
    expect(await response.json()).toMatchObject({
      User: { Enabled: true, UserStatus: 'FORCE_CHANGE_PASSWORD', UserCreateDate: expect.any(Number) },
    });
  });

  it('lists people by filter and page', async () => {
    await pool.admin('AdminCreateUser', { Username: 'bob@example.com' });
    expect(names(await pool.admin('ListUsers', { Filter: `email = "${person.email}"` }))).toEqual([person.email]);
    expect(names(await pool.admin('ListUsers', { Filter: 'email ^= "bo"' }))).toEqual(['bob@example.com']);
    await expect(pool.admin('ListUsers', { Filter: 'drop table' })).rejects.toThrow('Error while parsing filter');
    const first = await pool.admin<{ PaginationToken: string; Users: never[] }>('ListUsers', { Limit: 1 });
    const second = await pool.admin<{ Users: never[] }>('ListUsers', {
      Limit: 1,
      PaginationToken: first.PaginationToken,
    });
    expect([...names(first), ...names(second)]).toEqual([person.email, expect.not.stringContaining(person.email)]);
  });

  it('changes and deletes people', async () => {
    const Username = 'carol@example.com';
    await pool.admin('AdminCreateUser', { Username });
    await pool.admin('AdminUpdateUserAttributes', { Username, UserAttributes: [{ Name: 'name', Value: 'Carol' }] });
    const user = await pool.admin<{ UserAttributes: object[] }>('AdminGetUser', { Username });
    expect(user.UserAttributes).toContainEqual({ Name: 'name', Value: 'Carol' });
    await pool.admin('AdminDeleteUser', { Username });
    await expect(pool.admin('AdminGetUser', { Username })).rejects.toMatchObject({ code: 'UserNotFoundException' });
  });

  it('disables people, who then cannot sign in, and enables them again', async () => {
    const Username = 'dan@example.com';
    const credentials = { ...pool.credentials, email: Username, password: 'another horse 2' };
    await pool.admin('AdminCreateUser', { Username });
    await pool.admin('AdminSetUserPassword', { Username, Password: credentials.password, Permanent: true });
    const { refreshToken } = await signIn(credentials);
    await pool.admin('AdminDisableUser', { Username });
    expect(await pool.admin('AdminGetUser', { Username })).toMatchObject({ Enabled: false });
    expect(names(await pool.admin('ListUsers', { Filter: 'status = "Disabled"' }))).toEqual([Username]);
    await expect(signIn(credentials)).rejects.toThrow();
    expect((await refresh(refreshToken)).status).toBe(400);
    await pool.admin('AdminEnableUser', { Username });
    expect(await signIn(credentials)).toHaveProperty('idToken');
    expect((await refresh(refreshToken)).status).toBe(200);
  });

  it('signs a person out everywhere: no refresh token of theirs holds, those of others do', async () => {
    const Username = 'eve@example.com';
    const credentials = { ...pool.credentials, email: Username, password: 'another horse 3' };
    await pool.admin('AdminCreateUser', { Username });
    await pool.admin('AdminSetUserPassword', { Username, Password: credentials.password, Permanent: true });
    const [hers, adas] = await Promise.all([signIn(credentials), signIn(pool.credentials)]);
    await pool.admin('AdminUserGlobalSignOut', { Username });
    expect((await refresh(hers.refreshToken)).status).toBe(400);
    expect((await refresh(adas.refreshToken)).status).toBe(200);
    expect(await signIn(credentials)).toHaveProperty('idToken');
  });

  it('leaves the cookie of the sign-in pages when it signs a person out everywhere, and a disabled person the page', async () => {
    const Username = 'hal@example.com';
    const Password = 'another horse 4';
    await pool.admin('AdminCreateUser', { Username });
    await pool.admin('AdminSetUserPassword', { Username, Password, Permanent: true });
    const visit = createBrowser(pool.loginUrl);
    const authorize = `/oauth2/authorize?${authorizeQuery(pool.clientId, SITE_URL)}`;
    /** Follows until the site is reached, or a page of the login. */
    const arrive = async (start: string, form?: Record<string, string>): Promise<string> => {
      let answer = await visit(start, form);
      let at = start;
      while (answer.location && !answer.location.startsWith(SITE_URL)) {
        at = answer.location;
        answer = await visit(at);
      }
      return answer.location || at;
    };
    const page = await arrive(authorize);
    expect(await arrive(page, { email: Username, password: Password })).toContain(`${SITE_URL}?code=`);
    await pool.admin('AdminUserGlobalSignOut', { Username });
    expect(await arrive(authorize)).toContain(`${SITE_URL}?code=`);
    await pool.admin('AdminDisableUser', { Username });
    const again = await arrive(authorize);
    expect(again).toContain('/login/');
    expect(await arrive(again, { email: person.email, password: person.password })).toContain(`${SITE_URL}?code=`);
  });

  it('lists who is in a group, a page at a time', async () => {
    const GroupName = 'packers';
    await pool.admin('CreateGroup', { GroupName });
    const members = ['fay@example.com', 'gus@example.com'];
    for (const Username of members) {
      await pool.admin('AdminCreateUser', { Username });
      await pool.admin('AdminAddUserToGroup', { Username, GroupName });
    }
    expect(names(await pool.admin('ListUsersInGroup', { GroupName }))).toEqual(members);
    const first = await pool.admin<Listed & { NextToken: string }>('ListUsersInGroup', { GroupName, Limit: 1 });
    expect(names(first)).toEqual(members.slice(0, 1));
    const rest = await pool.admin<Listed>('ListUsersInGroup', { GroupName, NextToken: first.NextToken });
    expect(names(rest)).toEqual(members.slice(1));
    expect(rest).not.toHaveProperty('NextToken');
    await expect(pool.admin('ListUsersInGroup', { GroupName: 'x' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });

  it('keeps groups', async () => {
    const Username = person.email;
    await pool.admin('CreateGroup', { GroupName: 'leads', Precedence: 1 });
    await pool.admin('AdminAddUserToGroup', { Username, GroupName: 'leads' });
    const { Groups } = await pool.admin<{ Groups: { GroupName: string }[] }>('AdminListGroupsForUser', { Username });
    expect(Groups.map(({ GroupName }) => GroupName)).toEqual(['leads', 'support']);
    await expect(pool.admin('CreateGroup', { GroupName: 'leads' })).rejects.toMatchObject({
      code: 'GroupExistsException',
    });
    await expect(pool.admin('AdminAddUserToGroup', { Username, GroupName: 'x' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });

  it('describes the pool and its client', async () => {
    expect(await pool.engine.call('cognito-idp', 'ListUserPools', { MaxResults: 10 })).toMatchObject({
      UserPools: [{ Id: pool.poolId }],
    });
    expect(await pool.admin('DescribeUserPool')).toMatchObject({
      UserPool: { Id: pool.poolId, Arn: pool.poolArn, Domain: 'orders-dev', UsernameAttributes: ['email'] },
    });
    expect(await pool.admin('ListUserPoolClients')).toMatchObject({ UserPoolClients: [{ ClientId: pool.clientId }] });
    expect(await pool.admin('DescribeUserPoolClient', { ClientId: pool.clientId })).toMatchObject({
      UserPoolClient: { AllowedOAuthFlows: ['code'], IdTokenValidity: 1800 },
    });
  });

  it.each([
    ['AdminCreateUser', { Username: person.email }, 'UsernameExistsException'],
    ['AdminCreateUser', { Username: 'not an address' }, 'InvalidParameterException'],
    ['AdminCreateUser', { Username: 'd@example.com', TemporaryPassword: 'short' }, 'InvalidPasswordException'],
    ['AdminSetUserPassword', { Username: person.email, Password: 'short' }, 'InvalidPasswordException'],
    ['AdminGetUser', { Username: 'nobody' }, 'UserNotFoundException'],
    ['AdminGetUser', { UserPoolId: 'us-east-1_No', Username: 'x' }, 'ResourceNotFoundException'],
    ['LocalOfferSignIn', { Username: 'nobody', Password: 'x' }, 'UserNotFoundException'],
  ])('%s of %o is refused with %s', async (operation, input, code) => {
    await expect(pool.admin(operation, input)).rejects.toMatchObject({ code });
  });
});
