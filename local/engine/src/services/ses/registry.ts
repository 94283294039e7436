import type { Engine } from '../../service.ts';
import type { Store } from '../../store.ts';
import { domainsOf } from './address.ts';
import { createEventDestinations, type EventDestinations } from './outcomes/destinations.ts';

/** What SES knows beside mails: the identities that may send, and the configuration sets. */
export interface Registry {
  readonly identities: Names;
  readonly configurationSets: Names;
  readonly eventDestinations: EventDestinations;
  readonly suppressed: Suppressed;
  /** For which reasons addresses come onto the suppression list and get no mails: those of a configuration set that has its own,
   * else the account's. */
  suppressedReasons(configurationSet?: string): readonly SuppressionReason[];
  /** Of the account where no configuration set is named; undefined gives up what was said before. */
  setSuppressedReasons(configurationSet: string | undefined, reasons: readonly SuppressionReason[] | undefined): void;
  /** With all that belongs to it; false where it is not there. */
  removeConfigurationSet(name: string): boolean;
  /** The identity that covers an address, the address itself first; undefined where none does. */
  covering(address: string): string | undefined;
  arnOf(resource: 'identity' | 'configuration-set', name: string): string;
}

export const SUPPRESSION_REASONS = ['BOUNCE', 'COMPLAINT'] as const;
type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** An address that gets no mails, since `updatedAt` (milliseconds since the epoch). */
interface SuppressedAddress {
  readonly address: string;
  readonly reason: SuppressionReason;
  readonly updatedAt: number;
}

/** The suppression list, on disk. */
interface Suppressed {
  put(entry: SuppressedAddress): void;
  /** By its exact spelling. */
  find(address: string): SuppressedAddress | undefined;
  /** Why an address is on the list, in any case; undefined where it is not. */
  reasonFor(address: string): SuppressionReason | undefined;
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
CREATE TABLE IF NOT EXISTS ses_suppressed_reasons (configuration_set TEXT PRIMARY KEY, reasons TEXT NOT NULL);
`;

/** In the place of a configuration set's name, which cannot be empty. */
const ACCOUNT = '';

export const createRegistry = (engine: Engine): Registry => {
  const { store, region, accountId } = engine;
  store.schema(SCHEMA);
  const identities = namesIn(store, 'ses_identity', withoutCase);
  const configurationSets = namesIn(store, 'ses_configuration_set', (name) => name);
  const eventDestinations = createEventDestinations(engine);
  const reasonsOf = (owner: string): readonly SuppressionReason[] | undefined => {
    const row = store.get<{ reasons: string }>(
      'SELECT reasons FROM ses_suppressed_reasons WHERE configuration_set = ?',
      owner,
    );
    return row && (JSON.parse(row.reasons) as SuppressionReason[]);
  };
  const setReasons = (owner: string, reasons: readonly SuppressionReason[] | undefined): void =>
    void (reasons
      ? store.run('INSERT OR REPLACE INTO ses_suppressed_reasons VALUES (?, ?)', owner, JSON.stringify(reasons))
      : store.run('DELETE FROM ses_suppressed_reasons WHERE configuration_set = ?', owner));
  return {
    identities,
    configurationSets,
    eventDestinations,
    suppressed: suppressedIn(store),
    // Accounts of since November 2019 have both. https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html
    suppressedReasons: (set = ACCOUNT) => reasonsOf(set) ?? reasonsOf(ACCOUNT) ?? SUPPRESSION_REASONS,
    setSuppressedReasons: (set = ACCOUNT, reasons) => setReasons(set, reasons),
    removeConfigurationSet: (name) =>
      store.transaction(() => {
        eventDestinations.removeAll(name);
        setReasons(name, undefined);
        return configurationSets.remove(name);
      }),
    covering: (address) => [address, ...domainsOf(address)].find((name) => identities.has(name)),
    arnOf: (resource, name) => `arn:aws:ses:${region}:${accountId}:${resource}/${name}`,
  };
};

/** As SQLite's NOCASE compares. */
const withoutCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** They are few, and asked for several times a mail: what is there is kept in memory too. */
const namesIn = (
  store: Store,
  table: 'ses_identity' | 'ses_configuration_set',
  key: (name: string) => string,
): Names => {
  const list = () => store.all<{ name: string }>(`SELECT name FROM ${table} ORDER BY name`).map(({ name }) => name);
  const known = new Set(list().map(key));
  return {
    has: (name) => known.has(key(name)),
    list,
    add: (name) => {
      const added = store.run(`INSERT OR IGNORE INTO ${table} (name) VALUES (?)`, name) > 0;
      known.add(key(name));
      return added;
    },
    remove: (name) => {
      const removed = store.run(`DELETE FROM ${table} WHERE name = ?`, name) > 0;
      known.delete(key(name));
      return removed;
    },
  };
};

const suppressedIn = (store: Store): Suppressed => {
  const columns = 'SELECT address, reason, updated_at AS updatedAt FROM ses_suppressed';
  return {
    put: ({ address, reason, updatedAt }) =>
      void store.run('INSERT OR REPLACE INTO ses_suppressed VALUES (?, ?, ?)', address, reason, updatedAt),
    find: (address) => store.get<SuppressedAddress>(`${columns} WHERE address = ?`, address),
    reasonFor: (address) =>
      store.get<SuppressedAddress>(`${columns} WHERE address = ? COLLATE NOCASE`, address)?.reason,
    list: () => store.all<SuppressedAddress>(`${columns} ORDER BY address`),
    remove: (address) => store.run('DELETE FROM ses_suppressed WHERE address = ?', address) > 0,
  };
};
