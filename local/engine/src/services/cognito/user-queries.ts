import * as z from 'zod';
import { type Operation, operation } from '../../service.ts';
import { type Cognito, existingUser, poolAccess, requireGroup } from './context.ts';
import { filterUsers } from './user-filter.ts';
import { attributesOf, aUser, describeUser } from './user-shape.ts';
import type { User } from './users.ts';

const MAX_PAGE = 60;

/** A page of people, and the token of the next one: the last one's `sub`. */
const pageOf = (found: readonly User[], limit: number | undefined, token: string | undefined) => {
  const start = token === undefined ? 0 : found.findIndex(({ sub }) => sub === token) + 1;
  const page = found.slice(start, start + (limit || MAX_PAGE));
  return {
    Users: page.map((user) => ({ ...describeUser(user), Attributes: attributesOf(user) })),
    next: start + page.length < found.length ? page.at(-1)?.sub : undefined,
  };
};

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
        Limit: z.number().int().min(0).max(MAX_PAGE).optional(),
        PaginationToken: z.string().optional(),
      }),
      access: ({ UserPoolId }) => poolAccess(engine, 'ListUsers', UserPoolId),
      run: ({ UserPoolId, Filter, Limit, PaginationToken }) => {
        const { Users, next } = pageOf(
          filterUsers(users.list(pools.get(UserPoolId).id), Filter),
          Limit,
          PaginationToken,
        );
        return { Users, ...(next !== undefined && { PaginationToken: next }) };
      },
    }),
    ListUsersInGroup: operation({
      input: z.object({
        UserPoolId: z.string(),
        GroupName: z.string().min(1).max(128),
        Limit: z.number().int().min(0).max(MAX_PAGE).optional(),
        NextToken: z.string().optional(),
      }),
      access: ({ UserPoolId }) => poolAccess(engine, 'ListUsersInGroup', UserPoolId),
      run: ({ UserPoolId, GroupName, Limit, NextToken }) => {
        const pool = pools.get(UserPoolId);
        requireGroup(cognito, pool.id, GroupName);
        const members = users
          .list(pool.id)
          .filter((user) => users.groupsOf(user).some(({ name }) => name === GroupName));
        const { Users, next } = pageOf(members, Limit, NextToken);
        return { Users, ...(next !== undefined && { NextToken: next }) };
      },
    }),
  };
};
