import { AwsError } from '../../aws-error.ts';
import type { User } from './users.ts';

const EXPRESSION = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/;

/** Applies the filter of ListUsers (`email ^= "john"`).
 * https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-manage-user-accounts.html */
export const filterUsers = (users: readonly User[], filter: string | undefined): readonly User[] => {
  if (!filter) return users;
  const [, name, comparison, quoted] = EXPRESSION.exec(filter) ?? [];
  if (!name || quoted === undefined)
    throw new AwsError('InvalidParameterException', `Error while parsing filter ${filter}`);
  const value = quoted.replace(/\\(.)/g, '$1');
  return users.filter((user) => {
    const actual = attributeOf(user, name);
    return comparison === '=' ? actual === value : actual?.startsWith(value);
  });
};

const attributeOf = (user: User, name: string): string | undefined => {
  if (name === 'username') return user.username;
  if (name === 'sub') return user.sub;
  if (name === 'cognito:user_status') return user.status;
  if (name === 'status') return user.enabled ? 'Enabled' : 'Disabled';
  return Object.hasOwn(user.attributes, name) ? user.attributes[name] : undefined;
};
