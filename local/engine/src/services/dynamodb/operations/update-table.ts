import { AwsError } from '../../../aws-error.ts';
import type { TableOperation } from '../context.ts';
import { checkDefinition, refuseStream } from '../definitions/check.ts';
import { describeTable } from '../definitions/describe.ts';
import { attributeDefinitions, billingMode, indexDefinition, streamSpecification } from '../definitions/shapes.ts';
import { invalid, invalidParameter } from '../errors.ts';
import { indexName, tableName, throughput } from '../requests/members.ts';
import { anything, type Checked, checkRequest, list, needed, structure, truth } from '../requests/shape.ts';
import type { NewTable } from '../storage/catalogue.ts';
import type { IndexDefinition, TableDefinition } from '../storage/table.ts';
import { checkTableName } from './table-name.ts';

const indexUpdate = structure({
  Update: structure({ IndexName: needed(indexName), ProvisionedThroughput: needed(throughput) }),
  Create: indexDefinition,
  Delete: structure({ IndexName: needed(indexName) }),
});
type IndexUpdate = Checked<typeof indexUpdate>;

const shape = structure({
  TableName: needed(tableName),
  AttributeDefinitions: attributeDefinitions,
  ProvisionedThroughput: throughput,
  BillingMode: billingMode,
  GlobalSecondaryIndexUpdates: list(indexUpdate),
  DeletionProtectionEnabled: truth,
  StreamSpecification: streamSpecification,
  SSESpecification: anything,
  TableClass: anything,
  OnDemandThroughput: anything,
});
type Request = Checked<typeof shape>;

/** All is done at once, although the answer says UPDATING as DynamoDB's does.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html */
export const updateTable: TableOperation = ({ catalogue, engine }, input) => {
  checkTableName(input.TableName);
  const request = checkRequest(shape, input);
  refuseStream(request.StreamSpecification);
  checkRequested(request);
  const table = catalogue.describe(request.TableName);
  refuseSameThroughput(table.definition, request);
  const definition = updated(table.definition, request, engine.now() / 1000);
  return { TableDescription: describeTable(engine, catalogue.replace(table, definition), 'UPDATING') };
};

const checkRequested = (request: Request): void => {
  const { GlobalSecondaryIndexUpdates: updates = [], ...others } = request;
  const changes = Object.keys(others).some((name) => name !== 'TableName' && name !== 'AttributeDefinitions');
  if (!changes && updates.length === 0) {
    throw invalid(
      'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required',
    );
  }
  if (request.BillingMode === 'PROVISIONED' && !request.ProvisionedThroughput) {
    throw invalidParameter('ProvisionedThroughput must be specified when BillingMode is PROVISIONED');
  }
  const names = new Set<string>();
  for (const update of updates) {
    const name = (update.Update ?? update.Create ?? update.Delete)?.IndexName;
    if (name === undefined) {
      throw invalidParameter(
        'One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null',
      );
    }
    if (names.has(name)) {
      throw invalidParameter(
        `Only one global secondary index update per index is allowed simultaneously. Index: ${name}`,
      );
    }
    names.add(name);
  }
  if (updates.filter(({ Create, Delete }) => Create || Delete).length > 1) {
    throw new AwsError(
      'LimitExceededException',
      'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    );
  }
};

const refuseSameThroughput = (
  { throughput: before }: TableDefinition,
  { ProvisionedThroughput: wanted, BillingMode: billing }: Request,
): void => {
  const { ReadCapacityUnits: read, WriteCapacityUnits: write } = wanted ?? {};
  if (
    !wanted ||
    !before ||
    billing === 'PAY_PER_REQUEST' ||
    read !== before.ReadCapacityUnits ||
    write !== before.WriteCapacityUnits
  )
    return;
  throw invalid(
    `The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: ${read}. Requested ReadCapacityUnits: ${read}. Current WriteCapacityUnits provisioned for the table: ${write}. Requested WriteCapacityUnits: ${write}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
  );
};

const updated = (before: TableDefinition, request: Request, nowSeconds: number): NewTable => {
  const globalIndexes = (request.GlobalSecondaryIndexUpdates ?? []).reduce(
    (indexes, update) => withIndex(indexes, update),
    before.globalIndexes as readonly IndexDefinition[],
  );
  const billingMode = (request.BillingMode ?? before.billingMode) as TableDefinition['billingMode'];
  const onDemand = billingMode === 'PAY_PER_REQUEST';
  const becomesOnDemand = onDemand && before.billingMode !== billingMode;
  return checkDefinition({
    ...before,
    attributes: attributesAfter(before, request, globalIndexes),
    billingMode,
    onDemandSinceSeconds: becomesOnDemand ? nowSeconds : before.onDemandSinceSeconds,
    throughput: request.ProvisionedThroughput ?? (onDemand ? undefined : before.throughput),
    globalIndexes: becomesOnDemand ? globalIndexes.map(unprovisioned) : globalIndexes,
    deletionProtection: request.DeletionProtectionEnabled ?? before.deletionProtection,
  });
};

const unprovisioned = ({ ProvisionedThroughput: _, ...index }: IndexDefinition): IndexDefinition => index;

const withIndex = (indexes: readonly IndexDefinition[], update: IndexUpdate): readonly IndexDefinition[] => {
  const named = (name: string) => indexes.some(({ IndexName }) => IndexName === name);
  if (update.Create) {
    if (named(update.Create.IndexName)) {
      throw invalidParameter(`Attempting to create an index which already exists: ${update.Create.IndexName}`);
    }
    return [...indexes, update.Create as IndexDefinition];
  }
  const { IndexName = '' } = update.Update ?? update.Delete ?? {};
  if (!named(IndexName)) {
    throw new AwsError('ResourceNotFoundException', `Requested resource not found: Index: ${IndexName} not found`);
  }
  if (update.Delete) return indexes.filter((index) => index.IndexName !== IndexName);
  const ProvisionedThroughput = update.Update?.ProvisionedThroughput;
  return indexes.map((index) => (index.IndexName === IndexName ? { ...index, ProvisionedThroughput } : index));
};

/** The request names the attributes of a new index; those of a deleted one go by themselves. */
const attributesAfter = (
  before: TableDefinition,
  { AttributeDefinitions = [] }: Request,
  globalIndexes: readonly IndexDefinition[],
): TableDefinition['attributes'] => {
  const schemas = [before.keySchema, ...[...globalIndexes, ...before.localIndexes].map(({ KeySchema }) => KeySchema)];
  const used = new Set(schemas.flat().map(({ AttributeName }) => AttributeName));
  const given = new Map(
    [...before.attributes, ...(AttributeDefinitions as TableDefinition['attributes'])].map((each) => [
      each.AttributeName,
      each,
    ]),
  );
  const changed = before.attributes.find(
    ({ AttributeName, AttributeType }) => given.get(AttributeName)?.AttributeType !== AttributeType,
  );
  if (changed && used.has(changed.AttributeName)) {
    throw invalidParameter(`Attribute ${changed.AttributeName} is a key already, of type ${changed.AttributeType}`);
  }
  return [...given.values()].filter(
    ({ AttributeName }) =>
      used.has(AttributeName) || AttributeDefinitions.some((each) => each.AttributeName === AttributeName),
  );
};
