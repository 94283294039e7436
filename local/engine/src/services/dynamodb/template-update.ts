import { EngineError } from '../../aws-error.ts';
import type { Requested } from './definitions/check.ts';
import type { IndexDefinition, TableDefinition } from './storage/table.ts';
import type { TableProperties } from './table-resource.ts';

/** The definition of a table that is there, as a template wants it. Throws EngineError for what CloudFormation does not do in place.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const definitionAfter = (before: TableDefinition, wanted: TableProperties): Requested => {
  refuseReplacement(before, wanted);
  refuseIndexChanges(before, wanted.GlobalSecondaryIndexes ?? []);
  const billingMode = wanted.BillingMode ?? 'PROVISIONED';
  const ttl = wanted.TimeToLiveSpecification;
  return {
    ...before,
    attributes: wanted.AttributeDefinitions,
    billingMode,
    throughput: wanted.ProvisionedThroughput,
    globalIndexes: (wanted.GlobalSecondaryIndexes ?? []).map(plain),
    localIndexes: (wanted.LocalSecondaryIndexes ?? []).map(plain),
    deletionProtection: wanted.DeletionProtectionEnabled === true,
    timeToLiveAttribute: ttl?.Enabled ? ttl.AttributeName : undefined,
  };
};

type WantedIndex = NonNullable<TableProperties['GlobalSecondaryIndexes']>[number];

const plain = ({ IndexName, KeySchema, Projection, ProvisionedThroughput }: WantedIndex) => ({
  IndexName,
  KeySchema,
  Projection: { ProjectionType: Projection.ProjectionType, ...named(Projection.NonKeyAttributes) },
  ProvisionedThroughput,
});

const named = (NonKeyAttributes: string[] | undefined) => (NonKeyAttributes ? { NonKeyAttributes } : {});

const FRESH = 'start once with --fresh, or give it another name';

const refuseReplacement = (before: TableDefinition, wanted: TableProperties): void => {
  const types = (definitions: TableDefinition['attributes'], names: readonly string[]) =>
    names.map((name) => definitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType);
  const names = before.keySchema.map(({ AttributeName }) => AttributeName);
  const sameKeys =
    schemaText(before.keySchema) === schemaText(wanted.KeySchema) &&
    types(before.attributes, names).join() === types(wanted.AttributeDefinitions, names).join();
  if (!sameKeys) {
    throw new EngineError(
      `table ${before.name} on disk has other keys than the template, and AWS would replace it by an empty one: ${FRESH}`,
    );
  }
  const local = (indexes: readonly IndexDefinition[]): string => indexes.map(indexText).toSorted().join();
  if (local(before.localIndexes) !== local((wanted.LocalSecondaryIndexes ?? []).map(plain))) {
    throw new EngineError(
      `table ${before.name} on disk has other local secondary indexes than the template, and AWS would replace it by an empty one: ${FRESH}`,
    );
  }
};

const refuseIndexChanges = ({ name, globalIndexes }: TableDefinition, wanted: readonly WantedIndex[]): void => {
  const now = new Map(wanted.map((index) => [index.IndexName, indexText(plain(index))]));
  const old = new Map(globalIndexes.map((index) => [index.IndexName, indexText(index)]));
  const changed = [...old].find(([index, text]) => now.has(index) && now.get(index) !== text);
  if (changed) {
    throw new EngineError(
      `index ${changed[0]} of table ${name} has another key or projection in the template, which AWS refuses to change: give the index another name, or start once with --fresh`,
    );
  }
  const created = [...now.keys()].filter((index) => !old.has(index));
  const deleted = [...old.keys()].filter((index) => !now.has(index));
  if (created.length + deleted.length > 1) {
    const each = [...created.map((index) => `creates ${index}`), ...deleted.map((index) => `deletes ${index}`)];
    throw new EngineError(
      `table ${name}: Cannot perform more than one GSI creation or deletion in a single update (the template ${each.join(', ')}): take them one at a time, as on AWS, or start once with --fresh`,
    );
  }
};

const schemaText = (schema: readonly { AttributeName: string; KeyType: string }[]): string =>
  JSON.stringify(schema.map(({ AttributeName, KeyType }) => [KeyType, AttributeName]));

const indexText = ({ IndexName, KeySchema, Projection }: IndexDefinition): string =>
  JSON.stringify([
    IndexName,
    schemaText(KeySchema),
    Projection.ProjectionType,
    (Projection.NonKeyAttributes ?? []).toSorted(),
  ]);
