import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import { type Operation, operation } from '../../service.ts';
import { accessToPool, type Cognito, existingUser, requireGroup } from './context.ts';
import { seconds } from './user-shape.ts';
import type { Group } from './users.ts';

const aGroup = z.object({ UserPoolId: z.string(), GroupName: z.string().min(1).max(128) });
const aMember = aGroup.extend({ Username: z.string().min(1).max(128) });

const describe = (poolId: string, group: Group) => ({
  GroupName: group.name,
  UserPoolId: poolId,
  Description: group.description,
  Precedence: group.precedence,
  CreationDate: seconds(group.createdAt),
  LastModifiedDate: seconds(group.modifiedAt),
});

/** The operations on groups and their members.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html and its siblings */
export const groupOperations = (cognito: Cognito): Record<string, Operation> => {
  const { engine, pools, users } = cognito;
  const access = (action: string) => accessToPool(engine, action);
  return {
    CreateGroup: operation({
      input: aGroup.extend({
        Description: z.string().max(2048).optional(),
        Precedence: z.number().int().min(0).optional(),
      }),
      access: access('CreateGroup'),
      run: ({ UserPoolId, GroupName, Description, Precedence }) => {
        const pool = pools.get(UserPoolId);
        if (users.findGroup(pool.id, GroupName)) {
          throw new AwsError('GroupExistsException', 'A group with the name already exists.');
        }
        const group = {
          name: GroupName,
          ...(Description !== undefined && { description: Description }),
          ...(Precedence !== undefined && { precedence: Precedence }),
        };
        return { Group: describe(pool.id, users.putGroup(pool.id, group)) };
      },
    }),
    ListGroups: operation({
      input: z.object({ UserPoolId: z.string() }),
      access: access('ListGroups'),
      run: ({ UserPoolId }) => {
        const pool = pools.get(UserPoolId);
        return { Groups: users.listGroups(pool.id).map((group) => describe(pool.id, group)) };
      },
    }),
    AdminAddUserToGroup: operation({
      input: aMember,
      access: access('AdminAddUserToGroup'),
      run: ({ UserPoolId, GroupName, Username }) => {
        const { user } = existingUser(cognito, UserPoolId, Username);
        requireGroup(cognito, UserPoolId, GroupName);
        users.join(user, GroupName);
        return {};
      },
    }),
    AdminRemoveUserFromGroup: operation({
      input: aMember,
      access: access('AdminRemoveUserFromGroup'),
      run: ({ UserPoolId, GroupName, Username }) => {
        const { user } = existingUser(cognito, UserPoolId, Username);
        requireGroup(cognito, UserPoolId, GroupName);
        users.leave(user, GroupName);
        return {};
      },
    }),
    AdminListGroupsForUser: operation({
      input: z.object({ UserPoolId: z.string(), Username: z.string().min(1).max(128) }),
      access: access('AdminListGroupsForUser'),
      run: ({ UserPoolId, Username }) => {
        const { user } = existingUser(cognito, UserPoolId, Username);
        return { Groups: users.groupsOf(user).map((group) => describe(UserPoolId, group)) };
      },
    }),
  };
};
