import * as z from 'zod';
import { AwsError, EngineError } from '../../aws-error.ts';
import { readResourcePolicy } from '../../kit/policy-document.ts';
import { flag, ignored } from '../../kit/properties.ts';
import { resourceType } from '../../service.ts';
import { type Context, tableArn } from './context.ts';
import { checkDefinition } from './definitions/check.ts';
import { checkKey, keyError, sseSpecification } from './encryption.ts';
import { createTable } from './operations/create-table.ts';
import type { Table } from './storage/table.ts';
import { definitionAfter } from './template-update.ts';

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const units = z.coerce.number().int();
const throughput = z.strictObject({ ReadCapacityUnits: units, WriteCapacityUnits: units }).optional();
const index = z.strictObject({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
  ProvisionedThroughput: throughput,
  OnDemandThroughput: ignored,
  ContributorInsightsSpecification: ignored,
});
const properties = z.strictObject({
  TableName: z.string().optional(),
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  BillingMode: z.enum(['PROVISIONED', 'PAY_PER_REQUEST']).optional(),
  GlobalSecondaryIndexes: z.array(index).optional(),
  LocalSecondaryIndexes: z.array(index).optional(),
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string().optional(), Enabled: flag }).optional(),
  PointInTimeRecoverySpecification: z
    .strictObject({
      PointInTimeRecoveryEnabled: flag.optional(),
      RecoveryPeriodInDays: ignored,
    })
    .optional(),
  ContributorInsightsSpecification: ignored,
  DeletionProtectionEnabled: flag.optional(),
  KinesisStreamSpecification: z.undefined().optional(),
  OnDemandThroughput: ignored,
  ProvisionedThroughput: throughput,
  ResourcePolicy: z.strictObject({ PolicyDocument: z.unknown() }).optional(),
  SSESpecification: sseSpecification,
  TableClass: ignored,
  Tags: ignored,
});

/** What a template says of a table. */
export type TableProperties = z.infer<typeof properties>;

/** AWS::DynamoDB::Table. A stream is refused: nothing here reads one.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const tableResource = (context: Context) =>
  resourceType<TableProperties>({
    properties,
    provision: (wanted, resource) => {
      const name = wanted.TableName ?? resource.generatedName(255);
      const policy = wanted.ResourcePolicy && naming(name, () => readPolicy(wanted.ResourcePolicy?.PolicyDocument));
      const keyId = wanted.SSESpecification?.SSEEnabled ? wanted.SSESpecification.KMSMasterKeyId : undefined;
      if (keyId !== undefined) naming(name, () => asRefusal(() => checkKey(context.engine, name, keyId)));
      naming(name, () => provision(context, name, wanted));
      context.settings.set(name, {
        pointInTimeRecovery: wanted.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled === true,
        policy,
        keyId,
      });
      return { ref: name, attributes: { Arn: tableArn(context.engine, name) } };
    },
    remove: (name) => {
      const table = context.catalogue.find(name);
      if (table?.definition.deletionProtection) {
        throw new EngineError(
          `table ${name} is not in the template any more, and is protected against deletion: set DeletionProtectionEnabled to false first, or start once with --fresh`,
        );
      }
      context.settings.delete(name);
      if (table) context.catalogue.drop(table);
    },
  });

const provision = (context: Context, name: string, wanted: TableProperties): void => {
  const existing = context.catalogue.find(name) ?? create(context, name, wanted);
  const definition = checkDefinition(definitionAfter(existing.definition, wanted));
  // Texts compare definitions whatever members are undefined; numbers of indexes are the catalogue's own.
  const shape = (of: object): string => JSON.stringify(of, (key, value) => (key === 'number' ? undefined : value));
  if (shape(definition) !== shape(existing.definition)) context.catalogue.replace(existing, definition);
};

const create = (context: Context, name: string, wanted: TableProperties): Table => {
  const throughput = wanted.ProvisionedThroughput;
  createTable(context, {
    TableName: name,
    KeySchema: wanted.KeySchema,
    AttributeDefinitions: wanted.AttributeDefinitions,
    BillingMode: wanted.BillingMode,
    ProvisionedThroughput: throughput,
    GlobalSecondaryIndexes: wanted.GlobalSecondaryIndexes?.length ? wanted.GlobalSecondaryIndexes : undefined,
    LocalSecondaryIndexes: wanted.LocalSecondaryIndexes?.length ? wanted.LocalSecondaryIndexes : undefined,
  });
  return context.catalogue.get(name);
};

/** What DynamoDB refuses says nothing of the table. */
const naming = <T>(name: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof AwsError) throw new EngineError(`table ${name}: ${error.message}`);
    throw error;
  }
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-considerations.html */
const readPolicy = (document: unknown) => {
  try {
    return readResourcePolicy(document);
  } catch (error) {
    throw new AwsError(
      'ValidationException',
      `Invalid policy document: ${error instanceof Error ? error.message : ''}`,
    );
  }
};

const asRefusal = (work: () => void): void => {
  try {
    work();
  } catch (error) {
    throw error instanceof AwsError ? keyError(error) : error;
  }
};
