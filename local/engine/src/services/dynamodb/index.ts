import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import type { AwsService, Engine, Operation } from '../../service.ts';
import { operation } from '../../service.ts';
import { type Access, accessOf } from './access.ts';
import type { Context, TableOperation } from './context.ts';
import { keyError, keyUses } from './encryption.ts';
import { batchGetItem } from './operations/batch-get-item.ts';
import { batchWriteItem } from './operations/batch-write-item.ts';
import { createTable } from './operations/create-table.ts';
import { deleteItem } from './operations/delete-item.ts';
import { deleteTable } from './operations/delete-table.ts';
import { describeContinuousBackups } from './operations/describe-continuous-backups.ts';
import { describeTable } from './operations/describe-table.ts';
import { getItem } from './operations/get-item.ts';
import { listTables } from './operations/list-tables.ts';
import { putItem } from './operations/put-item.ts';
import { query } from './operations/query.ts';
import { scan } from './operations/scan.ts';
import { listTagsOfResource, tagResource, untagResource } from './operations/tags.ts';
import { describeTimeToLive, updateTimeToLive } from './operations/time-to-live.ts';
import { transactGetItems } from './operations/transact-get-items.ts';
import { transactWriteItems } from './operations/transact-write-items.ts';
import { updateItem } from './operations/update-item.ts';
import { updateTable } from './operations/update-table.ts';
import { openCatalogue } from './storage/catalogue.ts';
import { openItems } from './storage/items.ts';
import { openTokens } from './storage/tokens.ts';
import { tableResource } from './table-resource.ts';
import { startSweeping } from './time-to-live-sweep.ts';

type Input = Readonly<Record<string, unknown>>;

/** What a request has, each operation checks by itself, in DynamoDB's words. */
const anyInput = z.custom<Input>(
  (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
  'The input is no JSON object',
);

const OPERATIONS: Readonly<Record<string, TableOperation>> = {
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  CreateTable: createTable,
  DeleteItem: deleteItem,
  DeleteTable: deleteTable,
  DescribeContinuousBackups: describeContinuousBackups,
  DescribeTable: describeTable,
  DescribeTimeToLive: describeTimeToLive,
  GetItem: getItem,
  ListTables: listTables,
  ListTagsOfResource: listTagsOfResource,
  PutItem: putItem,
  Query: query,
  Scan: scan,
  TagResource: tagResource,
  TransactGetItems: transactGetItems,
  TransactWriteItems: transactWriteItems,
  UntagResource: untagResource,
  UpdateItem: updateItem,
  UpdateTable: updateTable,
  UpdateTimeToLive: updateTimeToLive,
};

/** DynamoDB on the engine's store. It has no streams, no backups and no PartiQL, and answers for point-in-time recovery from the
 * template. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html */
export const createDynamoDb = (engine: Engine): AwsService => {
  const { store } = engine;
  const context: Context = {
    engine,
    catalogue: openCatalogue(store),
    items: openItems(store),
    tokens: openTokens(store, engine.now),
    settings: new Map(),
  };
  let stopSweeping = (): void => {};
  const tableOperation = (name: string, run: TableOperation): Operation<Input> =>
    operation({
      input: anyInput,
      access: (input): readonly Access[] => accessOf(engine, name, input),
      keys: (input) => keyUses(context, name, input),
      run: (input) => run(context, input),
    });
  return {
    name: 'dynamodb',
    protocol: 'json',
    jsonVersion: '1.0',
    targetPrefix: 'DynamoDB_20120810',
    keyError,
    operations: Object.fromEntries(Object.entries(OPERATIONS).map(([name, run]) => [name, tableOperation(name, run)])),
    elsewhere: {
      lists: { ListTables: { TableNames: [] } },
      missing: () => new AwsError('ResourceNotFoundException', 'Requested resource not found'),
    },
    resourcePolicy: (arn) => context.settings.get(/:table\/([^/]+)/.exec(arn)?.[1] ?? '')?.policy,
    resourceTypes: { 'AWS::DynamoDB::Table': tableResource(context) },
    start: () => {
      stopSweeping = startSweeping(context);
    },
    stop: () => stopSweeping(),
  };
};
