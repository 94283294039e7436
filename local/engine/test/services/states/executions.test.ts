import { describe, expect, it } from 'vitest';
import { detailsOf, succeeded, task, threw } from '../../../src/testing/states.ts';
import { useStates } from './use-states.ts';

const open = useStates();

const echo = (call: { input: Record<string, unknown> }) => succeeded(JSON.parse(String(call.input.Payload ?? 'null')));
const pass = { StartAt: 'Only', States: { Only: { Type: 'Pass', End: true } } };

describe('a task', () => {
  it('invokes its function as the role and records the call as the service does', async () => {
    const states = await open({ answer: echo });
    const { executionArn, status, output } = await states.run(
      { StartAt: 'Call', States: { Call: task('f') } },
      { n: 1 },
    );
    expect({ status, output }).toEqual({ status: 'SUCCEEDED', output: '{"n":1}' });
    expect(states.calls).toHaveLength(1);
    expect(states.calls[0]).toMatchObject({
      service: 'lambda',
      operation: 'Invoke',
      input: { FunctionName: 'f', Payload: '{"n":1}', InvocationType: 'RequestResponse' },
      caller: { kind: 'role', roleArn: 'arn:aws:iam::000000000000:role/machine' },
    });
    const events = await states.history(executionArn);
    expect(events.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
      [1, 0, 'ExecutionStarted'],
      [2, 0, 'TaskStateEntered'],
      [3, 2, 'TaskScheduled'],
      [4, 3, 'TaskStarted'],
      [5, 4, 'TaskSucceeded'],
      [6, 5, 'TaskStateExited'],
      [7, 6, 'ExecutionSucceeded'],
    ]);
    expect(detailsOf(events, 'taskScheduledEventDetails')).toEqual([
      {
        resourceType: 'lambda',
        resource: 'invoke',
        region: 'us-east-1',
        parameters: '{"FunctionName":"f","Payload":{"n":1}}',
      },
    ]);
    const [result] = detailsOf<{ output: string }>(events, 'taskSucceededEventDetails');
    expect(JSON.parse(result?.output ?? '')).toMatchObject({
      ExecutedVersion: '$LATEST',
      Payload: { n: 1 },
      SdkHttpMetadata: { HttpStatusCode: 200 },
      SdkResponseMetadata: { RequestId: expect.any(String) },
      StatusCode: 200,
    });
  });

  it('named by a function ARN is recorded with LambdaFunction events', async () => {
    const states = await open({ answer: echo });
    const Resource = 'arn:aws:lambda:us-east-1:000000000000:function:f';
    const { executionArn, output } = await states.run(
      { StartAt: 'Call', States: { Call: { Type: 'Task', Resource, End: true } } },
      [1],
    );
    expect(output).toBe('[1]');
    const events = await states.history(executionArn);
    expect(events.slice(2, 5).map(({ type }) => type)).toEqual([
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
    ]);
    expect(detailsOf(events, 'lambdaFunctionScheduledEventDetails')).toEqual([
      { resource: Resource, input: '[1]', inputDetails: { truncated: false } },
    ]);
  });

  it('fails with the error type and the payload of a function that threw', async () => {
    const states = await open({ answer: () => threw('OrderRejected', 'too many') });
    const { executionArn, ...ended } = await states.run({ StartAt: 'Call', States: { Call: task('f') } });
    const cause = '{"errorType":"OrderRejected","errorMessage":"too many","trace":[]}';
    expect(ended).toMatchObject({ status: 'FAILED', error: 'OrderRejected', cause, redriveStatus: 'REDRIVABLE' });
    expect((await states.types(executionArn)).slice(-2)).toEqual(['TaskFailed', 'ExecutionFailed']);
  });

  it('answers for a payload over 256 KiB with States.DataLimitExceeded', async () => {
    const states = await open({ answer: () => succeeded('é'.repeat(140_000)) });
    expect(await states.run({ StartAt: 'Call', States: { Call: task('f') } })).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
      cause:
        "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });

  it.each(['a result', 'an output'])(
    'has States.ALL catch %s over 256 KiB, as the service was seen to',
    async (what) => {
      const large = 'é'.repeat(140_000);
      const states = await open({ answer: () => succeeded(what === 'a result' ? large : 'x') });
      const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught', Output: '{% $states.errorOutput.Error %}' }];
      const Output = what === 'a result' ? 'y' : `{% $join([1..150000].("é")) %}`;
      const Call = task('f', { End: true, Catch, Output });
      const machine = { StartAt: 'Call', States: { Call, Caught: { Type: 'Succeed' } } };
      expect(await states.run(machine)).toMatchObject({ status: 'SUCCEEDED', output: '"States.DataLimitExceeded"' });
    },
  );

  it.each([
    ['$range(7, 7, 1)', '7'],
    ['$range(7, 7, 1)[]', '[7]'],
    ['$partition([1, 2], 2)', '[1,2]'],
    ['$range(1, 2, 1)', '[1,2]'],
    ['[$range(7, 7, 1)]', '[7]'],
  ])('gives one value of %s as JSONata gives sequences: %s', async (expression, output) => {
    const states = await open();
    const Make = { Type: 'Pass', Output: `{% ${expression} %}`, End: true };
    expect(await states.run({ StartAt: 'Make', States: { Make } })).toMatchObject({ status: 'SUCCEEDED', output });
  });

  it('runs for a year at most', async () => {
    const states = await open();
    const Wait = { Type: 'Wait', Seconds: 99_999_999, End: true };
    const before = states.clock.now();
    expect(await states.run({ StartAt: 'Wait', States: { Wait } })).toMatchObject({ status: 'TIMED_OUT' });
    expect(states.clock.now() - before).toBe(365 * 86_400_000);
  });

  it('passes objects as message bodies, and calls DynamoDB and SNS by their operations', async () => {
    const states = await open({ answer: () => ({ MessageId: 'm' }) });
    const integration = (name: string, Arguments: object, Next?: string) => ({
      Type: 'Task',
      Resource: `arn:aws:states:::${name}`,
      Arguments,
      ...(Next ? { Next } : { End: true }),
    });
    await states.run({
      StartAt: 'Put',
      States: {
        Put: integration('dynamodb:putItem', { TableName: 't', Item: { id: { S: '1' } } }, 'Publish'),
        Publish: integration('sns:publish', { TopicArn: 'arn', Message: { a: 1 } }, 'Send'),
        Send: integration('sqs:sendMessage', { QueueUrl: 'url', MessageBody: { a: 1 } }),
      },
    });
    expect(states.calls.map(({ service, operation, input }) => [service, operation, input])).toEqual([
      ['dynamodb', 'PutItem', { TableName: 't', Item: { id: { S: '1' } } }],
      ['sns', 'Publish', { TopicArn: 'arn', Message: '{"a":1}' }],
      ['sqs', 'SendMessage', { QueueUrl: 'url', MessageBody: '{"a":1}' }],
    ]);
  });
});

describe('expressions', () => {
  it('see the input, the context and the variables of enclosing scopes', async () => {
    const states = await open();
    const inner = {
      StartAt: 'Inner',
      States: {
        Inner: {
          Type: 'Pass',
          Assign: { own: '{% $outer & "!" %}' },
          Output: '{% $outer & $states.input.tail %}',
          Next: 'After',
        },
        After: { Type: 'Pass', Output: '{% [$states.input, $own] %}', End: true },
      },
    };
    const { executionArn, output } = await states.run(
      {
        StartAt: 'Set',
        States: {
          Set: { Type: 'Pass', Assign: { outer: '{% $states.input.head %}', swap: 1 }, Next: 'Both' },
          Both: { Type: 'Parallel', Branches: [inner], Next: 'Read' },
          Read: {
            Type: 'Pass',
            Output: {
              result: '{% $states.input %}',
              name: '{% $states.context.Execution.Name %}',
              gone: '{% $exists($own) %}',
            },
            End: true,
          },
        },
      },
      { head: 'a', tail: 'b' },
    );
    expect(JSON.parse(output ?? '')).toEqual({ result: [['ab', 'a!']], name: executionArn.split(':')[7], gone: false });
  });

  it('assign all variables from the values before the state', async () => {
    const states = await open();
    const { output } = await states.run({
      StartAt: 'Set',
      States: {
        Set: { Type: 'Pass', Assign: { a: 1, b: 2 }, Next: 'Swap' },
        Swap: { Type: 'Pass', Assign: { a: '{% $b %}', b: '{% $a %}' }, Output: '{% $a %}', Next: 'Read' },
        Read: { Type: 'Pass', Output: '{% [$states.input, $a, $b] %}', End: true },
      },
    });
    expect(output).toBe('[1,2,1]');
  });

  it.each([
    ['$partition([1,2,3], 2)', [[1, 2], [3]]],
    ['$range(1, 9, 3)', [1, 4, 7]],
    ['$hash("a", "SHA-256")', 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'],
    ['$random(7) = $random(7)', true],
    ['$length($uuid())', 36],
    ['$parse("{\\"a\\":1}")', { a: 1 }],
  ])('have %s', async (expression, value) => {
    const states = await open();
    const { output } = await states.run({
      StartAt: 'Only',
      States: { Only: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } },
    });
    expect(JSON.parse(output ?? '')).toEqual(value);
  });

  it.each(['$eval("1")', '$error("no")', '$partition([1], 0)'])('fail the state with %s', async (expression) => {
    const states = await open();
    const ended = await states.run({
      StartAt: 'Only',
      States: { Only: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } },
    });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });

  it('that never end are cut off', async () => {
    const states = await open();
    const Output = '{% ($f := function($n) { 1 + $f($n) }; $f(1)) %}';
    const ended = await states.run({ StartAt: 'Only', States: { Only: { Type: 'Pass', Output, End: true } } });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('an execution', () => {
  it('ends at 25,000 events', async () => {
    const states = await open();
    const { executionArn, ...ended } = await states.run({
      StartAt: 'Again',
      States: {
        Again: { Type: 'Pass', Next: 'Maybe' },
        Maybe: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'End' }], Default: 'Again' },
        End: { Type: 'Succeed' },
      },
    });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    const { events } = await states.call<{ events: { id: number; type: string }[] }>('GetExecutionHistory', {
      executionArn,
      reverseOrder: true,
      maxResults: 1,
    });
    expect(events).toMatchObject([{ id: 25_000, type: 'ExecutionFailed' }]);
  });

  it('without a matching choice fails with States.NoChoiceMatched', async () => {
    const states = await open();
    const Choices = [{ Condition: '{% false %}', Next: 'End' }];
    const machine = { StartAt: 'Which', States: { Which: { Type: 'Choice', Choices }, End: { Type: 'Succeed' } } };
    expect(await states.run(machine)).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });

  it('keeps the definition of its start when the state machine is updated', async () => {
    const states = await open();
    const slow = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 1, Output: 'old', End: true } } };
    const stateMachineArn = await states.createMachine(slow);
    const executionArn = await states.start(stateMachineArn);
    const definition = JSON.stringify({ QueryLanguage: 'JSONata', ...pass });
    await states.call('UpdateStateMachine', { stateMachineArn, definition });
    expect((await states.ended(executionArn)).output).toBe('"old"');
    expect((await states.ended(await states.start(stateMachineArn))).output).toBe('{}');
    const used = await states.call('DescribeStateMachineForExecution', { executionArn });
    expect(JSON.parse(String(used.definition))).toMatchObject(slow);
  });

  it('waits as long as it says, though the wall clock is set back meanwhile', async () => {
    const states = await open();
    const machine = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } };
    const executionArn = await states.start(await states.createMachine(machine));
    await states.settled();
    states.clock.step(-3_600_000);
    await states.clock.advance(59_999);
    expect((await states.describe(executionArn)).status).toBe('RUNNING');
    await states.clock.advance(1);
    expect((await states.describe(executionArn)).status).toBe('SUCCEEDED');
  });

  it('is counted by its states, retries included', async () => {
    let attempts = 0;
    const states = await open({ answer: () => (attempts++ === 0 ? threw('Again') : succeeded(1)) });
    const Retry = [{ ErrorEquals: ['Again'], IntervalSeconds: 1, MaxDelaySeconds: 2, JitterStrategy: 'FULL' }];
    await states.run({ StartAt: 'A', States: { A: task('f', { Next: 'B', Retry }), B: { Type: 'Pass', End: true } } });
    expect(states.counted.get('states.transition')).toBe(3);
  });

  it('stopped while a task runs aborts its call', async () => {
    const aborted: boolean[] = [];
    const states = await open({
      answer: async ({ signal }) =>
        await new Promise((resolve) =>
          signal?.addEventListener('abort', () => {
            aborted.push(true);
            resolve(succeeded(1));
          }),
        ),
    });
    const executionArn = await states.start(
      await states.createMachine({ StartAt: 'Call', States: { Call: task('f') } }),
    );
    await states.settled();
    expect(states.calls).toHaveLength(1);
    const { stopDate } = await states.call('StopExecution', { executionArn, error: 'Stop', cause: 'asked' });
    const ended = await states.ended(executionArn);
    expect(ended).toMatchObject({ status: 'ABORTED', error: 'Stop', cause: 'asked', stopDate });
    expect(aborted).toEqual([true]);
    expect((await states.types(executionArn)).at(-1)).toBe('ExecutionAborted');
  });
});
