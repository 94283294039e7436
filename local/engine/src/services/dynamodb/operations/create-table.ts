import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../aws-error.ts';
import type { Context, TableOperation } from '../context.ts';
import { checkDefinition, refuseStream } from '../definitions/check.ts';
import { describeTable } from '../definitions/describe.ts';
import {
  attributeDefinitions,
  billingMode,
  indexDefinition,
  keySchema,
  streamSpecification,
  tags,
} from '../definitions/shapes.ts';
import { invalidParameter } from '../errors.ts';
import { tableName, throughput } from '../requests/members.ts';
import { type Checked, checkRequest, list, needed, structure, truth } from '../requests/shape.ts';
import type { NewTable } from '../storage/catalogue.ts';
import { checkTableName } from './table-name.ts';

const shape = structure({
  AttributeDefinitions: needed(attributeDefinitions),
  TableName: needed(tableName),
  BillingMode: billingMode,
  ProvisionedThroughput: throughput,
  KeySchema: needed(keySchema),
  LocalSecondaryIndexes: list(indexDefinition),
  GlobalSecondaryIndexes: list(indexDefinition),
  StreamSpecification: streamSpecification,
  DeletionProtectionEnabled: truth,
  Tags: tags,
});

/** The table is there at once, although the answer says CREATING as DynamoDB's does.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export const createTable: TableOperation = (context, input) => {
  checkTableName(input.TableName);
  const request = checkRequest(shape, input);
  refuseStream(request.StreamSpecification);
  if (request.LocalSecondaryIndexes?.length === 0) throw invalidParameter('List of LocalSecondaryIndexes is empty');
  if (request.GlobalSecondaryIndexes?.length === 0) throw invalidParameter('List of GlobalSecondaryIndexes is empty');
  const definition = definitionOf(context, request);
  if (context.catalogue.find(request.TableName)) {
    throw new AwsError('ResourceInUseException', `Table already exists: ${request.TableName}`);
  }
  const table = context.catalogue.create(definition);
  return { TableDescription: describeTable(context.engine, table, 'CREATING') };
};

const definitionOf = ({ engine }: Context, request: Checked<typeof shape>): NewTable => {
  const nowSeconds = engine.now() / 1000;
  const onDemand = request.BillingMode === 'PAY_PER_REQUEST';
  const tags = Object.fromEntries((request.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
  return checkDefinition({
    name: request.TableName,
    id: randomUUID(),
    createdAtSeconds: nowSeconds,
    attributes: request.AttributeDefinitions as NewTable['attributes'],
    keySchema: request.KeySchema,
    billingMode: onDemand ? 'PAY_PER_REQUEST' : 'PROVISIONED',
    onDemandSinceSeconds: onDemand ? nowSeconds : undefined,
    throughput: request.ProvisionedThroughput,
    globalIndexes: request.GlobalSecondaryIndexes ?? [],
    localIndexes: request.LocalSecondaryIndexes ?? [],
    deletionProtection: request.DeletionProtectionEnabled === true,
    tags,
  });
};
