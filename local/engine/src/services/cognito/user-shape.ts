import { z } from 'zod';
import type { User } from './users.ts';

/** The input that names a person; by user name, `sub` or address. */
export const aUser = z.object({ UserPoolId: z.string(), Username: z.string().min(1).max(128) });

/** Dates are seconds since the epoch on the wire of the JSON protocol. */
export const seconds = (milliseconds: number): number => milliseconds / 1000;

/** A person's attributes, as the API lists them. */
export const attributesOf = (user: User): { Name: string; Value: string }[] => [
  ...Object.entries(user.attributes).map(([Name, Value]) => ({ Name, Value })),
  { Name: 'sub', Value: user.sub },
];

/** A person without the attributes. */
export const describeUser = (user: User) => ({
  Username: user.username,
  UserCreateDate: seconds(user.createdAt),
  UserLastModifiedDate: seconds(user.modifiedAt),
  Enabled: user.enabled,
  UserStatus: user.status,
});
