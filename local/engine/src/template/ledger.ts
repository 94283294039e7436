import type { ResourceContext } from '../service.ts';
import type { Store } from '../store.ts';

interface Row {
  readonly logical_id: string;
  readonly type: string;
  readonly ref: string;
  readonly attributes: string;
  readonly properties: string;
}

/** A resource that was provisioned once and is in the template no more. */
export interface Vanished {
  readonly logicalId: string;
  readonly type: string;
  readonly ref: string;
}

/** Opens the ledger, and makes its table where there is none. */
export const openLedger = (store: Store) => {
  store.schema(`CREATE TABLE IF NOT EXISTS cloudformation_resources (
    logical_id TEXT PRIMARY KEY, type TEXT NOT NULL, ref TEXT NOT NULL, attributes TEXT NOT NULL, properties TEXT NOT NULL)`);
  return {
    /** What a resource was; nothing where it had another type then. */
    previous: (logicalId: string, type: string): NonNullable<ResourceContext['previous']> | undefined => {
      const row = store.get<Row>(
        'SELECT * FROM cloudformation_resources WHERE logical_id = ? AND type = ?',
        logicalId,
        type,
      );
      return row && { ref: row.ref, attributes: JSON.parse(row.attributes), properties: row.properties };
    },
    save: (logicalId: string, type: string, ref: string, attributes: unknown, properties: unknown): void =>
      void store.run(
        'INSERT OR REPLACE INTO cloudformation_resources (logical_id, type, ref, attributes, properties) VALUES (?, ?, ?, ?, ?)',
        logicalId,
        type,
        ref,
        JSON.stringify(attributes),
        JSON.stringify(properties),
      ),
    forget: (logicalId: string): void =>
      void store.run('DELETE FROM cloudformation_resources WHERE logical_id = ?', logicalId),
    /** All that is in it and not among these. */
    without: (kept: ReadonlySet<string>): readonly Vanished[] =>
      store
        .all<Row>('SELECT * FROM cloudformation_resources')
        .filter((row) => !kept.has(row.logical_id))
        .map(({ logical_id: logicalId, type, ref }) => ({ logicalId, type, ref })),
  };
};
