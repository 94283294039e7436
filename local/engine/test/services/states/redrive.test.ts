import { describe, expect, it } from 'vitest';
import { type States, succeeded, task, threw } from '../../../src/testing/states.ts';
import { useStates } from './use-states.ts';

const open = useStates();

const names = (states: States) => states.calls.map(({ input }) => input.FunctionName);
const chain = { StartAt: 'A', States: { A: task('a', { Next: 'B' }), B: task('b', { Next: 'C' }), C: task('c') } };

describe('redrive', () => {
  it('goes on at the failed state with its input, and adds to the same history', async () => {
    let broken = true;
    const states = await open({
      answer: ({ input }) =>
        input.FunctionName === 'b' && broken ? threw('Down') : succeeded({ by: input.FunctionName }),
    });
    const { executionArn, status } = await states.run(chain);
    expect(status).toBe('FAILED');
    const before = await states.types(executionArn);
    broken = false;
    const { redriveDate } = await states.call('RedriveExecution', { executionArn, clientToken: 't1' });
    const ended = await states.ended(executionArn);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: '{"by":"c"}', redriveCount: 1, redriveDate });
    expect(ended).toMatchObject({ redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: expect.any(String) });
    expect(names(states)).toEqual(['a', 'b', 'b', 'c']);
    expect(states.calls[2]?.input.Payload).toBe('{"by":"a"}');
    expect((await states.types(executionArn)).slice(before.length, before.length + 4)).toEqual([
      'ExecutionRedriven',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
    ]);
    expect(await states.call('RedriveExecution', { executionArn, clientToken: 't1' })).toEqual({ redriveDate });
    await expect(states.call('RedriveExecution', { executionArn })).rejects.toMatchObject({
      code: 'ExecutionNotRedrivable',
    });
  });

  it('gives the failed state its retries again, and may fail again', async () => {
    const states = await open({ answer: () => threw('Down') });
    const Retry = [
      { ErrorEquals: ['Down'], MaxAttempts: 1, IntervalSeconds: 1, MaxDelaySeconds: 2, JitterStrategy: 'FULL' },
    ];
    const { executionArn } = await states.run({ StartAt: 'A', States: { A: task('a', { End: true, Retry }) } });
    await states.call('RedriveExecution', { executionArn });
    expect(await states.ended(executionArn)).toMatchObject({
      status: 'FAILED',
      redriveCount: 1,
      redriveStatus: 'REDRIVABLE',
    });
    expect(states.calls).toHaveLength(4);
  });

  it('runs only the branches that did not succeed', async () => {
    let broken = true;
    const blocked: ((answer: unknown) => void)[] = [];
    const states = await open({
      answer: ({ input }) => {
        if (input.FunctionName !== 'second' || !broken) return succeeded(input.FunctionName);
        return new Promise((resolve) => blocked.push(resolve));
      },
    });
    const branch = (name: string) => ({ StartAt: name, States: { [name]: task(name) } });
    const Both = { Type: 'Parallel', Branches: [branch('first'), branch('second')], End: true };
    const executionArn = await states.start(await states.createMachine({ StartAt: 'Both', States: { Both } }));
    await states.settled();
    expect(await states.types(executionArn)).toContain('TaskStateExited');
    for (const answer of blocked) answer(threw('Down'));
    expect((await states.ended(executionArn)).status).toBe('FAILED');
    broken = false;
    await states.call('RedriveExecution', { executionArn });
    expect((await states.ended(executionArn)).output).toBe('["first","second"]');
    expect(names(states)).toEqual(['first', 'second', 'second']);
  });

  it('starts the iterations that had not run yet', async () => {
    let broken = true;
    const states = await open({
      answer: ({ input }) => (input.Payload === '2' && broken ? threw('Down') : succeeded(input.Payload)),
    });
    const ItemProcessor = { StartAt: 'Call', States: { Call: task('f') } };
    const Each = { Type: 'Map', MaxConcurrency: 1, ItemProcessor, End: true };
    const { executionArn } = await states.run({ StartAt: 'Each', States: { Each } }, [1, 2, 3]);
    broken = false;
    await states.call('RedriveExecution', { executionArn });
    expect((await states.ended(executionArn)).output).toBe('["1","2","3"]');
    expect(states.calls.map(({ input }) => input.Payload)).toEqual(['1', '2', '2', '3']);
  });

  it('takes up stopped and timed-out executions, with a new time limit', async () => {
    let stuck = true;
    const states = await open({ answer: () => (stuck ? new Promise(() => {}) : succeeded('done')) });
    const machine = await states.createMachine({ StartAt: 'A', TimeoutSeconds: 1, States: { A: task('a') } });
    const stopped = await states.start(machine);
    await states.call('StopExecution', { executionArn: stopped });
    const late = await states.start(machine);
    expect((await states.ended(late)).status).toBe('TIMED_OUT');
    stuck = false;
    for (const executionArn of [stopped, late]) {
      await states.call('RedriveExecution', { executionArn });
      expect(await states.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
    }
  });

  it('enters a Fail state again, and fails again', async () => {
    const states = await open();
    const { executionArn } = await states.run({ StartAt: 'No', States: { No: { Type: 'Fail', Error: 'No' } } });
    await states.call('RedriveExecution', { executionArn });
    expect((await states.ended(executionArn)).error).toBe('No');
    expect(await states.types(executionArn)).toEqual([
      'ExecutionStarted',
      'FailStateEntered',
      'ExecutionFailed',
      'ExecutionRedriven',
      'FailStateEntered',
      'ExecutionFailed',
    ]);
  });

  it('is over after 14 days', async () => {
    const states = await open({ answer: () => threw('Down') });
    const { executionArn } = await states.run(chain);
    const day = 86_400_000;
    await states.clock.advance(14 * day);
    expect((await states.describe(executionArn)).redriveStatus).toBe('REDRIVABLE');
    await states.clock.advance(1);
    await expect(states.call('RedriveExecution', { executionArn })).rejects.toMatchObject({
      code: 'ExecutionNotRedrivable',
    });
    expect((await states.describe(executionArn)).redriveStatus).toBe('NOT_REDRIVABLE');
  });
});
