import { createHash } from 'node:crypto';
import { AwsError } from '../../aws-error.ts';
import type { Engine, PolicyDocument } from '../../service.ts';

/** A KMS key of the template, or one that AWS manages for a service. */
export interface Key {
  readonly id: string;
  readonly arn: string;
  readonly description: string;
  readonly policy: PolicyDocument;
  readonly managedBy: 'AWS' | 'CUSTOMER';
}

type KeyState = 'Enabled' | 'Disabled' | 'PendingDeletion';

/** Allows a principal some operations on a key.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html */
export interface Grant {
  readonly id: string;
  readonly keyId: string;
  readonly grantee: string;
  readonly operations: readonly string[];
  readonly name?: string | undefined;
  readonly equals?: Readonly<Record<string, string>> | undefined;
  readonly subset?: Readonly<Record<string, string>> | undefined;
}

/** The keys, which each start provisions anew; states and grants are on disk. */
export interface Keys {
  /** `enabled` says what the template wants of a key that is not about to be deleted. */
  save(key: Omit<Key, 'arn' | 'managedBy'>, enabled: boolean): Key;
  remove(id: string): void;
  /** A key by its id, its ARN, an alias or the ARN of one. Throws NotFoundException. */
  find(keyId: string): Key;
  list(): readonly Key[];
  state(key: Key): { readonly state: KeyState; readonly deletionAt: number | null };
  setState(key: Key, state: KeyState, deletionAt?: number): void;
  alias(name: string, keyId: string): void;
  removeAlias(name: string): void;
  aliases(): ReadonlyMap<string, string>;
  grants(key: Key): readonly Grant[];
  grant(given: Omit<Grant, 'id'>): Grant;
  /** False where it is not there. */
  revoke(key: Key, grantId: string): boolean;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS kms_key (id TEXT PRIMARY KEY, state TEXT NOT NULL, wanted TEXT NOT NULL, deletion_at INTEGER);
CREATE TABLE IF NOT EXISTS kms_grant (id TEXT PRIMARY KEY, key_id TEXT NOT NULL, definition TEXT NOT NULL);
`;

interface Row {
  state: KeyState;
  wanted: string;
  deletion_at: number | null;
}

/** Services for which AWS keeps a key of its own: `alias/aws/sqs`. */
const MANAGED = ['sqs', 'sns', 'dynamodb', 's3', 'lambda', 'secretsmanager'];

export const createKeys = ({ store, accountId, region }: Engine): Keys => {
  store.schema(SCHEMA);
  const keys = new Map<string, Key>();
  const aliases = new Map<string, string>();
  const prefix = `arn:aws:kms:${region}:${accountId}:`;
  const arnOf = (id: string): string => `${prefix}key/${id}`;
  const row = (id: string): Row | undefined => store.get<Row>('SELECT * FROM kms_key WHERE id = ?', id);
  const put = (id: string, state: KeyState, wanted: string, deletionAt: number | null): void =>
    void store.run('INSERT OR REPLACE INTO kms_key VALUES (?, ?, ?, ?)', id, state, wanted, deletionAt);

  for (const service of MANAGED) {
    const id = idOf(`aws/${service}`);
    const policy = managedPolicy(`${service}.${region}.amazonaws.com`, accountId);
    keys.set(id, { id, arn: arnOf(id), description: `Default key of ${service}`, policy, managedBy: 'AWS' });
    aliases.set(`alias/aws/${service}`, id);
  }

  const find = (keyId: string): Key => {
    const name = keyId.startsWith(prefix) ? keyId.slice(prefix.length) : keyId;
    if (keyId.startsWith('arn:') && name === keyId) throw notFound(`Invalid arn ${keyId}`);
    const id = name.startsWith('alias/') ? aliases.get(name) : name.replace(/^key\//, '');
    if (id === undefined) throw notFound(`Alias ${prefix}${name} is not found.`);
    const key = keys.get(id);
    if (!key) throw notFound(`Key '${arnOf(id)}' does not exist`);
    return key;
  };

  return {
    save: (given, enabled) => {
      const key: Key = { ...given, arn: arnOf(given.id), managedBy: 'CUSTOMER' };
      const wanted = enabled ? 'Enabled' : 'Disabled';
      const stored = row(key.id);
      // What was done to the key by calls stays, until the template says something else.
      if (stored?.wanted !== wanted) put(key.id, wanted, wanted, null);
      keys.set(key.id, key);
      return key;
    },
    remove: (id) => {
      keys.delete(id);
      store.transaction(() => {
        store.run('DELETE FROM kms_key WHERE id = ?', id);
        store.run('DELETE FROM kms_grant WHERE key_id = ?', id);
      });
    },
    find,
    list: () => [...keys.values()].filter(({ managedBy }) => managedBy === 'CUSTOMER'),
    state: ({ id }) => {
      const stored = row(id);
      return { state: stored?.state ?? 'Enabled', deletionAt: stored?.deletion_at ?? null };
    },
    setState: ({ id }, state, deletionAt) => put(id, state, row(id)?.wanted ?? 'Enabled', deletionAt ?? null),
    alias: (name, keyId) => void aliases.set(name, find(keyId).id),
    removeAlias: (name) => void aliases.delete(name),
    aliases: () => aliases,
    grants: ({ id }) =>
      store
        .all<{ definition: string }>('SELECT definition FROM kms_grant WHERE key_id = ?', id)
        .map(({ definition }) => JSON.parse(definition) as Grant),
    grant: (given) => {
      const grant: Grant = { ...given, id: createHash('sha256').update(JSON.stringify(given)).digest('hex') };
      store.run('INSERT OR REPLACE INTO kms_grant VALUES (?, ?, ?)', grant.id, grant.keyId, JSON.stringify(grant));
      return grant;
    },
    revoke: ({ id }, grantId) => store.run('DELETE FROM kms_grant WHERE key_id = ? AND id = ?', id, grantId) > 0,
  };
};

/** Always the same id for the same seed. */
export const idOf = (seed: string): string =>
  createHash('sha256')
    .update(seed)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

/** Lets everybody of the account use the key through its service, but no service by itself.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
const managedPolicy = (viaService: string, accountId: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:CreateGrant', 'kms:ListGrants', 'kms:DescribeKey'],
      Resource: '*',
      Condition: { StringEquals: { 'kms:CallerAccount': accountId, 'kms:ViaService': viaService } },
    },
  ],
});

export const notFound = (message: string): AwsError => new AwsError('NotFoundException', message);
