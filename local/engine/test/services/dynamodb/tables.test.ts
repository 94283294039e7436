import { DescribeContinuousBackupsCommand, DescribeTimeToLiveCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { clientSettings, startTestEngine } from '../../../src/testing/engine.ts';

const table = (extra: Record<string, unknown> = {}) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: 'Things',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: ['id', 'owner', 'at'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byOwner',
        KeySchema: [
          { AttributeName: 'owner', KeyType: 'HASH' },
          { AttributeName: 'at', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    ...extra,
  },
});
const assembly = (extra?: Record<string, unknown>) => writeAssembly({ Resources: { Things: table(extra) } });

describe('tables of the template', () => {
  let engine: Awaited<ReturnType<typeof startTestEngine>>;
  let client: DynamoDBDocumentClient;
  const connect = (): void => {
    client = DynamoDBDocumentClient.from(new DynamoDBClient(clientSettings(engine)));
  };
  beforeEach(async () => {
    engine = await startTestEngine({ assembly: assembly() });
    connect();
  });
  afterEach(() => engine.dispose());

  it('puts on condition, and names the failed condition as DynamoDB does', async () => {
    const put = new PutCommand({
      TableName: 'Things',
      Item: { id: '1' },
      ConditionExpression: 'attribute_not_exists(id)',
    });
    await client.send(put);
    await expect(client.send(put)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
    });
  });

  it('of fifty conditional updates at once, lets one win', async () => {
    await client.send(new PutCommand({ TableName: 'Things', Item: { id: '1', status: 'Received' } }));
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        client.send(
          new UpdateCommand({
            TableName: 'Things',
            Key: { id: '1' },
            UpdateExpression: 'SET #status = :new, winner = :winner',
            ConditionExpression: '#status = :old',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: { ':new': 'Processed', ':old': 'Received', ':winner': index },
          }),
        ),
      ),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  it('pages an index newest first', async () => {
    for (let number = 10; number < 35; number += 1) {
      await client.send(
        new PutCommand({ TableName: 'Things', Item: { id: `i${number}`, owner: 'me', at: `2026-01-${number}` } }),
      );
    }
    const page = (ExclusiveStartKey?: Record<string, unknown>) =>
      client.send(
        new QueryCommand({
          TableName: 'Things',
          IndexName: 'byOwner',
          KeyConditionExpression: '#owner = :owner',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':owner': 'me' },
          ScanIndexForward: false,
          Limit: 20,
          ExclusiveStartKey,
        }),
      );
    const first = await page();
    const second = await page(first.LastEvaluatedKey);
    const ids = [...(first.Items ?? []), ...(second.Items ?? [])].map((item) => item.id);
    expect(first.Items).toHaveLength(20);
    expect(ids).toEqual(Array.from({ length: 25 }, (_, index) => `i${34 - index}`));
    expect(second.LastEvaluatedKey).toBeUndefined();
  });

  it('keeps what was written over a restart', async () => {
    await client.send(new PutCommand({ TableName: 'Things', Item: { id: 'kept', nested: { list: [1, 'two'] } } }));
    await engine.stop();
    engine = await startTestEngine({ assembly: assembly(), dataDir: engine.dataDir });
    connect();
    const { Item } = await client.send(
      new GetCommand({ TableName: 'Things', Key: { id: 'kept' }, ConsistentRead: true }),
    );
    expect(Item).toEqual({ id: 'kept', nested: { list: [1, 'two'] } });
  });

  it('answers for TTL and point-in-time recovery from the template', async () => {
    const ttl = await client.send(new DescribeTimeToLiveCommand({ TableName: 'Things' }));
    expect(ttl.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' });
    const backups = await client.send(new DescribeContinuousBackupsCommand({ TableName: 'Things' }));
    const recovery = backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
    expect(recovery?.PointInTimeRecoveryStatus).toBe('ENABLED');
  });

  it('counts the capacity that a write costs, its index included', async () => {
    const before = engine.usage()['dynamodb.wru'] ?? 0;
    await client.send(new PutCommand({ TableName: 'Things', Item: { id: '1', owner: 'me', at: 'now' } }));
    expect((engine.usage()['dynamodb.wru'] ?? 0) - before).toBe(2);
  });

  it('survives a client that breaks off in the middle of a body', async () => {
    const { Socket } = await import('node:net');
    const socket = new Socket();
    await new Promise<void>((resolve) => socket.connect(Number(new URL(engine.awsOrigin).port), '127.0.0.1', resolve));
    socket.write(
      'POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: DynamoDB_20120810.PutItem\r\nContent-Length: 1000\r\n\r\n{"Table',
    );
    await new Promise<void>((resolve) => socket.once('close', () => resolve()).destroy());
    await client.send(new PutCommand({ TableName: 'Things', Item: { id: 'after' } }));
    expect((await client.send(new GetCommand({ TableName: 'Things', Key: { id: 'after' } }))).Item).toEqual({
      id: 'after',
    });
  });

  it('tells a second engine on the same folder that the folder is in use', async () => {
    await expect(startTestEngine({ dataDir: engine.dataDir })).rejects.toThrow(/in use by another engine.*--data/s);
  });
});
