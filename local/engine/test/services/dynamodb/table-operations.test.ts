import { type DynamoDBClient, waitUntilTableExists, waitUntilTableNotExists } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { keyOf, TABLE, useTables } from './use-tables.ts';

const tables = useTables();
const { call, put } = tables;
const TableName = 'Things';
interface Described {
  readonly Table: Record<string, unknown> & {
    GlobalSecondaryIndexes?: readonly { IndexName: string; ItemCount: number; IndexStatus: string }[];
    AttributeDefinitions: readonly { AttributeName: string }[];
  };
}
const describeTable = async (name = TableName) => (await call<Described>('DescribeTable', { TableName: name })).Table;
const update = (more: Record<string, unknown>) => call('UpdateTable', { TableName, ...more });
const { GlobalSecondaryIndexes: _, LocalSecondaryIndexes: __, ...bare } = TABLE;
const simple = {
  ...bare,
  TableName: 'Other',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
};
const byNote = {
  AttributeDefinitions: [{ AttributeName: 'note', AttributeType: 'S' }],
  GlobalSecondaryIndexUpdates: [
    {
      Create: {
        IndexName: 'byNote',
        KeySchema: [{ AttributeName: 'note', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    },
  ],
};
const invalid = (message: RegExp) => ({ code: 'ValidationException', message: expect.stringMatching(message) });

describe('a table', () => {
  it('is there once it is created, for a client that waits for it, and gone once it is deleted', async () => {
    const client: DynamoDBClient = tables.client();
    const waiter = { client, minDelay: 1, maxDelay: 1, maxWaitTime: 5 };
    expect((await call('CreateTable', simple)).TableDescription).toMatchObject({ TableStatus: 'CREATING' });
    await waitUntilTableExists(waiter, { TableName: 'Other' });
    await expect(call('CreateTable', simple)).rejects.toMatchObject({ code: 'ResourceInUseException' });
    expect((await call('DeleteTable', { TableName: 'Other' })).TableDescription).toMatchObject({
      TableStatus: 'DELETING',
    });
    await waitUntilTableNotExists(waiter, { TableName: 'Other' });
    await expect(describeTable('Other')).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: 'Requested resource not found: Table: Other not found',
    });
  });

  it('begins empty where one of its name was deleted', async () => {
    await put(keyOf('a'));
    await call('DeleteTable', { TableName });
    await call('CreateTable', TABLE);
    expect(await call('Scan', { TableName })).toMatchObject({ Count: 0 });
  });

  it('is described with what is in it', async () => {
    await put({ ...keyOf('a'), owner: { S: 'me' } });
    await put(keyOf('b'));
    expect(await describeTable()).toMatchObject({
      TableArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/Things',
      TableStatus: 'ACTIVE',
      ItemCount: 2,
      TableSizeBytes: 21,
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      GlobalSecondaryIndexes: [
        { IndexName: 'byOwner', IndexStatus: 'ACTIVE', ItemCount: 1, IndexSizeBytes: 14 },
        { IndexName: 'byTag', ItemCount: 0 },
      ],
    });
  });

  it('is known by its ARN as well', async () => {
    const { TableArn } = await describeTable();
    await put(keyOf('a'));
    expect(await call('GetItem', { TableName: TableArn, Key: keyOf('a') })).toEqual({ Item: keyOf('a') });
  });

  it('is listed in order, by pages', async () => {
    for (const name of ['Apples', 'Pears']) await call('CreateTable', { ...simple, TableName: name });
    expect(await call('ListTables', { Limit: 2 })).toEqual({
      TableNames: ['Apples', 'Pears'],
      LastEvaluatedTableName: 'Pears',
    });
    expect(await call('ListTables', { ExclusiveStartTableName: 'Pears' })).toEqual({ TableNames: ['Things'] });
  });

  it('keeps its tags', async () => {
    const { TableArn: ResourceArn } = await describeTable();
    const Tags = [
      { Key: 'team', Value: 'shop' },
      { Key: 'stage', Value: 'dev' },
    ];
    await call('TagResource', { ResourceArn, Tags });
    await call('UntagResource', { ResourceArn, TagKeys: ['stage'] });
    expect(await call('ListTagsOfResource', { ResourceArn })).toEqual({ Tags: Tags.slice(0, 1) });
  });

  it('that is protected is not deleted', async () => {
    await update({ DeletionProtectionEnabled: true });
    await expect(call('DeleteTable', { TableName })).rejects.toMatchObject(
      invalid(
        /^Resource cannot be deleted as it is currently protected against deletion\. Disable deletion protection/,
      ),
    );
    await update({ DeletionProtectionEnabled: false });
    await call('DeleteTable', { TableName });
  });

  it.each([
    [{ TableName: 'ab' }, /TableName must be at least 3 characters long/],
    [{ AttributeDefinitions: [] }, /Some index key attribute have no definition$/],
    [
      { AttributeDefinitions: [...simple.AttributeDefinitions, { AttributeName: 'unused', AttributeType: 'S' }] },
      /Number of attributes in KeySchema does not exactly match/,
    ],
    [{ BillingMode: 'PROVISIONED' }, /ReadCapacityUnits and WriteCapacityUnits must both be specified/],
    [
      { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
      /Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST$/,
    ],
    [{ StreamSpecification: { StreamEnabled: true } }, /no DynamoDB streams/],
    [{ BillingMode: 'FREE' }, /Member must satisfy enum value set: \[PROVISIONED, PAY_PER_REQUEST\]$/],
  ])('is not created with %j', async (more, message) => {
    await expect(call('CreateTable', { ...simple, ...more })).rejects.toMatchObject(invalid(message));
  });
});

describe('an index', () => {
  it('is added in place with the items that have its key, and serves those that come', async () => {
    await put({ ...keyOf('before'), note: { S: 'x' } });
    await put({ ...keyOf('other'), note: { N: '1' } });
    await update(byNote);
    await put({ ...keyOf('after'), note: { S: 'x' } });
    const found = await call<{ Items: { id: { S: string } }[] }>('Query', {
      TableName,
      IndexName: 'byNote',
      KeyConditionExpression: 'note = :x',
      ExpressionAttributeValues: { ':x': { S: 'x' } },
    });
    expect(found.Items.map(({ id }) => id.S).toSorted()).toEqual(['after', 'before']);
    await expect(put({ ...keyOf('wrong'), note: { N: '1' } })).rejects.toMatchObject(invalid(/IndexName: byNote$/));
  });

  it('is removed in place, and so is what only it defined', async () => {
    await update(byNote);
    await update({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'byNote' } }] });
    const { GlobalSecondaryIndexes, AttributeDefinitions } = await describeTable();
    expect(GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['byOwner', 'byTag']);
    expect(AttributeDefinitions.map(({ AttributeName }) => AttributeName)).not.toContain('note');
    await expect(call('Scan', { TableName, IndexName: 'byNote' })).rejects.toThrow('specified index: byNote');
  });

  it('is added or removed one at a time', async () => {
    const two = [...byNote.GlobalSecondaryIndexUpdates, { Delete: { IndexName: 'byTag' } }];
    await expect(update({ ...byNote, GlobalSecondaryIndexUpdates: two })).rejects.toMatchObject({
      code: 'LimitExceededException',
    });
  });
});

describe('a table’s billing mode', () => {
  it('is changed in place', async () => {
    const ProvisionedThroughput = { ReadCapacityUnits: 2, WriteCapacityUnits: 1 };
    await update({ BillingMode: 'PROVISIONED', ProvisionedThroughput });
    expect(await describeTable()).toMatchObject({
      BillingModeSummary: { BillingMode: 'PROVISIONED' },
      ProvisionedThroughput,
    });
    await update({ BillingMode: 'PAY_PER_REQUEST' });
    expect(await describeTable()).toMatchObject({ ProvisionedThroughput: { ReadCapacityUnits: 0 } });
  });
});
