import { join } from 'node:path';
import * as z from 'zod';
import { AwsError, EngineError } from '../../aws-error.ts';
import { type Access, type AwsService, type Engine, type Operation, operation } from '../../service.ts';
import { openTables, TABLE_OPERATIONS, type Tables } from './dynalite.ts';
import { type TableSettings, tableResource } from './table.ts';
import { capacityUnits, READ_OPERATIONS, WRITE_OPERATIONS } from './usage.ts';

type Input = Record<string, unknown>;
const inputSchema = z.looseObject({
  TableName: z.string().optional(),
  IndexName: z.string().optional(),
  RequestItems: z.record(z.string(), z.unknown()).optional(),
  ResourceArn: z.string().optional(),
});
type TableInput = z.infer<typeof inputSchema>;

/** DynamoDB: dynalite for the tables, and the answers that it lacks (TTL, point-in-time recovery). It has no transactions
 * and no streams. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html */
export const createDynamoDb = async (engine: Engine): Promise<AwsService> => {
  const tables = await open(join(engine.dataDir, 'dynamodb'));
  const settings = new Map<string, TableSettings>();
  const arnOf = (name: string): string =>
    name.startsWith('arn:') ? name : `arn:aws:dynamodb:${engine.region}:${engine.accountId}:table/${name}`;

  const access =
    (name: string) =>
    (input: TableInput): Access[] => {
      const action = `dynamodb:${name}`;
      if (input.RequestItems)
        return Object.keys(input.RequestItems).map((table) => ({ action, resource: arnOf(table) }));
      const table = input.TableName ?? input.ResourceArn;
      if (table === undefined) return [{ action, resource: '*' }];
      return [{ action, resource: input.IndexName ? `${arnOf(table)}/index/${input.IndexName}` : arnOf(table) }];
    };

  const settingsOf = async (name: string): Promise<TableSettings | undefined> => {
    await tables.execute('DescribeTable', { TableName: name });
    return settings.get(name);
  };

  const tableOperation = (name: string): Operation<TableInput> =>
    operation({
      input: inputSchema,
      access: access(name),
      run: (input) => execute(engine, tables, settings, name, input),
    });

  const describing = (
    name: string,
    answer: (found: TableSettings | undefined, table: string) => Input,
  ): Operation<TableInput> =>
    operation({
      input: inputSchema,
      access: access(name),
      run: async (input) => {
        const table = plainName(input.TableName ?? '');
        return answer(await settingsOf(table), table);
      },
    });

  return {
    name: 'dynamodb',
    protocol: 'json',
    jsonVersion: '1.0',
    targetPrefix: 'DynamoDB_20120810',
    operations: {
      ...Object.fromEntries(TABLE_OPERATIONS.map((name) => [name, tableOperation(name)])),
      DescribeTimeToLive: describing('DescribeTimeToLive', (found) => ({
        TimeToLiveDescription: found?.timeToLiveAttribute
          ? { TimeToLiveStatus: 'ENABLED', AttributeName: found.timeToLiveAttribute }
          : { TimeToLiveStatus: 'DISABLED' },
      })),
      DescribeContinuousBackups: describing('DescribeContinuousBackups', (found) => {
        const status = found?.pointInTimeRecovery ? 'ENABLED' : 'DISABLED';
        return {
          ContinuousBackupsDescription: {
            ContinuousBackupsStatus: 'ENABLED',
            PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: status },
          },
        };
      }),
    },
    resourcePolicy: (arn) => settings.get(/:table\/([^/]+)/.exec(arn)?.[1] ?? '')?.policy,
    resourceTypes: { 'AWS::DynamoDB::Table': tableResource(engine, tables, settings) },
    stop: () => tables.close(),
  };
};

const open = async (folder: string): Promise<Tables> => {
  try {
    return await openTables(folder);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new EngineError(
      `the data folder is in use by another engine, or cannot be read (${cause}): stop that one, or choose another folder with --data DIR`,
    );
  }
};

const execute = async (
  engine: Engine,
  tables: Tables,
  settings: ReadonlyMap<string, TableSettings>,
  name: string,
  input: TableInput,
): Promise<Input> => {
  const request: Input = { ...input };
  if (input.TableName) request.TableName = plainName(input.TableName);
  const billed = WRITE_OPERATIONS.has(name) ? 'dynamodb.wru' : READ_OPERATIONS.has(name) ? 'dynamodb.rru' : undefined;
  if (!billed) return tables.execute(name, request);
  request.ReturnConsumedCapacity ??= 'TOTAL';
  const indexes = billed === 'dynamodb.wru' ? (settings.get(String(request.TableName))?.indexes ?? []) : [];
  try {
    const { ConsumedCapacity, ...output } = await tables.execute(name, request);
    engine.count(billed, capacityUnits(ConsumedCapacity, name, request, indexes));
    return input.ReturnConsumedCapacity ? { ...output, ConsumedCapacity } : output;
  } catch (error) {
    // A write whose condition fails is billed as well, for the table alone.
    if (error instanceof AwsError && error.code.endsWith('ConditionalCheckFailedException')) engine.count(billed, 1);
    throw error;
  }
};

/** The API takes a table's ARN wherever it takes a name. */
const plainName = (name: string): string => name.slice(name.lastIndexOf('/') + 1);
