import { describe, expect, it } from 'vitest';
import { keyOf, useTables } from './use-tables.ts';

const tables = useTables();
/** A request as any client writes it, without an SDK's own checks. */
const send = async (operation: string, body: string) => {
  const response = await fetch(tables.engine().awsOrigin, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const put = (Item: unknown, more: object = {}) =>
  send('PutItem', JSON.stringify({ TableName: 'Things', Item, ...more }));

describe('a request on the wire', () => {
  it('is answered with an empty object where there is nothing to tell', async () => {
    expect(await put(keyOf('a'))).toEqual({ status: 200, body: {} });
  });

  it('may have members of null, as some clients write what they leave out', async () => {
    const more = { ConditionExpression: null, ReturnValues: null, ExpressionAttributeNames: null, Unknown: 1 };
    expect(await put({ ...keyOf('a'), note: { S: 'x', N: null } }, more)).toEqual({ status: 200, body: {} });
  });

  it('is refused with a code and a message', async () => {
    expect(await put({ id: { S: 'a' } })).toEqual({
      status: 400,
      body: {
        __type: 'ValidationException',
        message: 'One or more parameter values were invalid: Missing the key seq in the item',
      },
    });
  });

  it('tells a cancelled transaction’s reasons', async () => {
    const TransactItems = [
      { ConditionCheck: { TableName: 'Things', Key: keyOf('a'), ConditionExpression: 'attribute_exists(id)' } },
    ];
    expect((await send('TransactWriteItems', JSON.stringify({ TransactItems }))).body).toMatchObject({
      __type: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' }],
    });
  });

  it.each([
    '[]',
    'null',
    '"text"',
    '{',
    '{"TableName":{}}',
    '{"TableName":"Things","Item":[]}',
    '{"TableName":"Things","Item":{"id":null}}',
  ])('that makes no sense, as %s, is the client’s mistake', async (body) => {
    for (const operation of [
      'PutItem',
      'Query',
      'TransactWriteItems',
      'BatchWriteItem',
      'BatchGetItem',
      'CreateTable',
    ]) {
      expect((await send(operation, body)).status, operation).toBe(400);
    }
  });

  it.each([
    ['TransactWriteItems', { TransactItems: [null] }],
    ['TransactWriteItems', { TransactItems: [{ Put: null }] }],
    ['TransactGetItems', { TransactItems: [{ Get: { TableName: 'Things' } }] }],
    ['BatchGetItem', { RequestItems: { Things: null } }],
    ['BatchWriteItem', { RequestItems: { Things: [null] } }],
    ['BatchWriteItem', { RequestItems: [] }],
    ['UpdateTable', { TableName: 'Things', GlobalSecondaryIndexUpdates: [{}] }],
    [
      'UpdateItem',
      {
        TableName: 'Things',
        Key: keyOf('a'),
        UpdateExpression: 'SET x = :x',
        ExpressionAttributeValues: { ':x': null },
      },
    ],
    ['Query', { TableName: 'Things', KeyConditionExpression: 'id = :x', ExpressionAttributeValues: [] }],
    ['Scan', { TableName: 'Things', ExclusiveStartKey: 'id' }],
  ])('of %s with a hole in it is the client’s mistake: %j', async (operation, input) => {
    expect((await send(operation, JSON.stringify(input))).status).toBe(400);
  });
});
