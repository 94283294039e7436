import { AwsError } from '../../aws-error.ts';
import type { PoolKey } from './keys.ts';
import type { PasswordPolicy } from './password.ts';

/** A user pool, as provisioned. */
export interface Pool {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** `iss` of its tokens: what its provider URL has become locally. */
  readonly issuer: string;
  readonly key: PoolKey;
  readonly passwordPolicy: PasswordPolicy;
  /** The mail that codes come by, where the template writes it; `{####}` in its HTML stands for the code. */
  readonly codeMail?: { readonly subject: string; readonly message: string };
  readonly selfSignUp: boolean;
  /** People sign in with their address, and their user name is a UUID. */
  readonly usernameIsEmail: boolean;
  /** In milliseconds since the epoch. */
  readonly createdAt: number;
  readonly clients: Map<string, PoolClient>;
  /** Style sheets of its hosted pages by client id, or `ALL`. */
  readonly looks: Map<string, string>;
  /** The prefix of its hosted sign-in pages. */
  domain?: string;
}

/** An app client of a pool; validities in seconds. */
export interface PoolClient {
  readonly id: string;
  readonly name: string;
  /** The name that the template gives it, which people may read. */
  readonly givenName?: string;
  readonly secret?: string;
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly scopes: readonly string[];
  /** The attributes that it may read; all where none are named. */
  readonly readAttributes?: readonly string[] | undefined;
  readonly codeFlow: boolean;
  /** Whether InitiateAuth takes a password of it. */
  readonly passwordFlow: boolean;
  readonly idTokenSeconds: number;
  readonly accessTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  readonly createdAt: number;
}

/** The style sheet of a client's hosted pages, or of all clients'. */
export const lookOf = ({ looks }: Pool, clientId = 'ALL'): string | undefined =>
  looks.get(clientId) ?? looks.get('ALL');

/** Where a person who signs in came from. */
export interface Site {
  /** Undefined where the template does not name the client. */
  readonly name?: string | undefined;
  readonly url: string;
}

/** The site that a sign-in of a client leads back to; where no client is known, that of the first one which has pages. */
export const siteOf = ({ clients }: Pool, clientId?: string, redirectUri?: string): Site | undefined => {
  const known = clientId === undefined ? undefined : clients.get(clientId);
  const client = known ?? [...clients.values()].find(({ callbackUrls }) => callbackUrls.length > 0);
  const origin = URL.parse(redirectUri ?? client?.callbackUrls[0] ?? '')?.origin;
  return origin === undefined ? undefined : { name: client?.givenName, url: `${origin}/` };
};

/** The pools of the template. */
export interface Pools {
  add(pool: Pool): void;
  /** Throws ResourceNotFoundException. */
  get(id: string): Pool;
  find(id: string): Pool | undefined;
  all(): readonly Pool[];
  /** The pool that has the hosted sign-in pages. */
  withDomain(): Pool | undefined;
}

export const createPools = (): Pools => {
  const pools = new Map<string, Pool>();
  return {
    add: (pool) => void pools.set(pool.id, pool),
    get: (id) => {
      const pool = pools.get(id);
      if (!pool) throw new AwsError('ResourceNotFoundException', `User pool ${id} does not exist.`);
      return pool;
    },
    find: (id) => pools.get(id),
    all: () => [...pools.values()],
    withDomain: () => [...pools.values()].find(({ domain }) => domain !== undefined),
  };
};
