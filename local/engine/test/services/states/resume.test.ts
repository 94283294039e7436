import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../src/testing/clock.ts';
import { type States, succeeded, task, threw } from '../../../src/testing/states.ts';
import { useStates } from './use-states.ts';

const open = useStates();

/** A clock that is so much further than that of what crashed. */
const later = ({ clock }: States, ms: number) => createManualClock(clock.now() + ms);

const never = () => new Promise(() => {});

describe('after a crash', () => {
  it('a task in flight is invoked again, and scheduled once', async () => {
    const crashed = await open({
      answer: ({ input }) => (input.FunctionName === 'a' ? succeeded('from a') : never()),
    });
    const machine = { StartAt: 'A', States: { A: task('a', { Next: 'B' }), B: task('b') } };
    const executionArn = await crashed.start(await crashed.createMachine(machine));
    await crashed.settled();
    expect(crashed.calls).toHaveLength(2);
    const states = await open({ dataDir: crashed.crashCopy(), answer: ({ input }) => succeeded(input.Payload) });
    expect(await states.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"\\"from a\\""' });
    expect(states.calls.map(({ input }) => [input.FunctionName, input.Payload])).toEqual([['b', '"from a"']]);
    const types = await states.types(executionArn);
    expect(types.filter((type) => type === 'TaskScheduled' || type === 'TaskStarted')).toHaveLength(4);
    expect((await states.history(executionArn)).map(({ id }) => id)).toEqual(types.map((_, index) => index + 1));
  });

  it('a wait goes on to its first deadline', async () => {
    const crashed = await open();
    const machine = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 100, End: true } } };
    const executionArn = await crashed.start(await crashed.createMachine(machine));
    await crashed.settled();
    expect(await crashed.types(executionArn)).toHaveLength(2);
    expect(JSON.stringify(crashed.engine.store.all('SELECT body FROM states_frame'))).toContain('wakeAt');
    const early = await open({ dataDir: crashed.crashCopy(), clock: later(crashed, 98_000) });
    await early.clock.advance(1999);
    expect((await early.describe(executionArn)).status).toBe('RUNNING');
    await early.clock.advance(1);
    expect((await early.describe(executionArn)).status).toBe('SUCCEEDED');
    const late = await open({ dataDir: crashed.crashCopy(), clock: later(crashed, 100_000) });
    await late.clock.advance(0);
    expect((await late.describe(executionArn)).status).toBe('SUCCEEDED');
  });

  it('retries keep their count', async () => {
    const crashed = await open({ answer: () => threw('Down') });
    const Retry = [{ ErrorEquals: ['Down'], MaxAttempts: 2, IntervalSeconds: 1, BackoffRate: 100 }];
    const machine = { StartAt: 'A', States: { A: task('a', { End: true, Retry }) } };
    const executionArn = await crashed.start(await crashed.createMachine(machine));
    await crashed.clock.advance(1000);
    expect(crashed.calls).toHaveLength(2);
    expect((await crashed.types(executionArn)).at(-1)).toBe('TaskFailed');
    const clock = later(crashed, 99_999);
    const states = await open({ dataDir: crashed.crashCopy(), answer: () => threw('Down'), clock });
    await states.settled();
    expect(states.calls).toEqual([]);
    expect((await states.ended(executionArn)).status).toBe('FAILED');
    expect(states.calls).toHaveLength(1);
  });

  it('branches and iterations go on one by one', async () => {
    const crashed = await open({
      answer: ({ input }) => (input.Payload === '3' ? never() : succeeded(input.Payload)),
    });
    const ItemProcessor = { StartAt: 'Call', States: { Call: task('f') } };
    const Each = { Type: 'Map', ItemProcessor, MaxConcurrency: 2, End: true };
    const Branches = [
      { StartAt: 'Each', States: { Each } },
      { StartAt: 'Pass', States: { Pass: { Type: 'Pass', Output: 'other', End: true } } },
    ];
    const machine = { StartAt: 'Both', States: { Both: { Type: 'Parallel', Branches, End: true } } };
    const executionArn = await crashed.start(await crashed.createMachine(machine), [1, 2, 3, 4, 5]);
    await crashed.settled();
    expect(crashed.calls).toHaveLength(5);
    expect((await crashed.types(executionArn)).filter((type) => type === 'MapIterationSucceeded')).toHaveLength(4);
    const states = await open({ dataDir: crashed.crashCopy(), answer: ({ input }) => succeeded(input.Payload) });
    expect((await states.ended(executionArn)).output).toBe('[["1","2","3","4","5"],"other"]');
    expect(states.calls.map(({ input }) => input.Payload)).toEqual(['3']);
    expect((await states.types(executionArn)).filter((type) => type === 'MapIterationStarted')).toHaveLength(5);
  });

  it('the time limit of the state machine holds', async () => {
    const crashed = await open({ answer: never });
    const machine = { StartAt: 'A', TimeoutSeconds: 50, States: { A: task('a') } };
    const executionArn = await crashed.start(await crashed.createMachine(machine));
    await crashed.settled();
    expect(crashed.calls).toHaveLength(1);
    const states = await open({ dataDir: crashed.crashCopy(), answer: never, clock: later(crashed, 49_999) });
    await states.settled();
    expect((await states.describe(executionArn)).status).toBe('RUNNING');
    await states.clock.advance(1);
    expect((await states.ended(executionArn)).status).toBe('TIMED_OUT');
  });

  it('a task that waits for its callback still takes it', async () => {
    const crashed = await open({ answer: () => ({ MessageId: 'm' }) });
    const Arguments = { QueueUrl: 'u', MessageBody: '{% $states.context.Task.Token %}' };
    const Resource = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
    const machine = { StartAt: 'Ask', States: { Ask: { Type: 'Task', Resource, Arguments, End: true } } };
    const executionArn = await crashed.start(await crashed.createMachine(machine));
    await crashed.settled();
    expect((await crashed.types(executionArn)).at(-1)).toBe('TaskSubmitted');
    const states = await open({ dataDir: crashed.crashCopy() });
    await states.call('SendTaskSuccess', { taskToken: String(crashed.calls[0]?.input.MessageBody), output: '7' });
    expect((await states.ended(executionArn)).output).toBe('7');
    expect(states.calls).toEqual([]);
  });

  it('a failed execution can still be redriven at its failed state', async () => {
    const crashed = await open({
      answer: ({ input }) => (input.FunctionName === 'a' ? succeeded(1) : threw('Down')),
    });
    const { executionArn } = await crashed.run({ StartAt: 'A', States: { A: task('a', { Next: 'B' }), B: task('b') } });
    const states = await open({ dataDir: crashed.crashCopy(), answer: () => succeeded('up') });
    await states.call('RedriveExecution', { executionArn });
    expect((await states.ended(executionArn)).output).toBe('"up"');
    expect(states.calls.map(({ input }) => input.FunctionName)).toEqual(['b']);
  });
});
