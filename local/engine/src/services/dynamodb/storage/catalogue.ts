import { AwsError } from '../../../aws-error.ts';
import type { Store } from '../../../store.ts';
import { backfill, createIndexRows, createItemRows, dropRows, rewriteExpiries } from './schema.ts';
import { type IndexDefinition, type Table, type TableDefinition, tableOf } from './table.ts';

/** A table's definition before its indexes have numbers. */
export interface NewTable extends Omit<TableDefinition, 'globalIndexes' | 'localIndexes'> {
  readonly globalIndexes: readonly IndexDefinition[];
  readonly localIndexes: readonly IndexDefinition[];
}

/** The tables that there are. */
export interface Catalogue {
  /** Throws ResourceNotFoundException. */
  get(name: string): Table;
  /** As `get`, for the operations on tables, which name it in the error. */
  describe(name: string): Table;
  find(name: string): Table | undefined;
  /** In order of their names' bytes. */
  names(): readonly string[];
  all(): Iterable<Table>;
  create(definition: NewTable): Table;
  /** Puts another definition in a table's place: new indexes are filled, those that it no longer has are dropped. */
  replace(table: Table, definition: NewTable): Table;
  drop(table: Table): void;
}

interface Row {
  readonly name: string;
  readonly number: number;
  readonly definition: string;
}

/** Opens the catalogue, which is kept in the store and read once. */
export const openCatalogue = (store: Store): Catalogue => {
  store.schema(`CREATE TABLE IF NOT EXISTS dynamodb_tables (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, definition TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS dynamodb_numbers (last INTEGER NOT NULL) STRICT;`);
  const tables = new Map<string, { number: number; table: Table }>();
  for (const { name, number, definition } of store.all<Row>('SELECT name, number, definition FROM dynamodb_tables')) {
    tables.set(name, { number, table: tableOf(number, JSON.parse(definition) as TableDefinition) });
  }

  /** Numbers are never used again: statements on a dropped table may still be prepared. */
  const nextNumber = (): number => {
    if (store.run('UPDATE dynamodb_numbers SET last = last + 1') === 0) {
      store.run('INSERT INTO dynamodb_numbers (last) VALUES (1)');
    }
    return store.get<{ last: number }>('SELECT last FROM dynamodb_numbers')?.last ?? 1;
  };

  const numbered = (definition: NewTable, before?: TableDefinition): TableDefinition => {
    const number = (kind: 'globalIndexes' | 'localIndexes') =>
      definition[kind].map((index) => {
        const same = before?.[kind].find(({ IndexName }) => IndexName === index.IndexName);
        return { ...index, number: same?.number ?? nextNumber() };
      });
    return { ...definition, globalIndexes: number('globalIndexes'), localIndexes: number('localIndexes') };
  };

  const write = (number: number, definition: TableDefinition): Table => {
    store.run(
      'INSERT INTO dynamodb_tables (number, name, definition) VALUES (?, ?, ?) ON CONFLICT (number) DO UPDATE SET definition = excluded.definition',
      number,
      definition.name,
      JSON.stringify(definition),
    );
    return tableOf(number, definition);
  };

  const keep = (number: number, table: Table): Table => {
    tables.set(table.name, { number, table });
    return table;
  };

  const notFound = (suffix = ''): AwsError =>
    new AwsError('ResourceNotFoundException', `Requested resource not found${suffix}`);

  return {
    get: (name) => {
      const found = tables.get(name);
      if (!found) throw notFound();
      return found.table;
    },
    describe: (name) => {
      const found = tables.get(name);
      if (!found) throw notFound(`: Table: ${name} not found`);
      return found.table;
    },
    find: (name) => tables.get(name)?.table,
    names: () => [...tables.keys()].toSorted(),
    all: () => [...tables.values()].map(({ table }) => table),
    create: (definition) => {
      const { number, table } = store.transaction(() => {
        const number = nextNumber();
        const table = write(number, numbered(definition));
        createItemRows(store, table);
        for (const index of table.indexes) createIndexRows(store, index);
        return { number, table };
      });
      return keep(number, table);
    },
    replace: (before, definition) => {
      const number = tables.get(before.name)?.number ?? 0;
      const after = store.transaction(() => {
        const table = write(number, numbered(definition, before.definition));
        const rows = (of: Table): ReadonlySet<string> => new Set(of.indexes.map((index) => index.rows));
        const [old, now] = [rows(before), rows(table)];
        for (const index of before.indexes) if (!now.has(index.rows)) dropRows(store, index.rows);
        for (const index of table.indexes) {
          if (old.has(index.rows)) continue;
          createIndexRows(store, index);
          backfill(store, table, index);
        }
        if (table.definition.timeToLiveAttribute !== before.definition.timeToLiveAttribute) {
          rewriteExpiries(store, table);
        }
        return table;
      });
      return keep(number, after);
    },
    drop: (table) => {
      store.transaction(() => {
        store.run('DELETE FROM dynamodb_tables WHERE name = ?', table.name);
        for (const index of table.indexes) dropRows(store, index.rows);
        dropRows(store, table.rows);
      });
      tables.delete(table.name);
    },
  };
};
