import { createManualClock, type States, startStates, succeeded, task, threw } from 'local-aws/testing';
import { afterEach, describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../../../lambdas/core/contract/support.ts';
import { parseDefinition } from '../../../../site/src/machine/definition.ts';
import { allEdges, allNodes, toScope } from '../../../../site/src/machine/graph.ts';
import { readJourney } from '../../../../site/src/machine/journey.ts';
import { outcomesOf } from '../../../../site/src/machine/outcome.ts';
import { takenEdges } from '../../../../site/src/machine/taken.ts';

// The histories are those of the local engine, whose events are those of Step Functions.
const opened: States[] = [];
afterEach(async () => {
  for (const states of opened.splice(0)) await states.dispose();
});

interface Machine {
  StartAt: string;
  States: Record<string, object>;
}

const eventOf = (event: Awaited<ReturnType<States['history']>>[number]): HistoryEvent => {
  const details = Object.entries(event).find(([name]) => name.endsWith('EventDetails'))?.[1];
  return {
    id: event.id,
    previousEventId: event.previousEventId,
    timestamp: new Date(event.timestamp * 1000).toISOString(),
    type: event.type,
    ...(details !== undefined && { details: details as Record<string, unknown> }),
  };
};

/** What functions do, by their names, and how they wait: the time of these machines jumps to what is due. */
type Behaviour = (input: string, call: number, pause: (ms: number) => Promise<void>) => unknown;

const run = async (machine: Machine, functions: Record<string, Behaviour>, input: unknown = {}) => {
  const counts = new Map<string, number>();
  const clock = createManualClock();
  const pause = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));
  const states = await startStates({
    clock,
    answer: ({ input: { FunctionName, Payload } }) => {
      const name = String(FunctionName);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return functions[name]?.(String(Payload), count, pause) ?? succeeded(name);
    },
  });
  opened.push(states);
  const executionArn = await states.start(await states.createMachine(machine), input);
  const ended = () => states.ended(executionArn);
  const look = async () => {
    const events = (await states.history(executionArn)).map(eventOf);
    const journey = readJourney(events);
    const scope = toScope(parseDefinition(JSON.stringify(machine)) ?? { StartAt: '', States: {} });
    const of = outcomesOf(journey);
    const names = new Map(allNodes(scope).map(({ id, name }) => [id, name]));
    const taken = takenEdges(scope, journey);
    return {
      events,
      journey,
      of,
      outcomes: Object.fromEntries([...new Set(names.values())].map((name) => [name, of(name).outcome])),
      taken: allEdges(scope)
        .filter(({ id }) => taken.has(id))
        .map(({ from, to, label }) => `${names.get(from)} -> ${names.get(to)}${label ? `: ${label}` : ''}`),
    };
  };
  return { states, executionArn, ended, look };
};

const down: Behaviour = () => threw('Down', 'It is down.');
const downOnce: Behaviour = (_, call) => (call === 1 ? threw('Down') : undefined);
const hangs: Behaviour = () => new Promise(() => {});
const branch = (name: string, more?: object): Machine => ({ StartAt: name, States: { [name]: task(name, more) } });

const rejecting: Machine = {
  StartAt: 'Validate',
  States: {
    Validate: task('validate', {
      Next: 'Persist',
      Catch: [
        { ErrorEquals: ['OrderRejected'], Next: 'Record' },
        { ErrorEquals: ['States.ALL'], Next: 'Record' },
      ],
    }),
    Persist: task('persist'),
    Record: task('record'),
  },
};

describe('the journey of an execution', () => {
  it('that went well: each state with its input, output and one try', async () => {
    const { ended, look } = await run(rejecting, {}, { n: 1 });
    await ended();
    const { outcomes, taken, journey, of } = await look();
    expect(outcomes).toMatchObject({ Validate: 'succeeded', Persist: 'succeeded', Record: 'not-reached' });
    expect(taken).toEqual(['Start -> Validate', 'Validate -> Persist', 'Persist -> End']);
    expect(journey.ending).toBe('ExecutionSucceeded');
    expect(of('Validate').visits).toMatchObject([
      { input: '{"n":1}', output: '"validate"', attempts: [{ fault: undefined }], redrives: 0 },
    ]);
    expect(of('Record')).toMatchObject({ visits: [], retries: 0 });
  });

  it('that took the way of an error: the state is caught, and the first catcher that fits is the way', async () => {
    const { ended, look } = await run(rejecting, { validate: () => threw('OrderRejected', 'No such product') });
    await ended();
    const { outcomes, taken, of } = await look();
    expect(outcomes).toMatchObject({ Validate: 'caught', Persist: 'not-reached', Record: 'succeeded' });
    expect(taken).toEqual(['Start -> Validate', 'Validate -> Record: OrderRejected', 'Record -> End']);
    expect(of('Validate').visits[0]?.fault).toMatchObject({ error: 'OrderRejected' });
    expect(of('Validate').visits[0]?.fault?.cause).toContain('No such product');
  });

  it('that retried: tries are counted, and one that went well makes it good', async () => {
    const Retry = [
      { ErrorEquals: ['Down'], MaxAttempts: 2, IntervalSeconds: 1, MaxDelaySeconds: 2, JitterStrategy: 'FULL' },
    ];
    const { ended, look } = await run(
      { StartAt: 'A', States: { A: task('a', { End: true, Retry }) } },
      { a: downOnce },
    );
    await ended();
    const { outcomes, of } = await look();
    expect(outcomes).toMatchObject({ A: 'succeeded' });
    expect(of('A')).toMatchObject({ retries: 1 });
    expect(of('A').visits[0]?.attempts).toMatchObject([{ fault: { error: 'Down' } }, { fault: undefined }]);
  });

  it('that failed: the failed state is named, what follows was not reached', async () => {
    const { ended, look } = await run(rejecting, { persist: down });
    await ended();
    const { outcomes, taken, journey, of } = await look();
    expect(outcomes).toMatchObject({ Validate: 'succeeded', Persist: 'failed', End: 'not-reached' });
    expect(taken).not.toContain('Persist -> End');
    expect(journey).toMatchObject({ ending: 'ExecutionFailed', failedAt: { state: 'Persist' } });
    expect(of('Persist').visits[0]?.fault?.error).toBe('Down');
  });

  it('that was redriven: the same visit goes on, and nothing before it ran again', async () => {
    const { ended, look, states, executionArn } = await run(rejecting, { persist: downOnce });
    await ended();
    await states.call('RedriveExecution', { executionArn });
    await ended();
    const { outcomes, journey, of, events } = await look();
    expect(outcomes).toMatchObject({ Validate: 'succeeded', Persist: 'succeeded' });
    expect(journey).toMatchObject({ ending: 'ExecutionSucceeded', failedAt: undefined });
    expect(of('Persist')).toMatchObject({
      redrives: 1,
      retries: 0,
      visits: [{ attempts: [{ redriven: false }, { redriven: true }] }],
    });
    expect(of('Validate')).toMatchObject({ redrives: 0, visits: [{ attempts: [{}] }] });
    const redriven = events.find(({ type }) => type === 'ExecutionRedriven');
    expect(journey.visitOf.get((redriven?.id ?? 0) + 1)?.state).toBe('Persist');
  });

  it('that runs: the state it is in is in progress', async () => {
    const { look } = await run(rejecting, { persist: hangs });
    await expect
      .poll(async () => (await look()).outcomes)
      .toMatchObject({ Validate: 'succeeded', Persist: 'in-progress' });
    expect((await look()).journey.ending).toBeUndefined();
  });

  it('that a person stopped, and that timed out', async () => {
    const stopped = await run(rejecting, { persist: hangs });
    await expect.poll(async () => (await stopped.look()).outcomes.Persist).toBe('in-progress');
    await stopped.states.call('StopExecution', { executionArn: stopped.executionArn });
    const aborted = await stopped.look();
    expect(aborted.outcomes).toMatchObject({ Validate: 'succeeded', Persist: 'stopped' });
    expect(aborted.journey).toMatchObject({ ending: 'ExecutionAborted', failedAt: { state: 'Persist' } });

    const late = await run({ ...rejecting, TimeoutSeconds: 1 } as Machine, { persist: hangs });
    await late.ended();
    const timedOut = await late.look();
    expect(timedOut.outcomes).toMatchObject({ Persist: 'failed' });
    expect(timedOut.journey).toMatchObject({ failedAt: { state: 'Persist' }, fault: { error: 'States.Timeout' } });
  });

  it('through a loop: a visit for each round, and the last one counts', async () => {
    const machine: Machine = {
      StartAt: 'Try',
      States: {
        Try: task('try', { Next: 'Done', Catch: [{ ErrorEquals: ['Down'], Next: 'Rest' }] }),
        Rest: { Type: 'Pass', Next: 'Again' },
        Again: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'Try' }], Default: 'Done' },
        Done: { Type: 'Succeed' },
      },
    };
    const { ended, look } = await run(machine, { try: (_, call) => (call < 3 ? threw('Down') : undefined) });
    await ended();
    const { outcomes, of, taken } = await look();
    expect(outcomes).toMatchObject({ Try: 'succeeded', Rest: 'succeeded', Again: 'succeeded', Done: 'succeeded' });
    expect(of('Try').visits).toHaveLength(3);
    expect(taken).toEqual([
      'Start -> Try',
      'Try -> Done',
      'Try -> Rest: Down',
      'Rest -> Again',
      'Again -> Try: true',
      'Done -> End',
    ]);
  });

  it('through a Parallel state: the branch that failed is told from the one that was stopped, and both from the state', async () => {
    const machine: Machine = {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [branch('slow'), branch('bad')],
          Next: 'After',
          Catch: [{ ErrorEquals: ['Down'], Next: 'Caught' }],
        },
        After: { Type: 'Succeed' },
        Caught: { Type: 'Fail', Error: 'GaveUp', Cause: 'Nothing helped.' },
      },
    };
    const { ended, look } = await run(machine, { slow: hangs, bad: down });
    await ended();
    const { outcomes, taken, journey } = await look();
    expect(outcomes).toMatchObject({
      Both: 'caught',
      slow: 'stopped',
      bad: 'failed',
      Caught: 'failed',
      After: 'not-reached',
    });
    expect(taken).toEqual(
      expect.arrayContaining([
        'Start -> Both',
        'Both -> Caught: Down',
        'Caught -> End',
        'Start -> slow',
        'Start -> bad',
      ]),
    );
    expect(taken).not.toContain('bad -> End');
    expect(journey.failedAt?.state).toBe('Caught');
    expect(journey.fault).toEqual({ error: 'GaveUp', cause: 'Nothing helped.' });
  });

  it('through a Parallel state that was redriven: only the branch that failed goes on', async () => {
    const { ended, look, states, executionArn } = await run(
      { StartAt: 'Both', States: { Both: { Type: 'Parallel', Branches: [branch('good'), branch('bad')], End: true } } },
      { bad: (_, call, pause) => (call === 1 ? pause(50).then(() => threw('Down')) : undefined) },
    );
    await ended();
    expect((await look()).outcomes).toMatchObject({ Both: 'failed', good: 'succeeded', bad: 'failed' });
    expect((await look()).journey.failedAt?.state).toBe('bad');
    await states.call('RedriveExecution', { executionArn });
    await ended();
    const { outcomes, of } = await look();
    expect(outcomes).toMatchObject({ Both: 'succeeded', good: 'succeeded', bad: 'succeeded' });
    expect([of('good').redrives, of('bad').redrives, of('Both').redrives]).toEqual([0, 1, 1]);
  });

  it('through a Map state: a visit for each iteration, of which the worst counts', async () => {
    const Each = {
      Type: 'Map',
      MaxConcurrency: 1,
      ItemProcessor: {
        StartAt: 'Call',
        States: { Call: task('f', { Next: 'Note' }), Note: { Type: 'Pass', End: true } },
      },
      End: true,
    };
    const machine = { StartAt: 'Each', States: { Each } };
    const fails: Behaviour = (input, call) => (input === '2' && call === 2 ? threw('Down') : undefined);
    const { ended, look, states, executionArn } = await run(machine, { f: fails }, [1, 2, 3]);
    await ended();
    const failed = await look();
    expect(failed.outcomes).toMatchObject({ Each: 'failed', Call: 'failed', Note: 'succeeded' });
    expect(failed.of('Call').visits.map(({ iteration, input }) => [iteration, input])).toEqual([
      [0, '1'],
      [1, '2'],
    ]);
    expect(failed.journey.failedAt).toMatchObject({ state: 'Call', iteration: 1 });
    await states.call('RedriveExecution', { executionArn });
    await ended();
    const { outcomes, of, taken } = await look();
    expect(outcomes).toMatchObject({ Each: 'succeeded', Call: 'succeeded', Note: 'succeeded' });
    expect(of('Call').visits.map(({ iteration, redrives }) => [iteration, redrives])).toEqual([
      [0, 0],
      [1, 1],
      [2, 0],
    ]);
    expect(taken).toEqual(['Start -> Each', 'Each -> End', 'Start -> Call', 'Call -> Note', 'Note -> End']);
  });

  it('that failed in an expression: the state is named though no task was called', async () => {
    const { ended, look } = await run(
      { StartAt: 'Sum', States: { Sum: { Type: 'Pass', Output: '{% $nothing.here %}', End: true } } },
      {},
    );
    await ended();
    const { outcomes, journey } = await look();
    expect(outcomes).toMatchObject({ Sum: 'failed' });
    expect(journey.failedAt).toMatchObject({ state: 'Sum', fault: { error: 'States.QueryEvaluationError' } });
  });

  it('whose Fail state was redriven: it is entered once more', async () => {
    const { ended, look, states, executionArn } = await run(
      { StartAt: 'No', States: { No: { Type: 'Fail', Error: 'No' } } },
      {},
    );
    await ended();
    await states.call('RedriveExecution', { executionArn });
    await ended();
    const { outcomes, of, taken } = await look();
    expect(outcomes).toMatchObject({ No: 'failed' });
    expect(of('No')).toMatchObject({ redrives: 1, visits: [{ stopped: true }, { fault: { error: 'No' } }] });
    expect(taken).toEqual(['Start -> No', 'No -> End']);
  });

  it('of which only the beginning is known', async () => {
    const { ended, look } = await run(rejecting, {});
    await ended();
    const { events } = await look();
    for (let count = 0; count <= events.length; count += 1) {
      const { visits, visitOf } = readJourney(events.slice(0, count));
      expect(visits.length).toBeLessThanOrEqual(2);
      expect(visitOf.size).toBeLessThanOrEqual(count);
    }
  });

  it('assigns every event between the ends to a state', async () => {
    const { ended, look } = await run(rejecting, { validate: () => threw('OrderRejected') });
    await ended();
    const { events, journey } = await look();
    const states = events.map(({ id }) => journey.visitOf.get(id)?.state);
    expect(states).toEqual([undefined, ...Array(5).fill('Validate'), ...Array(5).fill('Record'), undefined]);
  });
});
