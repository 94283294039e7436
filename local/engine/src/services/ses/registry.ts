import type { Engine } from '../../service.ts';
import type { Store } from '../../store.ts';
import { domainsOf } from './address.ts';

/** What SES knows beside mails: the identities that may send, and the configuration sets. */
export interface Registry {
  readonly identities: Names;
  readonly configurationSets: Names;
  readonly suppressed: Suppressed;
  /** The identity that covers an address, the address itself first; undefined where none does. */
  covering(address: string): string | undefined;
  arnOf(resource: 'identity' | 'configuration-set', name: string): string;
}

/** An address that gets no mails, since `updatedAt` (milliseconds since the epoch). */
interface SuppressedAddress {
  readonly address: string;
  readonly reason: string;
  readonly updatedAt: number;
}

/** The suppression list, on disk. */
interface Suppressed {
  put(entry: SuppressedAddress): void;
  /** By its exact spelling. */
  find(address: string): SuppressedAddress | undefined;
  /** In any case. */
  covers(address: string): boolean;
  list(): readonly SuppressedAddress[];
  /** False where it is not there. */
  remove(address: string): boolean;
}

/** A set of names on disk. */
interface Names {
  has(name: string): boolean;
  list(): readonly string[];
  /** False where it is there already. */
  add(name: string): boolean;
  remove(name: string): boolean;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS ses_identity (name TEXT PRIMARY KEY COLLATE NOCASE);
CREATE TABLE IF NOT EXISTS ses_configuration_set (name TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS ses_suppressed (address TEXT PRIMARY KEY, reason TEXT NOT NULL, updated_at INTEGER NOT NULL);
`;

export const createRegistry = ({ store, region, accountId }: Engine): Registry => {
  store.schema(SCHEMA);
  const names = (table: 'ses_identity' | 'ses_configuration_set'): Names => ({
    has: (name) => store.get(`SELECT name FROM ${table} WHERE name = ?`, name) !== undefined,
    list: () => store.all<{ name: string }>(`SELECT name FROM ${table} ORDER BY name`).map(({ name }) => name),
    add: (name) => store.run(`INSERT OR IGNORE INTO ${table} (name) VALUES (?)`, name) > 0,
    remove: (name) => store.run(`DELETE FROM ${table} WHERE name = ?`, name) > 0,
  });
  const identities = names('ses_identity');
  return {
    identities,
    configurationSets: names('ses_configuration_set'),
    suppressed: suppressedIn(store),
    covering: (address) => [address, ...domainsOf(address)].find((name) => identities.has(name)),
    arnOf: (resource, name) => `arn:aws:ses:${region}:${accountId}:${resource}/${name}`,
  };
};

const suppressedIn = (store: Store): Suppressed => {
  const columns = 'SELECT address, reason, updated_at AS updatedAt FROM ses_suppressed';
  return {
    put: ({ address, reason, updatedAt }) =>
      void store.run('INSERT OR REPLACE INTO ses_suppressed VALUES (?, ?, ?)', address, reason, updatedAt),
    find: (address) => store.get<SuppressedAddress>(`${columns} WHERE address = ?`, address),
    covers: (address) => store.get(`${columns} WHERE address = ? COLLATE NOCASE`, address) !== undefined,
    list: () => store.all<SuppressedAddress>(`${columns} ORDER BY address`),
    remove: (address) => store.run('DELETE FROM ses_suppressed WHERE address = ?', address) > 0,
  };
};
