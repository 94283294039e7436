import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEngine } from '../../../src/testing/engine.ts';
import { stackOf } from '../lambda/stack.ts';

const assembly = stackOf(
  {},
  { Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/app', RetentionInDays: 7 } } },
);

interface Events {
  readonly events: { message: string; timestamp: number; logStreamName?: string }[];
  readonly nextToken?: string;
  readonly nextForwardToken?: string;
  readonly nextBackwardToken?: string;
}

describe('CloudWatch Logs', () => {
  let engine: Awaited<ReturnType<typeof startTestEngine>>;
  const messages = ['start', 'ERROR one', '{"level":"ERROR","order":{"units":3}}', '{"level":"INFO"}', 'ERROR two'];
  beforeAll(async () => {
    engine = await startTestEngine({ assembly });
    for (const logStreamName of ['one', 'two']) {
      await engine.call('logs', 'CreateLogStream', { logGroupName: '/app', logStreamName });
    }
    await engine.call('logs', 'PutLogEvents', {
      logGroupName: '/app',
      logStreamName: 'one',
      logEvents: messages.map((message, index) => ({ timestamp: 1000 + index, message })),
    });
    const late = [{ timestamp: 5000, message: 'from two' }];
    await engine.call('logs', 'PutLogEvents', { logGroupName: '/app', logStreamName: 'two', logEvents: late });
  });
  afterAll(() => engine.dispose());

  const filter = async (input: object) => {
    const answer = await engine.call<Events>('logs', 'FilterLogEvents', { logGroupName: '/app', ...input });
    return answer.events.map(({ message }) => message);
  };

  it('describes its groups and streams', async () => {
    expect(await engine.call('logs', 'DescribeLogGroups', { logGroupNamePrefix: '/app' })).toEqual({
      logGroups: [
        expect.objectContaining({
          logGroupName: '/app',
          retentionInDays: 7,
          arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/app:*',
        }),
      ],
    });
    await filter({});
    const query = { logGroupName: '/app', orderBy: 'LastEventTime', descending: true };
    expect(await engine.call('logs', 'DescribeLogStreams', query)).toMatchObject({
      logStreams: [
        { logStreamName: 'two', lastEventTimestamp: 5000 },
        { logStreamName: 'one', firstEventTimestamp: 1000, lastEventTimestamp: 1004 },
      ],
    });
  });

  it.each([
    ['everything, in order of time', {}, [...messages, 'from two']],
    ['from and to a time, both inclusive', { startTime: 1001, endTime: 1002 }, messages.slice(1, 3)],
    ['one stream', { logStreamNames: ['two'] }, ['from two']],
    ['a term', { filterPattern: 'ERROR' }, ['ERROR one', messages[2], 'ERROR two']],
    ['a term and not another', { filterPattern: 'ERROR -two -level' }, ['ERROR one']],
    ['one of several terms', { filterPattern: '?start ?from' }, ['start', 'from two']],
    ['a phrase', { filterPattern: '"ERROR two"' }, ['ERROR two']],
    ['a JSON member', { filterPattern: '{ $.level = "ERROR" }' }, [messages[2]]],
    ['JSON members', { filterPattern: '{ $.level = "*R*" && $.order.units >= 3 }' }, [messages[2]]],
  ])('filters %s', async (_what, input, expected) => {
    expect(await filter(input)).toEqual(expected);
  });

  it('pages through what it filters', async () => {
    const seen: string[] = [];
    let nextToken: string | undefined;
    do {
      const page: Events = await engine.call('logs', 'FilterLogEvents', { logGroupName: '/app', limit: 4, nextToken });
      seen.push(...page.events.map(({ message }) => message));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(seen).toEqual([...messages, 'from two']);
  });

  it('reads a stream from its end, and from its head', async () => {
    const query = { logGroupName: '/app', logStreamName: 'one', limit: 2 };
    const last = await engine.call<Events>('logs', 'GetLogEvents', query);
    expect(last.events.map(({ message }) => message)).toEqual(messages.slice(-2));
    const before = await engine.call<Events>('logs', 'GetLogEvents', { ...query, nextToken: last.nextBackwardToken });
    expect(before.events.map(({ message }) => message)).toEqual(messages.slice(1, 3));
    const end = await engine.call<Events>('logs', 'GetLogEvents', { ...query, nextToken: last.nextForwardToken });
    expect(end).toMatchObject({ events: [], nextForwardToken: last.nextForwardToken });
    const head = await engine.call<Events>('logs', 'GetLogEvents', { ...query, startFromHead: true });
    expect(head.events.map(({ message }) => message)).toEqual(messages.slice(0, 2));
  });

  it('refuses what does not exist, and patterns it cannot read', async () => {
    const refused = (operation: string, input: object) => expect(engine.call('logs', operation, input)).rejects;
    await refused('FilterLogEvents', { logGroupName: '/no' }).toMatchObject({
      code: 'ResourceNotFoundException',
      message: 'The specified log group does not exist.',
    });
    await refused('PutLogEvents', {
      logGroupName: '/app',
      logStreamName: 'no',
      logEvents: [{ timestamp: 1, message: 'x' }],
    }).toMatchObject({ code: 'ResourceNotFoundException', message: 'The specified log stream does not exist.' });
    await refused('CreateLogGroup', { logGroupName: '/app' }).toMatchObject({ code: 'ResourceAlreadyExistsException' });
    await refused('FilterLogEvents', { logGroupName: '/app', filterPattern: '{ $.a IS NULL }' }).toMatchObject({
      code: 'InvalidParameterException',
    });
  });

  it.each([
    ['CreateLogGroup', { logGroupName: 'no name' }, 'at .logGroupName. .*regular expression pattern'],
    [
      'CreateLogStream',
      { logGroupName: '/app', logStreamName: 'a:b' },
      'at .logStreamName. .*regular expression pattern',
    ],
    [
      'PutLogEvents',
      {
        ...{ logGroupName: '/app', logStreamName: 'one' },
        logEvents: [2, 1].map((timestamp) => ({ timestamp, message: 'x' })),
      },
      'must be in chronological order',
    ],
    ['FilterLogEvents', { logGroupName: '/app', logStreamNames: ['one'], logStreamNamePrefix: 'o' }, 'not both'],
    [
      'DescribeLogStreams',
      { logGroupName: '/app', orderBy: 'LastEventTime', logStreamNamePrefix: 'o' },
      'Cannot order by LastEventTime with a logStreamNamePrefix',
    ],
  ])('refuses what AWS does not take: %s %j', async (operation, input, why) => {
    await expect(engine.call('logs', operation, input)).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message: expect.stringMatching(why),
    });
  });

  it('knows no events of a stream that is not there', async () => {
    const query = { logGroupName: '/app', logStreamNames: ['one', 'none'] };
    await expect(engine.call('logs', 'FilterLogEvents', query)).rejects.toMatchObject({
      ...{ code: 'ResourceNotFoundException', message: 'The specified log stream does not exist.' },
    });
  });

  it('keeps its events across a restart', async () => {
    const first = await startTestEngine({ assembly });
    await first.call('logs', 'CreateLogStream', { logGroupName: '/app', logStreamName: 's' });
    const logEvents = [{ timestamp: Date.now(), message: 'kept' }];
    await first.call('logs', 'PutLogEvents', { logGroupName: '/app', logStreamName: 's', logEvents });
    const old = [{ timestamp: Date.now() - 8 * 86_400_000, message: 'past its retention' }];
    await first.call('logs', 'PutLogEvents', { logGroupName: '/app', logStreamName: 's', logEvents: old });
    await first.stop();
    const second = await startTestEngine({ assembly, dataDir: first.dataDir });
    const answer = await second.call<Events>('logs', 'FilterLogEvents', { logGroupName: '/app' });
    expect(answer.events.map(({ message }) => message)).toEqual(['kept']);
    await second.dispose();
  });
});
