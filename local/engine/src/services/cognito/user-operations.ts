import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import { type Operation, operation } from '../../service.ts';
import { accessToPool, type Cognito, existingUser } from './context.ts';
import { signOutEverywhere } from './oidc-adapter.ts';
import { checkPassword, hashPassword, temporaryPassword } from './password.ts';
import type { Pool } from './pools.ts';
import { attributesOf, aUser, describeUser } from './user-shape.ts';

const attributeList = z.array(z.object({ Name: z.string().min(1).max(32), Value: z.string().max(2048).default('') }));

const writable = (attributes: z.infer<typeof attributeList>): Record<string, string> => {
  if (attributes.some(({ Name }) => Name === 'sub')) {
    throw new AwsError('InvalidParameterException', 'Cannot modify the non-mutable attribute sub');
  }
  return Object.fromEntries(attributes.map(({ Name, Value }) => [Name, Value]));
};

const nameAndAttributes = (pool: Pool, username: string, attributes: Record<string, string>) => {
  if (!pool.usernameIsEmail) return { username, attributes };
  if (!/^[^\s@]+@[^\s@]+$/.test(username)) {
    throw new AwsError('InvalidParameterException', 'Username should be an email.');
  }
  return { username: '', attributes: { ...attributes, email: username } };
};

/** The operations that change people.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html and its siblings */
export const userOperations = (cognito: Cognito): Record<string, Operation> => {
  const { engine, pools, users } = cognito;
  const access = (action: string) => accessToPool(engine, action);
  return {
    AdminCreateUser: operation({
      input: aUser.extend({
        UserAttributes: attributeList.default([]),
        TemporaryPassword: z.string().optional(),
        MessageAction: z.enum(['SUPPRESS', 'RESEND']).optional(),
      }),
      access: access('AdminCreateUser'),
      run: async ({ UserPoolId, Username, UserAttributes, TemporaryPassword }) => {
        const pool = pools.get(UserPoolId);
        const named = nameAndAttributes(pool, Username, writable(UserAttributes));
        const password = TemporaryPassword ?? temporaryPassword(pool.passwordPolicy);
        checkPassword(pool.passwordPolicy, password);
        const passwordHash = await hashPassword(password);
        const email = named.attributes.email;
        if (users.find(pool.id, Username) || (email && users.find(pool.id, email))) {
          throw new AwsError('UsernameExistsException', 'User account already exists');
        }
        const user = users.create({ ...named, poolId: pool.id, passwordHash, status: 'FORCE_CHANGE_PASSWORD' });
        if (!TemporaryPassword) engine.log('cognito', `the temporary password of ${Username} is ${password}`);
        return { User: { ...describeUser(user), Attributes: attributesOf(user) } };
      },
    }),
    AdminSetUserPassword: operation({
      input: aUser.extend({ Password: z.string(), Permanent: z.boolean().default(false) }),
      access: access('AdminSetUserPassword'),
      run: async ({ UserPoolId, Username, Password, Permanent }) => {
        const { pool, user } = existingUser(cognito, UserPoolId, Username);
        checkPassword(pool.passwordPolicy, Password);
        users.setPassword(user, await hashPassword(Password), Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD');
        return {};
      },
    }),
    AdminUpdateUserAttributes: operation({
      input: aUser.extend({ UserAttributes: attributeList }),
      access: access('AdminUpdateUserAttributes'),
      run: ({ UserPoolId, Username, UserAttributes }) => {
        const { pool, user } = existingUser(cognito, UserPoolId, Username);
        const attributes = { ...user.attributes, ...writable(UserAttributes) };
        const other = attributes.email ? users.find(pool.id, attributes.email) : undefined;
        if (other && other.sub !== user.sub) {
          throw new AwsError('AliasExistsException', 'An account with the given email already exists.');
        }
        users.setAttributes(user, attributes);
        return {};
      },
    }),
    AdminDeleteUser: operation({
      input: aUser,
      access: access('AdminDeleteUser'),
      run: ({ UserPoolId, Username }) => {
        const { user } = existingUser(cognito, UserPoolId, Username);
        users.remove(user);
        for (const name of [user.username, user.email ?? '']) cognito.offers.delete(name);
        return {};
      },
    }),
    AdminDisableUser: operation({
      input: aUser,
      access: access('AdminDisableUser'),
      run: ({ UserPoolId, Username }) => {
        users.setEnabled(existingUser(cognito, UserPoolId, Username).user, false);
        return {};
      },
    }),
    AdminEnableUser: operation({
      input: aUser,
      access: access('AdminEnableUser'),
      run: ({ UserPoolId, Username }) => {
        users.setEnabled(existingUser(cognito, UserPoolId, Username).user, true);
        return {};
      },
    }),
    AdminUserGlobalSignOut: operation({
      input: aUser,
      access: access('AdminUserGlobalSignOut'),
      run: ({ UserPoolId, Username }) => {
        signOutEverywhere(engine.store, existingUser(cognito, UserPoolId, Username).user.sub);
        return {};
      },
    }),
    /** Local only: the sign-in page offers this person with one click. Held in memory. */
    LocalOfferSignIn: operation({
      input: aUser.extend({ Password: z.string() }),
      access: access('LocalOfferSignIn'),
      run: ({ UserPoolId, Username, Password }) => {
        existingUser(cognito, UserPoolId, Username);
        cognito.offers.set(Username, Password);
        return {};
      },
    }),
  };
};
