import type { Store } from '../../store.ts';

interface Payload {
  readonly grantId?: string;
  readonly uid?: string;
  readonly accountId?: string;
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS cognito_oidc (
    model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, grant_id TEXT, uid TEXT, expires_at INTEGER NOT NULL,
    PRIMARY KEY (model, id)) STRICT;
  CREATE INDEX IF NOT EXISTS cognito_oidc_grant ON cognito_oidc (grant_id);
  CREATE INDEX IF NOT EXISTS cognito_oidc_uid ON cognito_oidc (model, uid)`;

/** Takes back a person's refresh tokens. Tokens that are checked by their signature alone last on, and so does the cookie of
 * the sign-in pages, which gives new tokens for an hour.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html */
export const signOutEverywhere = (store: Store, sub: string): void => {
  store.schema(TABLES);
  store.run("DELETE FROM cognito_oidc WHERE model <> 'Session' AND json_extract(payload, '$.accountId') = ?", sub);
};

/** Keeps oidc-provider's sessions, grants, codes and refresh tokens in the engine's store; `now` in milliseconds. The session of
 * a person who cannot sign in (deleted, disabled) is none, so that the sign-in page is shown to that browser. */
export const createOidcAdapter = (store: Store, now: () => number, canSignIn: (sub: string) => boolean) => {
  store.schema(TABLES);
  const seconds = (): number => Math.floor(now() / 1000);
  store.run('DELETE FROM cognito_oidc WHERE expires_at <= ?', seconds());

  return (model: string) => {
    const findBy = async (column: 'id' | 'uid', value: string): Promise<Payload | undefined> => {
      const row = store.get<{ payload: string }>(
        `SELECT payload FROM cognito_oidc WHERE model = ? AND ${column} = ? AND expires_at > ?`,
        ...[model, value, seconds()],
      );
      const payload = row && (JSON.parse(row.payload) as Payload);
      const gone = model === 'Session' && payload?.accountId !== undefined && !canSignIn(payload.accountId);
      return gone ? undefined : payload;
    };
    return {
      upsert: async (id: string, payload: Payload, expiresIn: number): Promise<void> => {
        store.run(
          'INSERT OR REPLACE INTO cognito_oidc (model, id, payload, grant_id, uid, expires_at) VALUES (?, ?, ?, ?, ?, ?)',
          ...[model, id, JSON.stringify(payload), payload.grantId ?? null, payload.uid ?? null, seconds() + expiresIn],
        );
      },
      find: (id: string) => findBy('id', id),
      findByUid: (uid: string) => findBy('uid', uid),
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
    };
  };
};
