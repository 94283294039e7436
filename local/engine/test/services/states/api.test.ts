import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings, startTestEngine, until } from '../../../src/testing/engine.ts';

const ROLE_ARN = 'arn:aws:iam::000000000000:role/any';
const definitionOf = (states: object, more: object = {}): string =>
  JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...more });
const passing = definitionOf({ Only: { Type: 'Pass', Output: '{% $states.input.n + 1 %}', End: true } });
const waiting = definitionOf({ Wait: { Type: 'Wait', Seconds: 600, End: true } });

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let client: SFNClient;
beforeAll(async () => {
  engine = await startTestEngine();
  client = new SFNClient({ ...clientSettings(engine), maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await engine.dispose();
});

const create = async (name: string, definition: string): Promise<string> => {
  const { stateMachineArn } = await client.send(new CreateStateMachineCommand({ name, definition, roleArn: ROLE_ARN }));
  return stateMachineArn ?? '';
};
const start = async (stateMachineArn: string, name?: string, input = '{}'): Promise<string> => {
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
  return executionArn ?? '';
};
const ended = async (executionArn: string) =>
  await until(`${executionArn} ends`, async () => {
    const description = await client.send(new DescribeExecutionCommand({ executionArn }));
    return description.status !== 'RUNNING' && description;
  });

describe('StartExecution', () => {
  it('runs a state machine whose result and times are those of its history', async () => {
    const executionArn = await start(await create('runs', passing), 'first', '{"n": 1}');
    expect(executionArn).toBe('arn:aws:states:us-east-1:000000000000:execution:runs:first');
    const description = await ended(executionArn);
    expect(description).toMatchObject({
      status: 'SUCCEEDED',
      input: '{"n": 1}',
      output: '2',
      name: 'first',
      redriveCount: 0,
    });
    const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events[0]?.timestamp?.getTime()).toBeGreaterThanOrEqual(description.startDate?.getTime() ?? 0);
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
    expect(events[2]?.stateExitedEventDetails).toMatchObject({
      name: 'Only',
      output: '2',
      outputDetails: { truncated: false },
    });
  });

  it('of one name 50 times at once starts one execution', async () => {
    const stateMachineArn = await create('once', waiting);
    const input = new StartExecutionCommand({ stateMachineArn, name: 'same', input: '{}' });
    const answers = await Promise.all(Array.from({ length: 50 }, async () => await client.send(input)));
    expect(new Set(answers.map(({ startDate }) => startDate?.getTime())).size).toBe(1);
    const { executions } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
    expect(executions).toHaveLength(1);
  });

  it('refuses a name that another input or a closed execution has', async () => {
    const stateMachineArn = await create('taken', waiting);
    const executionArn = await start(stateMachineArn, 'name', '{"a":1}');
    await expect(start(stateMachineArn, 'name', '{"a":2}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await client.send(new StopExecutionCommand({ executionArn }));
    await expect(start(stateMachineArn, 'name', '{"a":1}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  it.each([
    ['a'.repeat(81), 'InvalidName'],
    ['with space', 'InvalidName'],
    ['semi;colon', 'InvalidName'],
    ['tab\tbed', 'InvalidName'],
  ])('refuses the name %j', async (name, error) => {
    await expect(start(await create('names', passing), name)).rejects.toMatchObject({ name: error });
  });

  it('refuses what is not JSON, what is too large, and what does not exist', async () => {
    const stateMachineArn = await create('inputs', passing);
    await expect(start(stateMachineArn, 'a', 'nonsense')).rejects.toMatchObject({ name: 'InvalidExecutionInput' });
    await expect(start(stateMachineArn, 'b', JSON.stringify('x'.repeat(262_143)))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(start(`${stateMachineArn}x`)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
    await expect(start('arn:aws:sqs:us-east-1:000000000000:q')).rejects.toMatchObject({ name: 'InvalidArn' });
    const large = await start(stateMachineArn, 'c', JSON.stringify({ n: 1, x: 'x'.repeat(262_126) }));
    expect((await ended(large)).status).toBe('SUCCEEDED');
  });
});

describe('lists', () => {
  it('of executions are newest first, filtered and paged', async () => {
    const stateMachineArn = await create('listed', waiting);
    for (const name of ['one', 'two', 'three', 'four', 'five']) await start(stateMachineArn, name);
    await client.send(
      new StopExecutionCommand({ executionArn: stateMachineArn.replace('stateMachine', 'execution').concat(':two') }),
    );
    const names: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 2, nextToken }));
      names.push(...(page.executions ?? []).map(({ name }) => name ?? ''));
      nextToken = page.nextToken;
    } while (nextToken);
    expect(names).toEqual(['five', 'four', 'three', 'two', 'one']);
    const { executions } = await client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'ABORTED' }));
    expect(executions?.map(({ name }) => name)).toEqual(['two']);
    const redriven = await client.send(new ListExecutionsCommand({ stateMachineArn, redriveFilter: 'REDRIVEN' }));
    expect(redriven.executions).toEqual([]);
    await expect(
      client.send(new ListExecutionsCommand({ stateMachineArn, nextToken: 'nonsense' })),
    ).rejects.toMatchObject({ name: 'InvalidToken' });
  });

  it('of history events go either way, page by page, and may leave the data out', async () => {
    const executionArn = await start(await create('paged', passing), 'e', '{"n":1}');
    await ended(executionArn);
    const first = await client.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 3, reverseOrder: true }),
    );
    expect(first.events?.map(({ id }) => id)).toEqual([4, 3, 2]);
    const second = await client.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 3, reverseOrder: true, nextToken: first.nextToken }),
    );
    expect([second.events?.map(({ id }) => id), second.nextToken]).toEqual([[1], undefined]);
    const bare = await client.send(new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }));
    expect(bare.events?.[1]?.stateEnteredEventDetails).toEqual({ name: 'Only', inputDetails: { truncated: false } });
  });
});

describe('state machines', () => {
  it('are created once, described, listed, tagged and deleted with their executions', async () => {
    const stateMachineArn = await create('whole', passing);
    expect(await create('whole', passing)).toBe(stateMachineArn);
    await expect(create('whole', waiting)).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
    expect(await client.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
      name: 'whole',
      definition: passing,
      roleArn: ROLE_ARN,
      type: 'STANDARD',
      status: 'ACTIVE',
      revisionId: 'INITIAL',
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    });
    const { stateMachines } = await client.send(new ListStateMachinesCommand({}));
    expect(stateMachines?.map((machine) => machine.stateMachineArn)).toContain(stateMachineArn);
    await client.send(
      new TagResourceCommand({
        resourceArn: stateMachineArn,
        tags: [
          { key: 'a', value: '1' },
          { key: 'b', value: '2' },
        ],
      }),
    );
    await client.send(new UntagResourceCommand({ resourceArn: stateMachineArn, tagKeys: ['a'] }));
    const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn: stateMachineArn }));
    expect(tags).toEqual([{ key: 'b', value: '2' }]);
    const executionArn = await start(stateMachineArn, 'gone');
    await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await expect(client.send(new DescribeStateMachineCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
    await expect(client.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
    });
  });

  it.each([
    ['JSONPath', JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }), /JSONata/],
    ['a dangling Next', definitionOf({ A: { Type: 'Pass', Next: 'B' } }), /MISSING_TRANSITION_TARGET/],
    ['a state nothing reaches', definitionOf({ A: { Type: 'Pass', End: true }, B: { Type: 'Pass', End: true } }), /B/],
    [
      'an expression that does not parse',
      definitionOf({ A: { Type: 'Pass', Output: '{% $$$( %}', End: true } }),
      /INVALID_JSONATA/,
    ],
    [
      'an integration that is not emulated',
      definitionOf({ A: { Type: 'Task', Resource: 'arn:aws:states:::ecs:runTask', End: true } }),
      /ecs:runTask/,
    ],
    ['both Next and End missing', definitionOf({ A: { Type: 'Pass' } }), /TERMINAL/],
    ['no JSON', '{', /INVALID_JSON/],
  ])('are refused with %s', async (_what, definition, message) => {
    await expect(create('refused', definition)).rejects.toMatchObject({
      name: 'InvalidDefinition',
      message: expect.stringMatching(message),
    });
    const { result, diagnostics } = await client.send(new ValidateStateMachineDefinitionCommand({ definition }));
    expect([result, diagnostics?.[0]?.severity]).toEqual(['FAIL', 'ERROR']);
  });

  it('are accepted with every type of state, nested, with all that the interpreter takes', async () => {
    const Retry = [{ ErrorEquals: ['Down'], MaxAttempts: 2, IntervalSeconds: 1, MaxDelaySeconds: 2 }];
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Failed', Assign: { error: '{% $states.errorOutput %}' } }];
    const call = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'f' } };
    const definition = definitionOf({
      Which: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'Both' }], Default: 'Each' },
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: '{% 1 %}', End: true } } },
          { StartAt: 'Until', States: { Until: { Type: 'Wait', Timestamp: '2026-01-01T00:00:00Z', End: true } } },
        ],
        Next: 'Each',
        Catch,
      },
      Each: {
        Type: 'Map',
        Items: '{% $states.input.items %}',
        ItemSelector: { value: '{% $states.context.Map.Item.Value %}' },
        MaxConcurrency: 2,
        ToleratedFailureCount: 1,
        ItemProcessor: { StartAt: 'Call', States: { Call: { ...call, TimeoutSeconds: 5, End: true, Retry } } },
        Next: 'Shape',
        Retry,
      },
      Shape: { Type: 'Pass', Assign: { a: 1 }, Output: '{% $a %}', Next: 'Ask' },
      Ask: {
        ...call,
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        HeartbeatSeconds: 5,
        Next: 'Done',
        Catch,
      },
      Done: { Type: 'Succeed' },
      Failed: { Type: 'Fail', Error: 'Failed', Cause: '{% $error.Cause %}' },
    });
    const { result, diagnostics } = await client.send(new ValidateStateMachineDefinitionCommand({ definition }));
    expect([result, diagnostics]).toEqual(['OK', []]);
  });

  it('of type EXPRESS are refused', async () => {
    const command = new CreateStateMachineCommand({
      name: 'express',
      definition: passing,
      roleArn: ROLE_ARN,
      type: 'EXPRESS',
    });
    await expect(client.send(command)).rejects.toMatchObject({ name: 'StateMachineTypeNotSupported' });
  });
});
