import type { Store } from '../../../store.ts';

/** How long a token of a transaction is remembered.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#DDB-TransactWriteItems-request-ClientRequestToken */
const REMEMBERED_MS = 10 * 60 * 1000;
const SWEEP_MS = 60 * 1000;

/** The tokens of transactions that were carried out, which a repetition does not carry out again; they outlive a restart. */
export interface Tokens {
  /** The digest of the transaction that had this token; undefined where none had, or it is forgotten. */
  find(token: string): string | undefined;
  /** Remembers a token, in the transaction of the store that carries its writes. */
  remember(token: string, digest: string): void;
}

/** Opens the tokens in the store. */
export const openTokens = (store: Store, now: () => number): Tokens => {
  store.schema(`CREATE TABLE IF NOT EXISTS dynamodb_tokens (
    token TEXT PRIMARY KEY, digest TEXT NOT NULL, expires_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS dynamodb_tokens_expiry ON dynamodb_tokens (expires_ms);`);
  let sweptAt = Number.NEGATIVE_INFINITY;
  return {
    find: (token) =>
      store.get<{ digest: string }>(
        'SELECT digest FROM dynamodb_tokens WHERE token = ? AND expires_ms > ?',
        token,
        now(),
      )?.digest,
    remember: (token, digest) => {
      if (Math.abs(now() - sweptAt) >= SWEEP_MS) {
        sweptAt = now();
        store.run('DELETE FROM dynamodb_tokens WHERE expires_ms <= ?', sweptAt);
      }
      // One that is forgotten may lie there still.
      store.run('INSERT OR REPLACE INTO dynamodb_tokens VALUES (?, ?, ?)', token, digest, now() + REMEMBERED_MS);
    },
  };
};
