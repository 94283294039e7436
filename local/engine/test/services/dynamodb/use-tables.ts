import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach } from 'vitest';
import type { EngineOptions } from '../../../src/engine.ts';
import { clientSettings, startTestEngine } from '../../../src/testing/engine.ts';

type TestEngine = Awaited<ReturnType<typeof startTestEngine>>;
type Answer = Record<string, unknown> & { ConsumedCapacity?: unknown };

/** A fresh engine a test, its operations as the wire has them, and a table with both kinds of index. */
export const useTables = (options: () => Partial<EngineOptions> = () => ({})) => {
  let engine: TestEngine;
  beforeEach(async () => {
    engine = await startTestEngine(options());
    await call('CreateTable', TABLE);
  });
  afterEach(() => engine.dispose());

  const call = <O = Answer>(operation: string, input: Record<string, unknown>): Promise<O> =>
    engine.call<O>('dynamodb', operation, input);
  return {
    call,
    engine: () => engine,
    client: () => new DynamoDBClient(clientSettings(engine)),
    put: (Item: Record<string, unknown>) => call('PutItem', { TableName: 'Things', Item }),
    get: async (key: Record<string, unknown>) =>
      (await call<{ Item?: unknown }>('GetItem', { TableName: 'Things', Key: key, ConsistentRead: true })).Item,
    restart: async (more: Partial<EngineOptions> = {}) => {
      await engine.stop();
      engine = await startTestEngine({ ...options(), ...more, dataDir: engine.dataDir });
    },
    /** What the calls of `work` cost. */
    cost: async (unit: 'wru' | 'rru', work: () => Promise<unknown>): Promise<number> => {
      const before = engine.usage()[`dynamodb.${unit}`] ?? 0;
      await work();
      return (engine.usage()[`dynamodb.${unit}`] ?? 0) - before;
    },
  };
};

const key = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  ...(range ? [{ AttributeName: range, KeyType: 'RANGE' }] : []),
];

/** Key `id` (S) and `seq` (N); by `owner` (S) and `seq` all attributes, by `tag` (B) the keys and `note`; locally by `score` (N) the keys. */
export const TABLE = {
  TableName: 'Things',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: key('id', 'seq'),
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: 'seq', AttributeType: 'N' },
    { AttributeName: 'owner', AttributeType: 'S' },
    { AttributeName: 'tag', AttributeType: 'B' },
    { AttributeName: 'score', AttributeType: 'N' },
  ],
  GlobalSecondaryIndexes: [
    { IndexName: 'byOwner', KeySchema: key('owner', 'seq'), Projection: { ProjectionType: 'ALL' } },
    {
      IndexName: 'byTag',
      KeySchema: key('tag'),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['note'] },
    },
  ],
  LocalSecondaryIndexes: [
    { IndexName: 'byScore', KeySchema: key('id', 'score'), Projection: { ProjectionType: 'KEYS_ONLY' } },
  ],
};

/** The key of an item of that table. */
export const keyOf = (id: string, at = 0) => ({ id: { S: id }, seq: { N: String(at) } });
