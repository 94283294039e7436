import { randomUUID } from 'node:crypto';
import type { Store } from '../../store.ts';

/** A person of a pool. */
export interface User {
  readonly poolId: string;
  readonly username: string;
  /** The `sub` of its tokens. */
  readonly sub: string;
  readonly email: string | undefined;
  /** All but `sub`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly passwordHash: string | undefined;
  readonly status: 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD';
  /** Who is not can neither sign in nor refresh tokens. */
  readonly enabled: boolean;
  /** In milliseconds since the epoch. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** A group of a pool. */
export interface Group {
  readonly name: string;
  readonly description?: string;
  readonly precedence?: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** People and groups, kept in the engine's store. */
export interface Users {
  create(user: Pick<User, 'poolId' | 'username' | 'attributes' | 'passwordHash' | 'status'>): User;
  /** By user name, `sub` or address. */
  find(poolId: string, name: string): User | undefined;
  list(poolId: string): User[];
  setPassword(user: User, passwordHash: string, status: User['status']): void;
  setAttributes(user: User, attributes: Readonly<Record<string, string>>): void;
  setEnabled(user: User, enabled: boolean): void;
  remove(user: User): void;
  putGroup(poolId: string, group: Pick<Group, 'name' | 'description' | 'precedence'>): Group;
  findGroup(poolId: string, name: string): Group | undefined;
  listGroups(poolId: string): Group[];
  /** A user's groups, the most important first. */
  groupsOf(user: User): Group[];
  join(user: User, group: string): void;
  leave(user: User, group: string): void;
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS cognito_users (
    pool_id TEXT NOT NULL, username TEXT NOT NULL, sub TEXT NOT NULL, email TEXT, attributes TEXT NOT NULL,
    password_hash TEXT, status TEXT NOT NULL, created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL,
    PRIMARY KEY (pool_id, username)) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS cognito_users_sub ON cognito_users (pool_id, sub);
  CREATE UNIQUE INDEX IF NOT EXISTS cognito_users_email ON cognito_users (pool_id, email);
  CREATE TABLE IF NOT EXISTS cognito_groups (
    pool_id TEXT NOT NULL, name TEXT NOT NULL, description TEXT, precedence INTEGER,
    created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL, PRIMARY KEY (pool_id, name)) STRICT;
  CREATE TABLE IF NOT EXISTS cognito_members (
    pool_id TEXT NOT NULL, username TEXT NOT NULL, group_name TEXT NOT NULL,
    PRIMARY KEY (pool_id, username, group_name)) STRICT;
  CREATE TABLE IF NOT EXISTS cognito_disabled (
    pool_id TEXT NOT NULL, username TEXT NOT NULL, PRIMARY KEY (pool_id, username)) STRICT`;

/** A table of its own for the disabled, so that data folders of earlier versions need no change. */
const SELECT_USERS = `SELECT u.*, d.username IS NULL AS enabled FROM cognito_users u
  LEFT JOIN cognito_disabled d ON d.pool_id = u.pool_id AND d.username = u.username`;

interface UserRow {
  readonly pool_id: string;
  readonly username: string;
  readonly sub: string;
  readonly email: string | null;
  readonly attributes: string;
  readonly password_hash: string | null;
  readonly status: User['status'];
  readonly enabled: number;
  readonly created_at: number;
  readonly modified_at: number;
}
interface GroupRow {
  readonly name: string;
  readonly description: string | null;
  readonly precedence: number | null;
  readonly created_at: number;
  readonly modified_at: number;
}

const toUser = (row: UserRow): User => ({
  poolId: row.pool_id,
  username: row.username,
  sub: row.sub,
  email: row.email ?? undefined,
  attributes: JSON.parse(row.attributes) as Record<string, string>,
  passwordHash: row.password_hash ?? undefined,
  status: row.status,
  enabled: row.enabled === 1,
  createdAt: row.created_at,
  modifiedAt: row.modified_at,
});

const toGroup = (row: GroupRow): Group => ({
  name: row.name,
  ...(row.description !== null && { description: row.description }),
  ...(row.precedence !== null && { precedence: row.precedence }),
  createdAt: row.created_at,
  modifiedAt: row.modified_at,
});

const emailOf = (attributes: Readonly<Record<string, string>>): string | null =>
  attributes.email?.toLowerCase() ?? null;

export const createUsers = (store: Store, now: () => number): Users => {
  store.schema(TABLES);
  const findUser = (poolId: string, name: string): User | undefined => {
    const row = store.get<UserRow>(
      `${SELECT_USERS} WHERE u.pool_id = ? AND (u.username = ? OR u.sub = ? OR u.email = ?)`,
      poolId,
      name,
      name,
      name.toLowerCase(),
    );
    return row && toUser(row);
  };
  const findGroup = (poolId: string, name: string): Group | undefined => {
    const row = store.get<GroupRow>('SELECT * FROM cognito_groups WHERE pool_id = ? AND name = ?', poolId, name);
    return row && toGroup(row);
  };
  return {
    create: ({ poolId, username, attributes, passwordHash, status }) => {
      const at = now();
      const sub = randomUUID();
      const name = username || sub;
      store.run(
        'INSERT INTO cognito_users VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        ...[poolId, name, sub, emailOf(attributes), JSON.stringify(attributes), passwordHash ?? null, status, at, at],
      );
      return findUser(poolId, name) as User;
    },
    find: findUser,
    list: (poolId) =>
      store.all<UserRow>(`${SELECT_USERS} WHERE u.pool_id = ? ORDER BY u.created_at, u.username`, poolId).map(toUser),
    setPassword: (user, passwordHash, status) =>
      void store.run(
        'UPDATE cognito_users SET password_hash = ?, status = ?, modified_at = ? WHERE pool_id = ? AND username = ?',
        ...[passwordHash, status, now(), user.poolId, user.username],
      ),
    setAttributes: (user, attributes) =>
      void store.run(
        'UPDATE cognito_users SET attributes = ?, email = ?, modified_at = ? WHERE pool_id = ? AND username = ?',
        ...[JSON.stringify(attributes), emailOf(attributes), now(), user.poolId, user.username],
      ),
    setEnabled: (user, enabled) =>
      void store.run(
        enabled
          ? 'DELETE FROM cognito_disabled WHERE pool_id = ? AND username = ?'
          : 'INSERT OR IGNORE INTO cognito_disabled VALUES (?, ?)',
        ...[user.poolId, user.username],
      ),
    remove: (user) =>
      store.transaction(() => {
        store.run('DELETE FROM cognito_disabled WHERE pool_id = ? AND username = ?', user.poolId, user.username);
        store.run('DELETE FROM cognito_members WHERE pool_id = ? AND username = ?', user.poolId, user.username);
        store.run('DELETE FROM cognito_users WHERE pool_id = ? AND username = ?', user.poolId, user.username);
      }),
    putGroup: (poolId, { name, description, precedence }) => {
      store.run(
        `INSERT INTO cognito_groups VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (pool_id, name) DO UPDATE SET
          description = excluded.description, precedence = excluded.precedence, modified_at = excluded.modified_at`,
        ...[poolId, name, description ?? null, precedence ?? null, now(), now()],
      );
      return findGroup(poolId, name) as Group;
    },
    findGroup,
    listGroups: (poolId) =>
      store.all<GroupRow>('SELECT * FROM cognito_groups WHERE pool_id = ? ORDER BY name', poolId).map(toGroup),
    groupsOf: (user) =>
      store
        .all<GroupRow>(
          `SELECT g.* FROM cognito_members m JOIN cognito_groups g ON g.pool_id = m.pool_id AND g.name = m.group_name
            WHERE m.pool_id = ? AND m.username = ? ORDER BY g.precedence IS NULL, g.precedence, g.name`,
          user.poolId,
          user.username,
        )
        .map(toGroup),
    join: (user, group) =>
      void store.run('INSERT OR IGNORE INTO cognito_members VALUES (?, ?, ?)', user.poolId, user.username, group),
    leave: (user, group) =>
      void store.run(
        'DELETE FROM cognito_members WHERE pool_id = ? AND username = ? AND group_name = ?',
        ...[user.poolId, user.username, group],
      ),
  };
};
