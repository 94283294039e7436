import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Accounts } from '../ports.ts';

const unlessGone = async <T>(call: Promise<T>): Promise<T | undefined> => {
  try {
    return await call;
  } catch (error) {
    if (error instanceof UserNotFoundException) return undefined;
    throw error;
  }
};

/** The accounts of a user pool whose user names are addresses, which it tells apart without regard to case. */
export const createAccounts = (client: CognitoIdentityProviderClient, UserPoolId: string): Accounts => ({
  find: async (email) => {
    const user = await unlessGone(client.send(new AdminGetUserCommand({ UserPoolId, Username: email.trim() })));
    if (!user) return undefined;
    const { Username: username = '', UserAttributes = [], Enabled, UserStatus = 'UNKNOWN', UserCreateDate } = user;
    const attributes = new Map(UserAttributes.map(({ Name = '', Value }) => [Name, Value]));
    const address = attributes.get('email');
    return {
      username,
      sub: attributes.get('sub') ?? username,
      ...(address !== undefined && { email: address }),
      attributeNames: [...attributes.keys()].toSorted(),
      status: UserStatus,
      enabled: Enabled !== false,
      ...(UserCreateDate && { createdAt: UserCreateDate }),
    };
  },

  // Signed out first: what Cognito answers of a disabled person's tokens is not documented. Whoever signs in between the
  // two gets a refresh token that no longer serves once the account is disabled.
  close: async ({ username, enabled }) => {
    if (!enabled) return;
    const who = { UserPoolId, Username: username };
    await unlessGone(client.send(new AdminUserGlobalSignOutCommand(who)));
    await unlessGone(client.send(new AdminDisableUserCommand(who)));
  },

  delete: async ({ username }) => {
    await unlessGone(client.send(new AdminDeleteUserCommand({ UserPoolId, Username: username })));
  },
});
