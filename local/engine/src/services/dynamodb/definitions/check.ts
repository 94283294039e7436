import { AwsError } from '../../../aws-error.ts';
import { invalid, invalidParameter } from '../errors.ts';
import type { NewTable } from '../storage/catalogue.ts';
import type { IndexDefinition, KeySchemaElement, Throughput } from '../storage/table.ts';
import type { RequestedIndex } from './shapes.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-secondary-indexes */
const MAX_GLOBAL_INDEXES = 20;
const MAX_LOCAL_INDEXES = 5;
const MAX_UNITS = 1_000_000_000_000;

/** An index whose projection is still to be checked. */
type UncheckedIndex = Pick<RequestedIndex, 'IndexName' | 'KeySchema'> & {
  readonly Projection: {
    readonly ProjectionType?: string | undefined;
    readonly NonKeyAttributes?: readonly string[] | undefined;
  };
  readonly ProvisionedThroughput?: Throughput | undefined;
};

/** A definition before it is checked. */
export type Requested = Omit<NewTable, 'globalIndexes' | 'localIndexes'> & {
  readonly globalIndexes: readonly UncheckedIndex[];
  readonly localIndexes: readonly UncheckedIndex[];
};

/** Checks a definition as CreateTable and UpdateTable do. Throws ValidationException.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export const checkDefinition = (requested: Requested): NewTable => {
  checkThroughput(requested);
  const defined = requested.attributes.map(({ AttributeName }) => AttributeName);
  const { keySchema, localIndexes, globalIndexes } = requested;
  if (keySchema.length > defined.length) {
    throw invalid('Invalid KeySchema: Some index key attribute have no definition');
  }
  checkDefined(keySchema, defined);
  checkSchema(keySchema);
  if (localIndexes.length + globalIndexes.length === 0 && keySchema.length !== defined.length) {
    throw invalidParameter(
      'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
    );
  }
  checkIndexes(requested, defined);
  const known = {
    ...requested,
    globalIndexes: globalIndexes.map(checkedIndex),
    localIndexes: localIndexes.map(checkedIndex),
  };
  checkAllUsed(known);
  return known;
};

const checkIndexes = (
  { keySchema, localIndexes, globalIndexes, billingMode }: Requested,
  defined: readonly string[],
): void => {
  const names = new Set<string>();
  for (const index of localIndexes) {
    checkLocalIndex(index, keySchema, defined);
    checkProjection(index, names);
  }
  for (const index of globalIndexes) {
    checkDefined(index.KeySchema, defined);
    checkSchema(index.KeySchema);
    checkProjection(index, names);
    if (billingMode === 'PAY_PER_REQUEST' && index.ProvisionedThroughput) {
      throw invalidParameter(
        `ProvisionedThroughput should not be specified for index: ${index.IndexName} when BillingMode is PAY_PER_REQUEST`,
      );
    }
  }
  if (localIndexes.length > MAX_LOCAL_INDEXES) {
    throw invalidParameter(`Number of LocalSecondaryIndexes exceeds per-table limit of ${MAX_LOCAL_INDEXES}`);
  }
  if (globalIndexes.length > MAX_GLOBAL_INDEXES) {
    throw invalidParameter(`GlobalSecondaryIndex count exceeds the per-table limit of ${MAX_GLOBAL_INDEXES}`);
  }
};

/** Members that are not there are left out, so that definitions compare as texts. */
const checkedIndex = ({
  IndexName,
  KeySchema,
  Projection,
  ProvisionedThroughput,
}: UncheckedIndex): IndexDefinition => ({
  IndexName,
  KeySchema,
  ...(ProvisionedThroughput && { ProvisionedThroughput }),
  Projection: {
    ProjectionType: Projection.ProjectionType as 'ALL' | 'KEYS_ONLY' | 'INCLUDE',
    ...(Projection.NonKeyAttributes && { NonKeyAttributes: Projection.NonKeyAttributes }),
  },
});

const checkThroughput = ({ billingMode, throughput }: Requested): void => {
  if (billingMode === 'PAY_PER_REQUEST') {
    if (!throughput) return;
    throw invalidParameter(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  }
  if (!throughput) {
    throw invalidParameter(
      'ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
    );
  }
  for (const name of ['ReadCapacityUnits', 'WriteCapacityUnits'] as const) {
    if (throughput[name] > MAX_UNITS) throw invalid(`Given value ${throughput[name]} for ${name} is out of bounds`);
  }
};

const checkDefined = (schema: readonly KeySchemaElement[], defined: readonly string[]): void => {
  const keys = schema.map(({ AttributeName }) => AttributeName);
  if (keys.every((key) => defined.includes(key))) return;
  throw invalidParameter(
    `Some index key attributes are not defined in AttributeDefinitions. Keys: [${keys.join(', ')}], AttributeDefinitions: [${defined.join(', ')}]`,
  );
};

const checkSchema = ([hash, range]: readonly KeySchemaElement[]): void => {
  if (range && hash?.AttributeName === range.AttributeName) {
    throw invalid('Both the Hash Key and the Range Key element in the KeySchema have the same name');
  }
  if (hash?.KeyType !== 'HASH') {
    throw invalid('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  }
  if (range && range.KeyType !== 'RANGE') {
    throw invalid('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type');
  }
};

const checkLocalIndex = (
  { IndexName, KeySchema }: UncheckedIndex,
  tableSchema: readonly KeySchemaElement[],
  defined: readonly string[],
): void => {
  if (tableSchema.length !== 2) {
    throw invalidParameter(
      'Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex',
    );
  }
  checkDefined(KeySchema, defined);
  checkSchema(KeySchema);
  if (KeySchema.length !== 2) {
    throw invalidParameter(`Index KeySchema does not have a range key for index: ${IndexName}`);
  }
  const [indexHash, tableHash] = [KeySchema[0]?.AttributeName, tableSchema[0]?.AttributeName];
  if (indexHash !== tableHash) {
    throw invalidParameter(
      `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${IndexName}. index hash key: ${indexHash}, table hash key: ${tableHash}`,
    );
  }
};

const checkProjection = ({ IndexName, Projection }: UncheckedIndex, names: Set<string>): void => {
  const { ProjectionType, NonKeyAttributes } = Projection;
  if (ProjectionType === undefined) throw invalidParameter('Unknown ProjectionType: null');
  if (NonKeyAttributes && ProjectionType !== 'INCLUDE') {
    throw invalidParameter(`ProjectionType is ${ProjectionType}, but NonKeyAttributes is specified`);
  }
  if (!NonKeyAttributes && ProjectionType === 'INCLUDE') {
    throw invalidParameter('ProjectionType is INCLUDE, but NonKeyAttributes is not specified');
  }
  if (names.has(IndexName)) throw invalidParameter(`Duplicate index name: ${IndexName}`);
  names.add(IndexName);
};

const checkAllUsed = ({ attributes, keySchema, globalIndexes, localIndexes }: NewTable): void => {
  const schemas = [keySchema, ...[...globalIndexes, ...localIndexes].map(({ KeySchema }) => KeySchema)];
  const used = new Set(schemas.flat().map(({ AttributeName }) => AttributeName));
  const defined = attributes.map(({ AttributeName }) => AttributeName);
  if (defined.every((name) => used.has(name))) return;
  throw invalidParameter(
    `Some AttributeDefinitions are not used. AttributeDefinitions: [${defined.join(', ')}], keys used: [${[...used].join(', ')}]`,
  );
};

/** Streams are not emulated: nothing here reads one. Throws ValidationException where one is asked for. */
export const refuseStream = (specification: { readonly StreamEnabled: boolean } | undefined): void => {
  if (specification?.StreamEnabled) {
    throw new AwsError(
      'ValidationException',
      'StreamSpecification is not emulated: this engine has no DynamoDB streams',
    );
  }
};
