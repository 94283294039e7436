import * as z from 'zod';
import { type Operation, operation } from '../../service.ts';
import { type Cognito, existingUser, poolAccess } from './context.ts';
import { filterUsers } from './user-filter.ts';
import { attributesOf, aUser, describeUser } from './user-shape.ts';

/** The operations that read people.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html */
export const userQueries = (cognito: Cognito): Record<string, Operation> => {
  const { engine, pools, users } = cognito;
  return {
    AdminGetUser: operation({
      input: aUser,
      access: ({ UserPoolId }) => poolAccess(engine, 'AdminGetUser', UserPoolId),
      run: ({ UserPoolId, Username }) => {
        const { user } = existingUser(cognito, UserPoolId, Username);
        return { ...describeUser(user), UserAttributes: attributesOf(user) };
      },
    }),
    ListUsers: operation({
      input: z.object({
        UserPoolId: z.string(),
        Filter: z.string().max(256).optional(),
        Limit: z.number().int().min(0).max(60).optional(),
        PaginationToken: z.string().optional(),
      }),
      access: ({ UserPoolId }) => poolAccess(engine, 'ListUsers', UserPoolId),
      run: ({ UserPoolId, Filter, Limit, PaginationToken }) => {
        const found = filterUsers(users.list(pools.get(UserPoolId).id), Filter);
        const start = PaginationToken === undefined ? 0 : found.findIndex(({ sub }) => sub === PaginationToken) + 1;
        const page = found.slice(start, start + (Limit || 60));
        const last = page.at(-1);
        return {
          Users: page.map((user) => ({ ...describeUser(user), Attributes: attributesOf(user) })),
          ...(last && start + page.length < found.length && { PaginationToken: last.sub }),
        };
      },
    }),
  };
};
