import type { KeyAttribute } from '../values/key-encoding.ts';

/** An element of a key schema, as on the wire. */
export interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: string;
}

/** Which attributes an index holds beside the keys, as on the wire. */
interface Projection {
  readonly ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  readonly NonKeyAttributes?: readonly string[];
}

/** Provisioned capacity, in units a second; kept and shown, never enforced. */
export interface Throughput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}

/** A secondary index, as it is defined. */
export interface IndexDefinition {
  readonly IndexName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly Projection: Projection;
  readonly ProvisionedThroughput?: Throughput | undefined;
}

/** An index with the number of its SQLite table. */
export interface NumberedIndex extends IndexDefinition {
  readonly number: number;
}

/** All that is kept of a table beside its items. */
export interface TableDefinition {
  readonly name: string;
  readonly id: string;
  /** Seconds since the epoch. */
  readonly createdAtSeconds: number;
  readonly attributes: readonly { readonly AttributeName: string; readonly AttributeType: 'S' | 'N' | 'B' }[];
  readonly keySchema: readonly KeySchemaElement[];
  readonly billingMode: 'PROVISIONED' | 'PAY_PER_REQUEST';
  /** When it was last switched to on demand, in seconds since the epoch. */
  readonly onDemandSinceSeconds?: number | undefined;
  readonly throughput?: Throughput | undefined;
  readonly globalIndexes: readonly NumberedIndex[];
  readonly localIndexes: readonly NumberedIndex[];
  readonly deletionProtection: boolean;
  readonly timeToLiveAttribute?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** The key of a table or an index, and where its rows are. */
export interface Keyed {
  readonly hash: KeyAttribute;
  readonly range?: KeyAttribute | undefined;
}

/** A secondary index in use. */
export interface Index extends Keyed {
  readonly name: string;
  readonly global: boolean;
  /** Its SQLite table. */
  readonly rows: string;
  readonly projection: Projection['ProjectionType'];
  /** The attributes that it holds; undefined for all. */
  readonly attributes?: ReadonlySet<string> | undefined;
}

/** A table in use. */
export interface Table extends Keyed {
  readonly definition: TableDefinition;
  readonly name: string;
  /** Its SQLite table. */
  readonly rows: string;
  readonly indexes: readonly Index[];
  /** The attributes of its primary key. */
  readonly keyNames: readonly string[];
}

/** A table as its definition says, stored under a number. */
export const tableOf = (number: number, definition: TableDefinition): Table => {
  const keys = keyedBy(definition.keySchema, definition);
  const keyNames = definition.keySchema.map(({ AttributeName }) => AttributeName);
  const indexOf =
    (global: boolean) =>
    (index: NumberedIndex): Index => ({
      ...keyedBy(index.KeySchema, definition),
      name: index.IndexName,
      global,
      rows: `dynamodb_index_${index.number}`,
      projection: index.Projection.ProjectionType,
      attributes: attributesOf(index, keyNames),
    });
  return {
    ...keys,
    definition,
    name: definition.name,
    rows: `dynamodb_items_${number}`,
    indexes: [...definition.globalIndexes.map(indexOf(true)), ...definition.localIndexes.map(indexOf(false))],
    keyNames,
  };
};

/** An index of a table by its name. */
export const indexNamed = (table: Table, name: string): Index | undefined =>
  table.indexes.find((index) => index.name === name);

const attributesOf = (index: IndexDefinition, tableKeys: readonly string[]): ReadonlySet<string> | undefined => {
  const { ProjectionType, NonKeyAttributes = [] } = index.Projection;
  if (ProjectionType === 'ALL') return undefined;
  return new Set([...tableKeys, ...index.KeySchema.map(({ AttributeName }) => AttributeName), ...NonKeyAttributes]);
};

const keyedBy = (schema: readonly KeySchemaElement[], { attributes }: TableDefinition): Keyed => {
  const attribute = (name: string): KeyAttribute => ({
    name,
    type: attributes.find(({ AttributeName }) => AttributeName === name)?.AttributeType ?? 'S',
  });
  const [hash, range] = schema.map(({ AttributeName }) => attribute(AttributeName));
  if (!hash) throw new TypeError('a key schema has a hash key');
  return { hash, range };
};
