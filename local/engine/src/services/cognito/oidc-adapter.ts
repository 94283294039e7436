import type { Store } from '../../store.ts';

interface Payload {
  readonly grantId?: string;
  readonly uid?: string;
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS cognito_oidc (
    model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, grant_id TEXT, uid TEXT, expires_at INTEGER NOT NULL,
    PRIMARY KEY (model, id)) STRICT;
  CREATE INDEX IF NOT EXISTS cognito_oidc_grant ON cognito_oidc (grant_id);
  CREATE INDEX IF NOT EXISTS cognito_oidc_uid ON cognito_oidc (model, uid)`;

/** Ends a person's sessions and takes back their refresh tokens; tokens that are checked by their signature alone last on. */
export const signOutEverywhere = (store: Store, sub: string): void => {
  store.schema(TABLES);
  store.run("DELETE FROM cognito_oidc WHERE json_extract(payload, '$.accountId') = ?", sub);
};

/** Keeps oidc-provider's sessions, grants, codes and refresh tokens in the engine's store; `now` in milliseconds. */
export const createOidcAdapter = (store: Store, now: () => number) => {
  store.schema(TABLES);
  const seconds = (): number => Math.floor(now() / 1000);
  store.run('DELETE FROM cognito_oidc WHERE expires_at <= ?', seconds());
  const read = (row: { payload: string } | undefined): unknown => row && JSON.parse(row.payload);

  return (model: string) => ({
    upsert: async (id: string, payload: Payload, expiresIn: number): Promise<void> => {
      store.run(
        'INSERT OR REPLACE INTO cognito_oidc (model, id, payload, grant_id, uid, expires_at) VALUES (?, ?, ?, ?, ?, ?)',
        ...[model, id, JSON.stringify(payload), payload.grantId ?? null, payload.uid ?? null, seconds() + expiresIn],
      );
    },
    find: async (id: string) =>
      read(
        store.get<{ payload: string }>(
          'SELECT payload FROM cognito_oidc WHERE model = ? AND id = ? AND expires_at > ?',
          ...[model, id, seconds()],
        ),
      ),
    findByUid: async (uid: string) =>
      read(
        store.get<{ payload: string }>(
          'SELECT payload FROM cognito_oidc WHERE model = ? AND uid = ? AND expires_at > ?',
          ...[model, uid, seconds()],
        ),
      ),
    findByUserCode: async () => undefined,
    consume: async (id: string): Promise<void> => {
      store.run(
        "UPDATE cognito_oidc SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?",
        ...[seconds(), model, id],
      );
    },
    destroy: async (id: string): Promise<void> => {
      store.run('DELETE FROM cognito_oidc WHERE model = ? AND id = ?', model, id);
    },
    revokeByGrantId: async (grantId: string): Promise<void> => {
      store.run('DELETE FROM cognito_oidc WHERE grant_id = ?', grantId);
    },
  });
};
