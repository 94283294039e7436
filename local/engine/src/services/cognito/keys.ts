import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Store } from '../../store.ts';

/** The RS256 key that signs a pool's tokens. */
export interface PoolKey {
  readonly id: string;
  readonly publicKey: KeyObject;
  /** As a JSON Web Key, with and without its private part. */
  readonly privateJwk: Readonly<Record<string, unknown>>;
  readonly publicJwk: Readonly<Record<string, unknown>>;
}

const TABLES = `CREATE TABLE IF NOT EXISTS cognito_secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT`;

/** The key of a pool: made once, then kept, so that tokens outlive a restart. */
export const poolKey = async (store: Store, poolId: string): Promise<PoolKey> => {
  const pem = readSecret(store, `key ${poolId}`) ?? keepSecret(store, `key ${poolId}`, await newPrivateKey());
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  const publicJwk = publicKey.export({ format: 'jwk' });
  const id = String(publicJwk.n).slice(0, 43);
  const common = { kid: id, alg: 'RS256', use: 'sig' };
  return {
    id,
    publicKey,
    privateJwk: { ...privateKey.export({ format: 'jwk' }), ...common },
    publicJwk: { ...publicJwk, ...common },
  };
};

/** The key that signs the sign-in pages' cookies. */
export const cookieKey = (store: Store): string =>
  readSecret(store, 'cookies') ?? keepSecret(store, 'cookies', randomBytes(32).toString('base64url'));

const newPrivateKey = async (): Promise<string> => {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
};

const readSecret = (store: Store, name: string): string | undefined => {
  store.schema(TABLES);
  return store.get<{ value: string }>('SELECT value FROM cognito_secrets WHERE name = ?', name)?.value;
};

const keepSecret = (store: Store, name: string, value: string): string => {
  store.run('INSERT INTO cognito_secrets (name, value) VALUES (?, ?)', name, value);
  return value;
};
