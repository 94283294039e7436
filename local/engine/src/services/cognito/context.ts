import { AwsError } from '../../aws-error.ts';
import type { Mailbox } from '../../kit/mailbox.ts';
import type { Access, Engine } from '../../service.ts';
import type { Pool, Pools } from './pools.ts';
import type { User, Users } from './users.ts';

/** What every part of the Cognito service shares. */
export interface Cognito {
  readonly engine: Engine;
  readonly pools: Pools;
  readonly users: Users;
  /** Where its mails to people go. */
  readonly mailbox: Mailbox;
  /** People whom the sign-in page offers with one click: password by user name, in memory only. */
  readonly offers: Map<string, string>;
}

/** The permission to call an operation on a pool. */
export const poolAccess = (engine: Engine, action: string, poolId: string): readonly Access[] => [
  {
    action: `cognito-idp:${action}`,
    resource: `arn:aws:cognito-idp:${engine.region}:${engine.accountId}:userpool/${poolId}`,
  },
];

/** What an operation on the pool of its input needs. */
export const accessToPool =
  (engine: Engine, action: string) =>
  <I extends { UserPoolId: string }>(input: I): readonly Access[] =>
    poolAccess(engine, action, input.UserPoolId);

/** A person of a pool; throws ResourceNotFoundException or UserNotFoundException. */
export const existingUser = (
  { pools, users }: Cognito,
  poolId: string,
  username: string,
): { pool: Pool; user: User } => {
  const pool = pools.get(poolId);
  const user = users.find(pool.id, username);
  if (!user) throw new AwsError('UserNotFoundException', 'User does not exist.');
  return { pool, user };
};

/** Throws ResourceNotFoundException. */
export const requireGroup = ({ users }: Cognito, poolId: string, name: string): void => {
  if (!users.findGroup(poolId, name)) throw new AwsError('ResourceNotFoundException', 'Group not found.');
};
