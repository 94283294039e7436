import { type AttributeValue, TransactionCanceledException, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../src/aws-error.ts';
import type { Interceptor } from '../../../src/dispatch.ts';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { createManualClock } from '../../../src/testing/clock.ts';
import { keyOf, useTables } from './use-tables.ts';

const clock = createManualClock();
let intercept: Interceptor = () => {};
const role = {
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: 'checker',
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
    },
    Policies: [
      {
        PolicyName: 'some',
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Action: ['dynamodb:PutItem', 'dynamodb:GetItem'],
              Resource: 'arn:aws:dynamodb:*:*:table/Things',
            },
          ],
        },
      },
    ],
  },
};
const tables = useTables(() => ({
  clock,
  intercept: (call) => intercept(call),
  assembly: writeAssembly({ Resources: { Checker: role } }),
}));
const { call, put, get, cost } = tables;
const TableName = 'Things';
const write = (TransactItems: readonly unknown[], more: Record<string, unknown> = {}) =>
  call('TransactWriteItems', { TransactItems, ...more });
type Attributes = Record<string, AttributeValue>;
const putting = (Item: Attributes, more: object = {}) => ({ Put: { TableName, Item, ...more } });
const onlyNew = { ConditionExpression: 'attribute_not_exists(id)' };
const adding = (key: Attributes, more: object = {}) => ({
  Update: {
    TableName,
    Key: key,
    UpdateExpression: 'ADD n :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
    ...more,
  },
});
const there = (key: Attributes) => ({
  ConditionCheck: { TableName, Key: key, ConditionExpression: 'attribute_exists(id)' },
});

describe('a transaction of writes', () => {
  it('is carried out whole', async () => {
    await put(keyOf('checked'));
    await put(keyOf('gone'));
    const parts = [
      putting(keyOf('new'), onlyNew),
      adding(keyOf('counter')),
      { Delete: { TableName, Key: keyOf('gone') } },
      there(keyOf('checked')),
    ];
    expect(await cost('wru', () => write(parts))).toBe(8);
    expect(await get(keyOf('new'))).toEqual(keyOf('new'));
    expect(await get(keyOf('counter'))).toEqual({ ...keyOf('counter'), n: { N: '1' } });
    expect(await get(keyOf('gone'))).toBeUndefined();
  });

  it('costs the table twice what a write does, and each index what it does', async () => {
    const indexed = { ...keyOf('new'), owner: { S: 'me' }, score: { N: '1' } };
    expect(await cost('wru', () => put({ ...indexed, ...keyOf('alone') }))).toBe(1 + 1 + 1);
    expect(await cost('wru', () => write([putting(indexed)]))).toBe(2 + 1 + 1);
    const changed = putting({ ...indexed, owner: { S: 'you' } });
    const answer = await write([changed, there(keyOf('alone'))], { ReturnConsumedCapacity: 'INDEXES' });
    const units = (amount: number) => ({ CapacityUnits: amount, WriteCapacityUnits: amount });
    expect(answer.ConsumedCapacity).toEqual([
      {
        TableName,
        ...units(6),
        Table: units(4),
        // An entry deleted and one put.
        GlobalSecondaryIndexes: { byOwner: units(2) },
      },
    ]);
  });

  it('that is cancelled costs the table what it would have, and says nothing of it', async () => {
    await put({ ...keyOf('old'), owner: { S: 'me' } });
    const parts = [putting(keyOf('old'), onlyNew), adding(keyOf('counter')), there(keyOf('missing'))];
    const refused = async () => {
      const error = await write(parts, { ReturnConsumedCapacity: 'INDEXES' }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'TransactionCanceledException' });
      expect(JSON.stringify(error)).not.toContain('ConsumedCapacity');
    };
    expect(await cost('wru', refused)).toBe(6);
  });

  it('whose conditions fail writes nothing, and tells the reasons in order', async () => {
    await put({ ...keyOf('old'), n: { N: '7' } });
    const refused = tables.client().send(
      new TransactWriteItemsCommand({
        TransactItems: [
          adding(keyOf('counter')),
          putting(keyOf('old'), { ...onlyNew, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }),
          there(keyOf('missing')),
        ],
      }),
    );
    const error = await refused.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TransactionCanceledException);
    expect(error).toMatchObject({
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ConditionalCheckFailed]',
      CancellationReasons: [
        { Code: 'None' },
        {
          Code: 'ConditionalCheckFailed',
          Message: 'The conditional request failed',
          Item: { ...keyOf('old'), n: { N: '7' } },
        },
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
      ],
    });
    expect(await get(keyOf('counter'))).toBeUndefined();
  });

  it('tells what an action is refused for as its reason', async () => {
    await put({ ...keyOf('text'), n: { S: 'no number' } });
    await expect(write([adding(keyOf('text')), putting({ id: { S: 'a' } })])).rejects.toMatchObject({
      members: {
        CancellationReasons: [
          { Code: 'None' },
          {
            Code: 'ValidationError',
            Message: 'One or more parameter values were invalid: Missing the key seq in the item',
          },
        ],
      },
    });
    await expect(write([adding(keyOf('text')), putting(keyOf('a'))])).rejects.toMatchObject({
      code: 'TransactionCanceledException',
      message: expect.stringContaining('[ValidationError, None]'),
    });
    expect(await get(keyOf('a'))).toBeUndefined();
  });

  it.each([
    [
      'an item twice',
      [putting(keyOf('a')), adding(keyOf('a'))],
      'Transaction request cannot include multiple operations on one item',
    ],
    ['no action', [{}], 'TransactItems can only contain one of Check, Put, Update or Delete'],
    ['a key without content', [putting(keyOf(''))], /cannot contain an empty string value. Key: id$/],
    [
      'over 100 actions',
      Array.from({ length: 101 }, (_, at) => putting(keyOf('a', at))),
      /Member must have length less than or equal to 100$/,
    ],
    [
      'over 4 MB',
      Array.from({ length: 14 }, (_, at) => putting({ ...keyOf('a', at), pad: { S: 'x'.repeat(310_000) } })),
      /4 MB$/,
    ],
  ])('with %s is refused', async (_, parts, message) => {
    await expect(write(parts)).rejects.toMatchObject({
      code: 'ValidationException',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  it('fails as an interceptor says, as it would on a conflict', async () => {
    const reasons = [{ Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }, { Code: 'None' }];
    intercept = ({ operation }) => {
      if (operation !== 'TransactWriteItems') return;
      throw new AwsError('TransactionCanceledException', 'Transaction cancelled [TransactionConflict, None]', 400, {
        CancellationReasons: reasons,
      });
    };
    const sent = tables
      .client()
      .send(new TransactWriteItemsCommand({ TransactItems: [adding(keyOf('a')), putting(keyOf('b'))] }));
    const error = await sent.catch((thrown: unknown) => thrown);
    intercept = () => {};
    expect(error).toBeInstanceOf(TransactionCanceledException);
    expect(error).toMatchObject({ CancellationReasons: reasons });
  });
});

describe('a transaction’s token', () => {
  const token = { ClientRequestToken: 'token-1' };
  const counted = async () => ((await get(keyOf('counter'))) as { n: { N: string } }).n.N;

  it('lets a repetition do nothing, also after a restart, until ten minutes are over', async () => {
    await write([adding(keyOf('counter'))], token);
    const repeated = async () => {
      const answer = await write([adding(keyOf('counter'))], { ...token, ReturnConsumedCapacity: 'TOTAL' });
      expect(answer.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 2, ReadCapacityUnits: 2 }]);
    };
    expect(await cost('rru', repeated)).toBe(2);
    expect(await cost('wru', repeated)).toBe(0);
    await tables.restart();
    await write([adding(keyOf('counter'))], token);
    expect(await counted()).toBe('1');
    await clock.advance(10 * 60_000);
    await write([adding(keyOf('counter'))], token);
    expect(await counted()).toBe('2');
  });

  it('is refused for another transaction', async () => {
    await write([adding(keyOf('counter'))], token);
    await expect(write([adding(keyOf('other'))], token)).rejects.toMatchObject({
      code: 'IdempotentParameterMismatchException',
    });
  });

  it('is forgotten where the transaction was cancelled', async () => {
    await expect(write([there(keyOf('a'))], token)).rejects.toMatchObject({ code: 'TransactionCanceledException' });
    await put(keyOf('a'));
    await write([there(keyOf('a'))], token);
    await expect(write([there(keyOf('b'))], token)).rejects.toMatchObject({
      code: 'IdempotentParameterMismatchException',
    });
  });
});

describe('a transaction of reads', () => {
  it('gives each item, in order', async () => {
    await put({ ...keyOf('a'), note: { S: 'x' } });
    const TransactItems = [
      { Get: { TableName, Key: keyOf('missing') } },
      { Get: { TableName, Key: keyOf('a'), ProjectionExpression: 'note' } },
    ];
    const answer = await call('TransactGetItems', { TransactItems, ReturnConsumedCapacity: 'TOTAL' });
    expect(answer).toEqual({
      Responses: [{}, { Item: { note: { S: 'x' } } }],
      ConsumedCapacity: [{ TableName, CapacityUnits: 4, ReadCapacityUnits: 4 }],
    });
  });

  it('tells a key that is none as its reason', async () => {
    const TransactItems = [{ Get: { TableName, Key: keyOf('a') } }, { Get: { TableName, Key: {} } }];
    await expect(call('TransactGetItems', { TransactItems })).rejects.toMatchObject({
      code: 'TransactionCanceledException',
      message: expect.stringContaining('[None, ValidationError]'),
    });
  });
});

describe('the permission for a transaction', () => {
  const asChecker = (operation: string, TransactItems: readonly unknown[]) =>
    tables.engine().call('dynamodb', operation, { TransactItems }, 'arn:aws:iam::000000000000:role/checker');

  it('is that of each of its actions on its table', async () => {
    await asChecker('TransactWriteItems', [putting(keyOf('a'))]);
    await asChecker('TransactGetItems', [{ Get: { TableName, Key: keyOf('a') } }]);
    await expect(asChecker('TransactWriteItems', [putting(keyOf('b')), there(keyOf('a'))])).rejects.toThrow(
      /not authorized to perform: dynamodb:ConditionCheckItem on resource: arn:aws:dynamodb:[^:]+:\d+:table\/Things/,
    );
    expect(await get(keyOf('b'))).toBeUndefined();
  });
});
