import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../src/aws-error.ts';
import { backoffMs } from '../../../src/services/states/interpreter/error-rules.ts';
import { detailsOf, type States, succeeded, task, threw } from '../../../src/testing/states.ts';
import { useStates } from './use-states.ts';

const open = useStates();

describe('back-off', () => {
  const retrier = {
    ErrorEquals: ['x'],
    IntervalSeconds: 2,
    MaxAttempts: 9,
    BackoffRate: 3,
    MaxDelaySeconds: 20,
    JitterStrategy: 'NONE',
  } as const;

  it('grows by its rate up to its cap', () => {
    const delays = [0, 1, 2, 3].map((attempts) => backoffMs({ ...retrier, ErrorEquals: [] }, attempts));
    expect(delays).toEqual([2000, 6000, 18_000, 20_000]);
  });

  it.each([
    [0, 0],
    [0.5, 10_000],
    [0.999, 19_980],
  ])('with full jitter lies between nothing and the capped delay (%d)', (random, delay) => {
    expect(backoffMs({ ...retrier, ErrorEquals: [], JitterStrategy: 'FULL' }, 5, () => random)).toBe(delay);
  });
});

const fast = { IntervalSeconds: 1, MaxDelaySeconds: 2, JitterStrategy: 'FULL' };

describe('a retrier', () => {
  it('tries as often as it says, then leaves the error to the catcher', async () => {
    const states = await open({ answer: () => threw('Flaky') });
    const { executionArn, output } = await states.run(
      {
        StartAt: 'Call',
        States: {
          Call: task('f', {
            End: true,
            Retry: [{ ErrorEquals: ['Other'] }, { ErrorEquals: ['Flaky'], MaxAttempts: 2, ...fast }],
            Catch: [
              {
                ErrorEquals: ['States.TaskFailed'],
                Next: 'Caught',
                Assign: { error: '{% $states.errorOutput.Error %}' },
                Output: '{% $states.input %}',
              },
            ],
          }),
          Caught: { Type: 'Pass', Output: '{% [$error, $states.input] %}', End: true },
        },
      },
      { n: 1 },
    );
    expect(output).toBe('["Flaky",{"n":1}]');
    expect(states.calls).toHaveLength(3);
    const types = await states.types(executionArn);
    expect(types.filter((type) => type === 'TaskScheduled')).toHaveLength(3);
    expect(types.filter((type) => type === 'TaskStateEntered')).toHaveLength(1);
  });

  it('of States.ALL retries a timeout, and a task that timed out has its call aborted', async () => {
    let calls = 0;
    const states = await open({
      answer: ({ signal }) => {
        calls += 1;
        if (calls > 1) return succeeded('second');
        return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
      },
    });
    const { executionArn, output } = await states.run({
      StartAt: 'Call',
      States: {
        Call: task('f', { End: true, TimeoutSeconds: '{% 1 %}', Retry: [{ ErrorEquals: ['States.ALL'], ...fast }] }),
      },
    });
    expect(output).toBe('"second"');
    const events = await states.history(executionArn);
    expect(detailsOf(events, 'taskTimedOutEventDetails')).toEqual([
      { resourceType: 'lambda', resource: 'invoke', error: 'States.Timeout' },
    ]);
    expect(detailsOf(events, 'taskScheduledEventDetails')[0]).toMatchObject({ timeoutInSeconds: 1 });
  });
});

describe('a service that refuses', () => {
  it.each([
    ['lambda:invoke', new AwsError('AccessDeniedException', 'not authorized', 403), 'Lambda.AWSLambdaException'],
    ['lambda:invoke', new AwsError('TooManyRequestsException', 'slow down', 429), 'Lambda.TooManyRequestsException'],
    ['lambda:invoke', new Error('socket hang up'), 'Lambda.SdkClientException'],
    [
      'dynamodb:putItem',
      new AwsError('ConditionalCheckFailedException', 'no'),
      'DynamoDB.ConditionalCheckFailedException',
    ],
    ['dynamodb:putItem', new AwsError('AccessDeniedException', 'no'), 'DynamoDB.AmazonDynamoDBException'],
    ['sqs:sendMessage', new AwsError('QueueDoesNotExist', 'no'), 'SQS.QueueDoesNotExistException'],
    ['sns:publish', new AwsError('AuthorizationError', 'no', 403), 'SNS.AuthorizationErrorException'],
  ])('fails %s by %s as %s', async (integration, refusal, error) => {
    const states = await open({ answer: () => Promise.reject(refusal) });
    const Resource = `arn:aws:states:::${integration}`;
    const machine = { StartAt: 'Call', States: { Call: { Type: 'Task', Resource, Arguments: {}, End: true } } };
    const { executionArn, ...ended } = await states.run(machine);
    expect(ended).toMatchObject({ status: 'FAILED', error });
    expect(ended.cause).toContain(refusal.message);
    expect(detailsOf(await states.history(executionArn), 'taskFailedEventDetails')).toMatchObject([{ error }]);
  });

  it('because the role cannot be assumed fails the task', async () => {
    const states = await open();
    const machine = await states.createMachine({ StartAt: 'Call', States: { Call: task('f') } });
    const refusing = await open({
      dataDir: states.crashCopy(),
      assumeRole: () => {
        throw new AwsError('AccessDeniedException', 'Role r does not trust states.amazonaws.com', 403);
      },
    });
    const ended = await refusing.ended(await refusing.start(machine));
    expect(ended).toMatchObject({ status: 'FAILED', error: 'Lambda.AWSLambdaException' });
    expect(refusing.calls).toEqual([]);
  });
});

describe('a state machine', () => {
  it('with a time limit ends as TIMED_OUT', async () => {
    const states = await open();
    const { executionArn, ...ended } = await states.run({
      StartAt: 'Wait',
      TimeoutSeconds: 1,
      States: { Wait: { Type: 'Wait', Seconds: 60, End: true } },
    });
    expect(ended).toMatchObject({ status: 'TIMED_OUT', redriveStatus: 'REDRIVABLE' });
    expect(Number(ended.stopDate) - Number(ended.startDate)).toBeCloseTo(1, 6);
    expect((await states.types(executionArn)).at(-1)).toBe('ExecutionTimedOut');
  });

  it('can catch Output and Assign that cannot be evaluated', async () => {
    const states = await open({ answer: () => succeeded(1) });
    const { output } = await states.run({
      StartAt: 'Call',
      States: {
        Call: task('f', {
          Output: '{% $states.result.nothing %}',
          End: true,
          Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Caught' }],
        }),
        Caught: { Type: 'Pass', Output: '{% $states.input.Error %}', End: true },
      },
    });
    expect(output).toBe('"States.QueryEvaluationError"');
  });
});

describe('callbacks', () => {
  const waiting = (more: object = {}) => ({
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Arguments: { QueueUrl: 'url', MessageBody: { token: '{% $states.context.Task.Token %}' } },
        End: true,
        ...more,
      },
    },
  });
  const tokenOf = async (states: States): Promise<string> => {
    await states.settled();
    expect(states.calls.length).toBeGreaterThan(0);
    return String((JSON.parse(String(states.calls[0]?.input.MessageBody)) as { token: string }).token);
  };

  it('finish a task with their output, once', async () => {
    const states = await open({ answer: () => ({ MessageId: 'm' }) });
    const executionArn = await states.start(await states.createMachine(waiting()));
    const taskToken = await tokenOf(states);
    await expect(states.call('SendTaskSuccess', { taskToken, output: 'no JSON' })).rejects.toMatchObject({
      code: 'InvalidOutput',
    });
    await states.call('SendTaskSuccess', { taskToken, output: '{"ok":true}' });
    expect(await states.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"ok":true}' });
    expect(await states.types(executionArn)).toContain('TaskSubmitted');
    await expect(states.call('SendTaskSuccess', { taskToken, output: '1' })).rejects.toMatchObject({
      code: 'TaskTimedOut',
    });
    await expect(states.call('SendTaskHeartbeat', { taskToken: 'junk' })).rejects.toMatchObject({
      code: 'InvalidToken',
    });
  });

  it('fail a task with their error', async () => {
    const states = await open({ answer: () => ({ MessageId: 'm' }) });
    const executionArn = await states.start(await states.createMachine(waiting()));
    await states.call('SendTaskFailure', { taskToken: await tokenOf(states), error: 'Refused', cause: 'by a person' });
    expect(await states.ended(executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'Refused',
      cause: 'by a person',
    });
  });

  it('put the time-out off with each heartbeat, from the moment it came', async () => {
    const states = await open({ answer: () => ({ MessageId: 'm' }) });
    const executionArn = await states.start(await states.createMachine(waiting({ HeartbeatSeconds: 10 })));
    const taskToken = await tokenOf(states);
    await states.clock.advance(9000);
    await states.call('SendTaskHeartbeat', { taskToken });
    await states.clock.advance(9999);
    expect((await states.describe(executionArn)).status).toBe('RUNNING');
    await states.clock.advance(1);
    expect(await states.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    const events = await states.history(executionArn);
    expect(Number(events.at(-1)?.timestamp) - Number(events[0]?.timestamp)).toBeCloseTo(19, 6);
  });

  it('that miss a heartbeat time the task out', async () => {
    const states = await open({ answer: () => ({ MessageId: 'm' }) });
    const Catch = [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Late' }];
    const { States, StartAt } = waiting({ HeartbeatSeconds: 1, Catch });
    const machine = { StartAt, States: { ...States, Late: { Type: 'Pass', End: true } } };
    expect(await states.run(machine)).toMatchObject({ status: 'SUCCEEDED', output: '{"Error":"States.Timeout"}' });
  });
});
