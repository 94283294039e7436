import type { Engine } from '../../../service.ts';
import { tableArn } from '../context.ts';
import { projected } from '../storage/rows.ts';
import type { Index, NumberedIndex, Table, TableDefinition, Throughput } from '../storage/table.ts';
import { walkItems } from '../storage/walk.ts';
import { itemSize } from '../values/sizes.ts';

type Status = 'CREATING' | 'ACTIVE' | 'UPDATING' | 'DELETING';
type Description = Record<string, unknown>;

/** `TableDescription` as on the wire; its counts are those of this moment.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html */
export const describeTable = (engine: Engine, table: Table, status: Status = 'ACTIVE'): Description => {
  const { definition } = table;
  const arn = tableArn(engine, table.name);
  const indexes = (list: readonly NumberedIndex[]) => list.map((index) => describeIndex(engine, table, index, arn));
  const { items, bytes } = countOf(engine, table);
  return {
    AttributeDefinitions: definition.attributes,
    TableName: table.name,
    KeySchema: definition.keySchema,
    TableStatus: status,
    CreationDateTime: definition.createdAtSeconds,
    ProvisionedThroughput: shownThroughput(definition.throughput),
    TableSizeBytes: bytes,
    ItemCount: items,
    TableArn: arn,
    TableId: definition.id,
    ...onDemand(definition),
    ...(definition.localIndexes.length > 0 && { LocalSecondaryIndexes: indexes(definition.localIndexes) }),
    ...(definition.globalIndexes.length > 0 && {
      GlobalSecondaryIndexes: indexes(definition.globalIndexes).map((index, at) => ({
        ...index,
        IndexStatus: status === 'CREATING' ? 'CREATING' : 'ACTIVE',
        ProvisionedThroughput: shownThroughput(definition.globalIndexes[at]?.ProvisionedThroughput),
      })),
    }),
    DeletionProtectionEnabled: definition.deletionProtection,
  };
};

const onDemand = ({ billingMode, onDemandSinceSeconds }: TableDefinition): Description => {
  if (onDemandSinceSeconds === undefined) return {};
  const since = { LastUpdateToPayPerRequestDateTime: onDemandSinceSeconds };
  return {
    BillingModeSummary: { BillingMode: billingMode, ...since },
  };
};

const shownThroughput = (throughput: Throughput | undefined): Description => ({
  NumberOfDecreasesToday: 0,
  ReadCapacityUnits: throughput?.ReadCapacityUnits ?? 0,
  WriteCapacityUnits: throughput?.WriteCapacityUnits ?? 0,
});

const describeIndex = (
  engine: Engine,
  table: Table,
  { IndexName, KeySchema, Projection }: NumberedIndex,
  arn: string,
): Description => {
  const index = table.indexes.find(({ name }) => name === IndexName);
  const { items, bytes } = countOf(engine, table, index);
  return {
    IndexName,
    KeySchema,
    Projection,
    IndexSizeBytes: bytes,
    ItemCount: items,
    IndexArn: `${arn}/index/${IndexName}`,
  };
};

interface Count {
  readonly items: number;
  readonly bytes: number;
}

const countOf = ({ store }: Engine, table: Table, index?: Index): Count => {
  if (index?.attributes) {
    let [items, bytes] = [0, 0];
    for (const { item } of walkItems(store, { table, index })) {
      items += 1;
      bytes += itemSize(projected(index, item));
    }
    return { items, bytes };
  }
  const from = index ? `${index.rows} x CROSS JOIN ${table.rows} i ON i.p = x.tp AND i.r = x.tr` : `${table.rows} i`;
  const counted = store.get<Count>(`SELECT count(*) AS items, coalesce(sum(i.size), 0) AS bytes FROM ${from}`);
  return counted ?? { items: 0, bytes: 0 };
};
