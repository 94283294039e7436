import { afterEach, describe, expect, it } from 'vitest';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { startTestEngine } from '../../../src/testing/engine.ts';

type Properties = Record<string, unknown>;
const index = (name: string, ProjectionType = 'ALL') => ({
  IndexName: `by-${name}`,
  KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
  Projection: { ProjectionType },
});
/** A table with an index by each of these attributes. */
const table = (names: readonly string[], more: Properties = {}): Properties => ({
  TableName: 'Things',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: ['id', ...names].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  ...(names.length > 0 && { GlobalSecondaryIndexes: names.map((name) => index(name)) }),
  ...more,
});
const assemblyOf = (properties: Properties | undefined) =>
  writeAssembly({ Resources: properties ? { Things: { Type: 'AWS::DynamoDB::Table', Properties: properties } } : {} });

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let dataDir: string | undefined;
const start = async (properties: Properties | undefined): Promise<void> => {
  engine = await startTestEngine({ assembly: assemblyOf(properties), ...(dataDir !== undefined && { dataDir }) });
  dataDir = engine.dataDir;
};
const restart = async (properties: Properties | undefined): Promise<void> => {
  await engine.stop();
  await start(properties);
};
const refusal = async (properties: Properties | undefined): Promise<string> => {
  const error = await engine.update(assemblyOf(properties)).catch((thrown: unknown) => thrown);
  return (error as Error).message;
};
const put = () =>
  engine.call('dynamodb', 'PutItem', {
    TableName: 'Things',
    Item: { id: { S: '1' }, owner: { S: 'me' }, tag: { S: 'x' } },
  });
const scan = (IndexName: string) => engine.call('dynamodb', 'Scan', { TableName: 'Things', IndexName });
afterEach(async () => {
  dataDir = undefined;
  await engine.dispose();
});

describe('a table whose template changes', () => {
  it('gets a new index with its items, while it runs and at a start', async () => {
    await start(table([]));
    await put();
    await engine.update(assemblyOf(table(['owner'])));
    expect(await scan('by-owner')).toMatchObject({ Count: 1 });
    await restart(table(['owner', 'tag']));
    expect(await scan('by-tag')).toMatchObject({ Count: 1 });
    await restart(table(['tag']));
    await expect(scan('by-owner')).rejects.toThrow('does not have the specified index: by-owner');
    expect(await scan('by-tag')).toMatchObject({ Count: 1 });
  });

  it('takes one index at a time, as AWS does, and says which there were', async () => {
    await start(table(['owner']));
    await put();
    expect(await refusal(table(['tag']))).toMatch(
      /table Things: Cannot perform more than one GSI creation or deletion in a single update \(the template creates by-tag, deletes by-owner\).*one at a time/,
    );
    expect(await scan('by-owner')).toMatchObject({ Count: 1 });
  });

  it('begins with as many as it likes', async () => {
    await start(table(['owner', 'tag', 'note']));
    expect(await scan('by-note')).toMatchObject({ Count: 0 });
  });

  it.each([
    [
      'another key',
      table([], {
        KeySchema: [{ AttributeName: 'key', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'key', AttributeType: 'S' }],
      }),
      /on disk has other keys than the template.*start once with --fresh/,
    ],
    [
      'another type of its key',
      table([], { AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }] }),
      /on disk has other keys/,
    ],
    [
      'another projection of an index',
      table(['owner'], { GlobalSecondaryIndexes: [index('owner', 'KEYS_ONLY')] }),
      /index by-owner of table Things has another key or projection.*give the index another name/,
    ],
    [
      'a definition that no key uses',
      table(['owner'], {
        AttributeDefinitions: ['id', 'owner', 'x'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      }),
      /Some AttributeDefinitions are not used/,
    ],
  ])('is refused %s', async (_, changed, message) => {
    await start(table(['owner']));
    expect(await refusal(changed)).toMatch(message);
  });

  it('is protected against its deletion by the template too', async () => {
    await start(table([], { DeletionProtectionEnabled: true }));
    await put();
    expect(await refusal(undefined)).toMatch(
      /table Things .*protected against deletion: set DeletionProtectionEnabled to false/,
    );
    await expect(engine.call('dynamodb', 'DeleteTable', { TableName: 'Things' })).rejects.toThrow(
      /protected against deletion/,
    );
    await engine.update(assemblyOf(table([], { DeletionProtectionEnabled: false })));
    await engine.update(assemblyOf(undefined));
    await expect(put()).rejects.toThrow('Requested resource not found');
  });

  it('takes another attribute for the time to live in place', async () => {
    await start(table([], { TimeToLiveSpecification: { AttributeName: 'until', Enabled: true } }));
    await engine.update(assemblyOf(table([])));
    expect(await engine.call('dynamodb', 'DescribeTimeToLive', { TableName: 'Things' })).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' },
    });
  });
});
