import * as z from 'zod';
import { AwsError, EngineError } from '../../aws-error.ts';
import { type Clock, pause } from '../../kit/clock.ts';
import { checkPolicy } from '../../kit/policy.ts';
import { flag, ignored } from '../../kit/properties.ts';
import { type Engine, type PolicyDocument, resourceType } from '../../service.ts';
import type { Tables } from './dynalite.ts';
import type { BilledIndex } from './usage.ts';

const policyDocument = z.looseObject({ Statement: z.unknown() }) as unknown as z.ZodType<PolicyDocument>;
const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const index = z.strictObject({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
  ProvisionedThroughput: ignored,
  OnDemandThroughput: ignored,
  ContributorInsightsSpecification: ignored,
});
const properties = z.strictObject({
  TableName: z.string().optional(),
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  BillingMode: z.string().optional(),
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
  DeletionProtectionEnabled: ignored,
  KinesisStreamSpecification: z.undefined().optional(),
  OnDemandThroughput: ignored,
  ProvisionedThroughput: ignored,
  ResourcePolicy: z.strictObject({ PolicyDocument: policyDocument }).optional(),
  SSESpecification: ignored,
  TableClass: ignored,
  Tags: ignored,
});
type Properties = z.infer<typeof properties>;

/** What of a table the template decides and dynalite does not keep. */
export interface TableSettings {
  readonly pointInTimeRecovery: boolean;
  readonly timeToLiveAttribute?: string | undefined;
  readonly indexes: readonly BilledIndex[];
  /** Of the table and its indexes. */
  readonly policy?: PolicyDocument | undefined;
}

/** AWS::DynamoDB::Table. A stream is refused: nothing here reads one. */
export const tableResource = (engine: Engine, tables: Tables, settings: Map<string, TableSettings>) =>
  resourceType<Properties>({
    properties,
    provision: async (wanted, resource) => {
      const name = wanted.TableName ?? resource.generatedName(255);
      const definition = {
        TableName: name,
        KeySchema: wanted.KeySchema,
        AttributeDefinitions: wanted.AttributeDefinitions,
        BillingMode: 'PAY_PER_REQUEST',
        ...indexesOf(wanted),
      };
      const existing = await describe(tables, name);
      if (!existing) await tables.execute('CreateTable', structuredClone(definition));
      else if (shape(existing) !== shape(definition)) {
        throw new EngineError(
          `table ${name} on disk has other keys or indexes than the template: start once with --fresh`,
        );
      }
      await untilActive(engine.clock, tables, name);
      if (wanted.ResourcePolicy) checkPolicy(`policy of table ${name}`, wanted.ResourcePolicy.PolicyDocument);
      settings.set(name, {
        pointInTimeRecovery: wanted.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled === true,
        timeToLiveAttribute: wanted.TimeToLiveSpecification?.Enabled
          ? wanted.TimeToLiveSpecification.AttributeName
          : undefined,
        indexes: (wanted.GlobalSecondaryIndexes ?? []).map(billed),
        policy: wanted.ResourcePolicy?.PolicyDocument,
      });
      return { ref: name, attributes: { Arn: `arn:aws:dynamodb:${engine.region}:${engine.accountId}:table/${name}` } };
    },
    remove: async (name) => {
      settings.delete(name);
      if (await describe(tables, name)) await tables.execute('DeleteTable', { TableName: name });
    },
  });

/** The table's own keys are in every index and never change. */
const billed = ({ KeySchema, Projection }: z.infer<typeof index>): BilledIndex => ({
  keys: KeySchema.map(({ AttributeName }) => AttributeName),
  projection: Projection.ProjectionType,
  included: Projection.NonKeyAttributes ?? [],
});

const indexesOf = ({ GlobalSecondaryIndexes, LocalSecondaryIndexes }: Properties): Record<string, unknown> => {
  const plain = (list: z.infer<typeof index>[]) =>
    list.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }));
  return {
    ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes: plain(GlobalSecondaryIndexes) }),
    ...(LocalSecondaryIndexes && { LocalSecondaryIndexes: plain(LocalSecondaryIndexes) }),
  };
};

const describe = async (tables: Tables, name: string): Promise<Record<string, unknown> | undefined> => {
  try {
    return (await tables.execute('DescribeTable', { TableName: name })).Table as Record<string, unknown>;
  } catch (error) {
    if (error instanceof AwsError && error.code.endsWith('ResourceNotFoundException')) return undefined;
    throw error;
  }
};

/** A table takes items only once it is ACTIVE, a moment after its creation. */
const untilActive = async (clock: Clock, tables: Tables, name: string): Promise<void> => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if ((await describe(tables, name))?.TableStatus === 'ACTIVE') return;
    await pause(clock, 5);
  }
  throw new EngineError(`table ${name} on disk was never finished: start once with --fresh`);
};

/** Keys and indexes in one comparable text. */
const shape = (table: Record<string, unknown>): string => {
  const indexes = (list: unknown): unknown =>
    ((list ?? []) as z.infer<typeof index>[])
      .map(({ IndexName, KeySchema, Projection }) => [
        IndexName,
        KeySchema.map(keyOf),
        Projection.ProjectionType,
        Projection.NonKeyAttributes ?? [],
      ])
      .sort((a, b) => String(a[0]).localeCompare(String(b[0])));
  const keyOf = (key: { AttributeName: string; KeyType: string }): string => `${key.KeyType}:${key.AttributeName}`;
  return JSON.stringify([
    (table.KeySchema as Properties['KeySchema']).map(keyOf),
    indexes(table.GlobalSecondaryIndexes),
    indexes(table.LocalSecondaryIndexes),
  ]);
};
