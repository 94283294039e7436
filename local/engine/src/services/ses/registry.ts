import type { Engine } from '../../service.ts';
import { domainsOf } from './address.ts';

/** What SES knows beside mails: the identities that may send, and the configuration sets. */
export interface Registry {
  readonly identities: Names;
  readonly configurationSets: Names;
  /** The identity that covers an address, the address itself first; undefined where none does. */
  covering(address: string): string | undefined;
  arnOf(resource: 'identity' | 'configuration-set', name: string): string;
}

/** A set of names on disk. */
export interface Names {
  has(name: string): boolean;
  list(): readonly string[];
  /** False where it is there already. */
  add(name: string): boolean;
  remove(name: string): boolean;
}

const schema = `
CREATE TABLE IF NOT EXISTS ses_identity (name TEXT PRIMARY KEY COLLATE NOCASE);
CREATE TABLE IF NOT EXISTS ses_configuration_set (name TEXT PRIMARY KEY);
`;

export const createRegistry = ({ store, region, accountId }: Engine): Registry => {
  store.schema(schema);
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
    covering: (address) => [address, ...domainsOf(address)].find((name) => identities.has(name)),
    arnOf: (resource, name) => `arn:aws:ses:${region}:${accountId}:${resource}/${name}`,
  };
};
