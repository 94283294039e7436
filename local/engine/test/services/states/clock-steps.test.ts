import { describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../../../src/testing/clock.ts';
import { type States, succeeded, task, threw } from '../../../src/testing/states.ts';
import { useStates } from './use-states.ts';

const HOUR_MS = 3_600_000;

const open = useStates();

/** A clock whose wall time steps whenever somebody looks: the difference between two looks means nothing. */
const restless = (stepMs: number): ManualClock => {
  const clock = createManualClock();
  const now = (): number => {
    clock.step(stepMs);
    return clock.now();
  };
  return { ...clock, now };
};

const never = () => new Promise(() => {});
const wait = (fields: object) => ({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', End: true, ...fields } } });
const callbackTask = (limits: object) => ({
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Arguments: { QueueUrl: 'url', MessageBody: '{% $states.context.Task.Token %}' },
      End: true,
      ...limits,
    },
  },
});

/** Starts an execution, and lets it come to where it waits. */
const startWaiting = async (states: States, definition: object): Promise<string> => {
  const executionArn = await states.start(await states.createMachine(definition));
  await states.settled();
  return executionArn;
};

/** Expects the execution to run until so much time has passed, and to have ended then. */
const endsAfter = async (states: States, executionArn: string, ms: number, end: object): Promise<void> => {
  await states.clock.advance(ms - 1);
  expect(await states.describe(executionArn)).toMatchObject({ status: 'RUNNING' });
  await states.clock.advance(1);
  expect(await states.describe(executionArn)).toMatchObject(end);
};

describe.each([
  ['forward', HOUR_MS],
  ['back', -HOUR_MS],
])('a wall clock that steps %s an hour at every look', (_direction, stepMs) => {
  const timedOut = { status: 'FAILED', error: 'States.Timeout' };

  it('neither fires nor delays the time-out of a task', async () => {
    const states = await open({ clock: restless(stepMs), answer: never });
    const machine = { StartAt: 'Call', States: { Call: task('f', { End: true, TimeoutSeconds: 30 }) } };
    await endsAfter(states, await startWaiting(states, machine), 30_000, timedOut);
  });

  it('neither fires nor delays it while the task waits for its callback and hears heartbeats', async () => {
    const states = await open({ clock: restless(stepMs), answer: () => ({ MessageId: 'm' }) });
    const executionArn = await startWaiting(states, callbackTask({ TimeoutSeconds: 15, HeartbeatSeconds: 10 }));
    await states.clock.advance(9000);
    await states.call('SendTaskHeartbeat', { taskToken: states.calls[0]?.input.MessageBody });
    await endsAfter(states, executionArn, 6000, timedOut);
  });

  it('neither misses a heartbeat nor waits longer for it', async () => {
    const states = await open({ clock: restless(stepMs), answer: () => ({ MessageId: 'm' }) });
    const executionArn = await startWaiting(states, callbackTask({ HeartbeatSeconds: 10 }));
    await states.clock.advance(9000);
    await states.call('SendTaskHeartbeat', { taskToken: states.calls[0]?.input.MessageBody });
    await endsAfter(states, executionArn, 10_000, timedOut);
  });

  it('neither shortens nor delays a Wait', async () => {
    const states = await open({ clock: restless(stepMs) });
    await endsAfter(states, await startWaiting(states, wait({ Seconds: 100 })), 100_000, { status: 'SUCCEEDED' });
  });

  it('neither shortens nor delays the pause before a retry', async () => {
    const states = await open({
      clock: restless(stepMs),
      answer: () => (states.calls.length === 1 ? threw('Down') : succeeded('up')),
    });
    const Retry = [{ ErrorEquals: ['Down'], IntervalSeconds: 5 }];
    const machine = { StartAt: 'Call', States: { Call: task('f', { End: true, Retry }) } };
    await endsAfter(states, await startWaiting(states, machine), 5000, { status: 'SUCCEEDED' });
  });

  it('leaves the time limit of an execution, also once it is redriven', async () => {
    const states = await open({ clock: restless(stepMs) });
    const limited = { TimeoutSeconds: 60, ...wait({ Seconds: 100 }) };
    const executionArn = await startWaiting(states, limited);
    await endsAfter(states, executionArn, 60_000, { status: 'TIMED_OUT' });
    await states.call('RedriveExecution', { executionArn });
    await states.settled();
    await endsAfter(states, executionArn, 60_000, { status: 'TIMED_OUT' });
  });
});

describe.each([
  ['forward', HOUR_MS],
  ['back', -HOUR_MS],
])('a wall clock that stepped %s an hour', (_direction, stepMs) => {
  it('is what a Timestamp and the history go by', async () => {
    const states = await open();
    states.clock.step(stepMs);
    const began = states.clock.now();
    const Timestamp = new Date(began + 20_000).toISOString();
    const executionArn = await startWaiting(states, wait({ Timestamp }));
    await endsAfter(states, executionArn, 20_000, { status: 'SUCCEEDED' });
    const [started] = await states.history(executionArn);
    expect(started?.timestamp).toBe(began / 1000);
  });
});
