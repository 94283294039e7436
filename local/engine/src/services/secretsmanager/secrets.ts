import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws-error.ts';
import type { Engine } from '../../service.ts';

/** What one version of a secret holds: text, or bytes in base64. */
export type Value = { readonly SecretString: string } | { readonly SecretBinary: string };

/** A secret, without its values. */
export interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  /** Absent where the key is the one that AWS manages. */
  readonly keyId: string | null;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  readonly createdAt: number;
  readonly changedAt: number;
}

/** One version of a secret. */
export interface Version {
  readonly id: string;
  readonly value: Value;
  readonly stages: readonly string[];
  readonly createdAt: number;
}

/** What a template says of a secret; `makeValue` is called when `madeOf` is not what it was, and may give nothing. */
export interface Declared extends Pick<Secret, 'name' | 'description' | 'keyId' | 'tags'> {
  readonly madeOf: string;
  makeValue(): Value | undefined;
}

interface SecretRow {
  readonly name: string;
  readonly arn: string;
  readonly definition: string;
  readonly made_of: string;
  readonly created_at: number;
  readonly changed_at: number;
}
interface VersionRow {
  readonly id: string;
  readonly value: string;
  readonly stages: string;
  readonly created_at: number;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS secretsmanager_secret (
  name TEXT PRIMARY KEY, arn TEXT NOT NULL, definition TEXT NOT NULL, made_of TEXT NOT NULL,
  created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS secretsmanager_version (
  name TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, stages TEXT NOT NULL, created_at INTEGER NOT NULL,
  PRIMARY KEY (name, id));
`;
const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';

/** Secrets and their versions, on disk.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html */
export const createSecrets = ({ store, accountId, region, now }: Engine) => {
  store.schema(SCHEMA);
  const prefix = `arn:aws:secretsmanager:${region}:${accountId}:secret:`;

  const row = (secretId: string): SecretRow | undefined => {
    const name = secretId.startsWith(prefix) ? secretId.slice(prefix.length) : secretId;
    return store.get<SecretRow>('SELECT * FROM secretsmanager_secret WHERE name = ? OR arn = ?', name, secretId);
  };
  const list = (): readonly Secret[] =>
    store.all<SecretRow>('SELECT * FROM secretsmanager_secret ORDER BY name').map(secretOf);
  const find = (secretId: string): Secret => {
    const found = row(secretId);
    if (!found) throw notFound();
    return secretOf(found);
  };
  const versions = ({ name }: Pick<Secret, 'name'>): readonly Version[] =>
    store
      .all<VersionRow>('SELECT * FROM secretsmanager_version WHERE name = ? ORDER BY created_at, rowid', name)
      .map((one) => ({
        id: one.id,
        value: JSON.parse(one.value),
        stages: JSON.parse(one.stages),
        createdAt: one.created_at,
      }));

  const label = (name: string, id: string, stages: readonly string[]): void =>
    void store.run(
      'UPDATE secretsmanager_version SET stages = ? WHERE name = ? AND id = ?',
      JSON.stringify(stages),
      name,
      id,
    );

  /** A stage is on one version at a time; what was current becomes the previous one. */
  const add = (name: string, id: string, value: Value, stages: readonly string[]): void => {
    const current = stages.includes(CURRENT);
    for (const version of versions({ name })) {
      const kept = version.stages.filter((stage) => !stages.includes(stage) && !(current && stage === PREVIOUS));
      label(name, version.id, current && version.stages.includes(CURRENT) ? [...kept, PREVIOUS] : kept);
    }
    store.run(
      'INSERT INTO secretsmanager_version VALUES (?, ?, ?, ?, ?)',
      ...[name, id, JSON.stringify(value), JSON.stringify(stages)],
      now(),
    );
    store.run('UPDATE secretsmanager_secret SET changed_at = ? WHERE name = ?', now(), name);
  };

  return {
    arnOf: (secretId: string): string =>
      row(secretId)?.arn ?? (secretId.startsWith('arn:') ? secretId : prefix + secretId),
    list,
    find,
    versions,
    /** The version with an id or a stage; throws ResourceNotFoundException. */
    version: (secret: Secret, { id, stage }: { id?: string | undefined; stage?: string | undefined }): Version => {
      const wanted = stage ?? (id === undefined ? CURRENT : undefined);
      const found = versions(secret).find(
        (one) => (id === undefined || one.id === id) && (wanted === undefined || one.stages.includes(wanted)),
      );
      if (found) return found;
      throw notFound(wanted === undefined ? ` value for VersionId: ${id}` : ` value for staging label: ${wanted}`);
    },
    /** Makes or changes a secret of the template. */
    declare: ({ name, madeOf, makeValue, ...definition }: Declared): Secret =>
      store.transaction(() => {
        const before = store.get<SecretRow>('SELECT * FROM secretsmanager_secret WHERE name = ?', name);
        const arn = before?.arn ?? `${prefix}${name}-${randomUUID().slice(0, 6)}`;
        store.run(
          'INSERT OR REPLACE INTO secretsmanager_secret VALUES (?, ?, ?, ?, ?, ?)',
          ...[name, arn, JSON.stringify(definition), madeOf],
          ...[before?.created_at ?? now(), before?.changed_at ?? now()],
        );
        const value = before?.made_of === madeOf ? undefined : makeValue();
        if (value) add(name, randomUUID(), value, [CURRENT]);
        return find(arn);
      }),
    /** Gives a secret another value; the same id with the same value is the same version. Throws ResourceExistsException. */
    put: (secret: Secret, id: string, value: Value, stages: readonly string[]): Version =>
      store.transaction(() => {
        const before = versions(secret).find((one) => one.id === id);
        if (before && JSON.stringify(before.value) !== JSON.stringify(value)) {
          const text = `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${secret.arn}.`;
          throw new AwsError('ResourceExistsException', text);
        }
        if (before) return before;
        // The first version of an empty secret is the current one, whatever it is called.
        const first = versions(secret).length === 0 && !stages.includes(CURRENT);
        const labels = first ? [...stages, CURRENT] : stages;
        add(secret.name, id, value, labels);
        return { id, value, stages: labels, createdAt: now() };
      }),
    remove: (arn: string): void =>
      store.transaction(() => {
        const name = row(arn)?.name;
        if (name === undefined) return;
        store.run('DELETE FROM secretsmanager_version WHERE name = ?', name);
        store.run('DELETE FROM secretsmanager_secret WHERE name = ?', name);
      }),
  };
};

export type Secrets = ReturnType<typeof createSecrets>;

const secretOf = ({ name, arn, definition, created_at, changed_at }: SecretRow): Secret => ({
  ...(JSON.parse(definition) as Pick<Secret, 'description' | 'keyId' | 'tags'>),
  ...{ name, arn, createdAt: created_at, changedAt: changed_at },
});

export const notFound = (what = ''): AwsError =>
  new AwsError('ResourceNotFoundException', `Secrets Manager can't find the specified secret${what || '.'}`);
