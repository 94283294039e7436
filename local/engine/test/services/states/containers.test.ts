import { describe, expect, it } from 'vitest';
import { detailsOf, succeeded, task, threw } from '../../../src/testing/states.ts';
import { useStates } from './use-states.ts';

const open = useStates();

const echo = (call: { input: Record<string, unknown> }) => succeeded(JSON.parse(String(call.input.Payload ?? 'null')));
const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });
const each = (name: string, state: object, more: object) => ({
  StartAt: 'Each',
  States: { Each: { Type: 'Map', ItemProcessor: branch(name, state), End: true, ...more } },
});

describe('Parallel', () => {
  it('gives the outputs of its branches in their order', async () => {
    const states = await open({ answer: echo });
    const Branches = [
      branch('Slow', { Type: 'Wait', Seconds: 1, Output: 'slow', End: true }),
      branch('Quick', task('f')),
    ];
    const { executionArn, output } = await states.run(
      { StartAt: 'Both', States: { Both: { Type: 'Parallel', Arguments: { n: 2 }, Branches, End: true } } },
      { n: 1 },
    );
    expect(output).toBe('["slow",{"n":2}]');
    expect((await states.types(executionArn)).slice(-3)).toEqual([
      'ParallelStateSucceeded',
      'ParallelStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('aborts the other branches when one fails, and can be caught', async () => {
    const states = await open({ answer: () => threw('Bad') });
    const Branches = [branch('Slow', { Type: 'Wait', Seconds: 600, End: true }), branch('Call', task('f'))];
    const Catch = [{ ErrorEquals: ['Bad'], Next: 'Caught' }];
    const { executionArn, status } = await states.run({
      StartAt: 'Both',
      States: { Both: { Type: 'Parallel', Branches, End: true, Catch }, Caught: { Type: 'Succeed' } },
    });
    expect(status).toBe('SUCCEEDED');
    const types = await states.types(executionArn);
    expect(types).toContain('WaitStateAborted');
    expect(types.slice(-5)).toEqual([
      'ParallelStateFailed',
      'ParallelStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('may assign in a catcher what is assigned within, and not what the scope around assigns', async () => {
    const states = await open({ answer: () => threw('Bad') });
    const inner = branch('Set', { Type: 'Pass', Assign: { n: 1 }, Next: 'Call' });
    const Branches = [{ ...inner, States: { ...inner.States, Call: task('f') } }];
    const Catch = [{ ErrorEquals: ['Bad'], Assign: { n: 2 }, Next: 'Told' }];
    const Told = { Type: 'Succeed', Output: '{% $n %}' };
    const machine = { StartAt: 'Both', States: { Both: { Type: 'Parallel', Branches, End: true, Catch }, Told } };
    expect(await states.run(machine)).toMatchObject({ status: 'SUCCEEDED', output: '2' });
    const around = { ...machine.States, Told: { Type: 'Pass', Assign: { n: 3 }, End: true } };
    const refused = await states.createMachine({ ...machine, States: around }, 'around');
    await expect(states.start(refused)).rejects.toThrow(/assigned in an outer scope/);
  });

  it('lets nothing of a branch go on that failed together with another', async () => {
    const states = await open({ answer: () => threw('Bad') });
    const Retry = [{ ErrorEquals: ['Bad'], IntervalSeconds: 1 }];
    const Branches = [branch('Call', task('f')), branch('Again', task('again', { End: true, Retry }))];
    const Catch = [{ ErrorEquals: ['Bad'], Next: 'Rest' }];
    const { executionArn, status } = await states.run({
      StartAt: 'Both',
      States: {
        Both: { Type: 'Parallel', Branches, End: true, Catch },
        Rest: { Type: 'Wait', Seconds: 60, End: true },
      },
    });
    expect(status).toBe('SUCCEEDED');
    expect(states.calls.map(({ input }) => input.FunctionName)).toEqual(['f', 'again']);
    expect((await states.types(executionArn)).slice(-4)).toEqual([
      'ParallelStateExited',
      'WaitStateEntered',
      'WaitStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('runs what follows once, though its branches end in the same moment', async () => {
    const states = await open();
    const Branches = ['A', 'B', 'C'].map((name) => branch(name, { Type: 'Pass', End: true }));
    const Sum = { Type: 'Pass', Output: '{% $sum($map([1, 2, 3], function($n) { $n * 2 })) %}', End: true };
    const { executionArn, output } = await states.run({
      StartAt: 'Both',
      States: { Both: { Type: 'Parallel', Branches, Next: 'Sum' }, Sum },
    });
    expect(output).toBe('12');
    expect((await states.types(executionArn)).filter((type) => type === 'PassStateExited')).toHaveLength(4);
  });
});

describe('Map', () => {
  it('selects what each iteration gets and runs no more of them at once than it may', async () => {
    let running = 0;
    let most = 0;
    const states = await open({
      answer: async (call) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise(setImmediate);
        running -= 1;
        return echo(call);
      },
    });
    const { output } = await states.run(
      each('Call', task('f'), {
        Items: '{% $states.input.items %}',
        ItemSelector: { value: '{% $states.context.Map.Item.Value %}', index: '{% $states.context.Map.Item.Index %}' },
        MaxConcurrency: 2,
      }),
      { items: ['a', 'b', 'c', 'd', 'e'] },
    );
    expect(JSON.parse(output ?? '')).toEqual(['a', 'b', 'c', 'd', 'e'].map((value, index) => ({ value, index })));
    expect(most).toBe(2);
  });

  it('fails with the error of an iteration, and aborts the others', async () => {
    const states = await open({
      answer: ({ input }) => (input.Payload === '2' ? threw('Two') : new Promise(() => {})),
    });
    const { executionArn, ...ended } = await states.run(each('Call', task('f'), {}), [1, 2, 3]);
    expect(ended).toMatchObject({ status: 'FAILED', error: 'Two' });
    const events = await states.history(executionArn);
    expect(detailsOf(events, 'mapIterationFailedEventDetails')).toEqual([{ name: 'Each', index: 1 }]);
    expect(detailsOf(events, 'mapIterationAbortedEventDetails')).toEqual([
      { name: 'Each', index: 0 },
      { name: 'Each', index: 2 },
    ]);
    expect(events.slice(-2).map(({ type }) => type)).toEqual(['MapStateFailed', 'ExecutionFailed']);
  });

  it('tolerates as many failures as it says', async () => {
    const states = await open({ answer: (call) => (Number(call.input.Payload) > 3 ? threw('Big') : echo(call)) });
    const machine = await states.createMachine(each('Call', task('f'), { ToleratedFailureCount: 1 }));
    expect((await states.ended(await states.start(machine, [1, 4, 2]))).output).toBe('[1,2]');
    expect(await states.ended(await states.start(machine, [1, 4, 5]))).toMatchObject({
      status: 'FAILED',
      error: 'States.ExceedToleratedFailureThreshold',
    });
  });

  it('is retried from its first iteration', async () => {
    let failures = 0;
    const states = await open({
      answer: (call) => (call.input.Payload === '2' && failures++ === 0 ? threw('Once') : echo(call)),
    });
    const Retry = [{ ErrorEquals: ['Once'], IntervalSeconds: 1, MaxDelaySeconds: 2, JitterStrategy: 'FULL' }];
    const { output } = await states.run(each('Call', task('f'), { Retry, MaxConcurrency: 1 }), [1, 2]);
    expect(output).toBe('[1,2]');
    expect(states.calls.map(({ input }) => input.Payload)).toEqual(['1', '2', '1', '2']);
  });
});
