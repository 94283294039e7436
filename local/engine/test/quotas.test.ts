import { beforeEach, describe, expect, it } from 'vitest';
import type { PassingCall } from '../src/dispatch.ts';
import { AWS_QUOTAS, createQuotas, inTurn, type Quotas, scaleQuotas } from '../src/quotas.ts';
import { createManualClock, type ManualClock } from '../src/testing/clock.ts';

const WORKFLOW_ROLE = 'arn:aws:iam::000000000000:role/Workflow';
const call = (service: string, operation: string, roleArn?: string): PassingCall => ({
  service,
  operation,
  input: {},
  caller: roleArn
    ? { kind: 'role', arn: 'arn:aws:sts::000000000000:assumed-role/x/y', roleArn }
    : { kind: 'operator', arn: 'arn:aws:iam::000000000000:root' },
});
const start = call('states', 'StartExecution');
const task = call('lambda', 'Invoke', WORKFLOW_ROLE);

let clock: ManualClock;
beforeEach(() => {
  clock = createManualClock(0);
});

const create = (quotas: Partial<Quotas>) => {
  const counted: string[] = [];
  const intercept = createQuotas(
    { statesApi: {}, stateTransitions: { ratePerSecond: 1000, burst: 1000 }, ...quotas },
    { clock, workflowRoles: new Set([WORKFLOW_ROLE]), count: (unit) => counted.push(unit) },
  );
  return { intercept, counted };
};

describe('the quota of StartExecution', () => {
  const quotas = { statesApi: { StartExecution: { ratePerSecond: 10, burst: 3 } } };

  it('lets its bucket pass, then refuses as Step Functions does', async () => {
    const { intercept, counted } = create(quotas);
    for (let count = 0; count < 3; count += 1) await intercept(start);
    await expect(intercept(start)).rejects.toMatchObject({ code: 'ThrottlingException', message: 'Rate exceeded' });
    expect(counted).toEqual(['states.throttled']);
  });

  it('fills again at its rate, and never beyond its bucket', async () => {
    const { intercept } = create(quotas);
    for (let count = 0; count < 3; count += 1) await intercept(start);
    await clock.advance(100);
    await intercept(start);
    await expect(intercept(start)).rejects.toThrow();
    await clock.advance(60_000);
    for (let count = 0; count < 3; count += 1) await intercept(start);
    await expect(intercept(start)).rejects.toThrow();
  });

  it('goes on when the wall clock steps back an hour', async () => {
    const { intercept } = create(quotas);
    for (let count = 0; count < 3; count += 1) await intercept(start);
    clock.step(-3_600_000);
    await clock.advance(100);
    await intercept(start);
    await expect(intercept(start)).rejects.toThrow();
  });

  it('is for that operation of that service alone', async () => {
    const { intercept } = create({ statesApi: { StartExecution: { ratePerSecond: 0, burst: 0 } } });
    await intercept(call('states', 'StopExecution'));
    await intercept(call('sqs', 'StartExecution'));
  });
});

describe('the quota of state transitions', () => {
  it('delays the tasks of workflows, each until its turn, and refuses none', async () => {
    const { intercept, counted } = create({ stateTransitions: { ratePerSecond: 10, burst: 1 } });
    const done: number[] = [];
    const calls = [1, 2, 3].map(async () => {
      await intercept(task);
      done.push(clock.now());
    });
    await clock.advance(1000);
    await Promise.all(calls);
    expect(done).toEqual([0, 100, 200]);
    expect(counted).toEqual(['states.delayed', 'states.delayed']);
  });

  it('leaves other callers alone', async () => {
    const { intercept } = create({ stateTransitions: { ratePerSecond: 0.001, burst: 1 } });
    await intercept(task);
    await intercept(call('lambda', 'Invoke', 'arn:aws:iam::000000000000:role/Pipe'));
    await intercept(call('lambda', 'Invoke'));
  });
});

describe('quotas', () => {
  it('scale with a factor, and keep at least one token', () => {
    const { statesApi, stateTransitions } = scaleQuotas(AWS_QUOTAS, 0.001);
    expect(statesApi.StartExecution).toEqual({ ratePerSecond: 0.3, burst: 1.3 });
    expect(statesApi.DescribeExecution).toEqual({ ratePerSecond: 0.015, burst: 1 });
    expect(stateTransitions).toEqual({ ratePerSecond: 5, burst: 5 });
  });

  it('stand before faults, and what was to happen after a call still does', async () => {
    const happened: string[] = [];
    const note = (name: string) => async () => {
      happened.push(name);
      return () => void happened.push(`after ${name}`);
    };
    const after = await inTurn(note('quota'), note('fault'))(start);
    await after?.();
    expect(happened).toEqual(['quota', 'fault', 'after fault', 'after quota']);
  });
});
