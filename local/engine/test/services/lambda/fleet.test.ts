import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../src/kit/clock.ts';
import type { Environment, Invocation } from '../../../src/services/lambda/environment.ts';
import { createFleet, type FleetLimits } from '../../../src/services/lambda/fleet.ts';
import type { FunctionConfig } from '../../../src/services/lambda/function-config.ts';
import type { Outcome } from '../../../src/services/lambda/outcome.ts';

const limits: FleetLimits = {
  perFunction: 3,
  total: 4,
  most: 6,
  patienceMs: 50,
  busyPatienceMs: 1000,
  idleMs: 30_000,
  lastIdleMs: 600_000,
};
const done: Outcome = { kind: 'success', payload: '1' };

/** Environments whose calls take as long as their payload says, in milliseconds. */
const fakeFleet = (changes: Partial<FleetLimits> = {}, machineIsBusy = () => false) => {
  const started: { name: string; calls: string[]; terminated: boolean }[] = [];
  const start = (fn: FunctionConfig, onEnd: () => void): Environment => {
    const record = { name: fn.name, calls: [] as string[], terminated: false };
    started.push(record);
    return {
      ready: Promise.resolve(done),
      alive: () => !record.terminated,
      utilization: () => ({ idle: 0, active: 0, utilization: 0 }),
      invoke: async ({ requestId, payload }) => {
        record.calls.push(requestId);
        await new Promise((resolve) => setTimeout(resolve, Number(payload)));
        return done;
      },
      terminate: async () => {
        record.terminated = true;
        onEnd();
      },
    };
  };
  return { fleet: createFleet(start, systemClock, { ...limits, ...changes }, machineIsBusy), started };
};

const functionNamed = (name: string, reservedConcurrency?: number) => ({ name, reservedConcurrency }) as FunctionConfig;
const call = (requestId: string, ms: number): Invocation => ({
  requestId,
  payload: String(ms),
  functionArn: 'arn',
  timeoutSeconds: 3,
});

describe('the fleet of environments', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('serves quick calls one after the other from one environment', async () => {
    const { fleet, started } = fakeFleet();
    const fn = functionNamed('f');
    const calls = Promise.all(['a', 'b', 'c', 'd'].map((id) => fleet.invoke(fn, call(id, 10))));
    await vi.advanceTimersByTimeAsync(45);
    await calls;
    expect(started.map((one) => one.calls)).toEqual([['a', 'b', 'c', 'd']]);
  });

  it('starts further environments while calls wait too long, up to the limit of a function', async () => {
    const { fleet, started } = fakeFleet();
    const fn = functionNamed('f');
    const calls = Promise.all(Array.from({ length: 9 }, (_, index) => fleet.invoke(fn, call(String(index), 400))));
    await vi.advanceTimersByTimeAsync(49);
    expect(started).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(20);
    expect(started).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(2000);
    await calls;
    expect(started).toHaveLength(3);
  });

  it('uses the environment that was used last, and retires the others when they have been idle', async () => {
    const { fleet, started } = fakeFleet();
    const fn = functionNamed('f');
    const calls = Promise.all(['a', 'b', 'c'].map((id) => fleet.invoke(fn, call(id, 400))));
    await vi.advanceTimersByTimeAsync(1000);
    await calls;
    const last = started.find((one) => one.calls.includes('c'));
    const again = fleet.invoke(fn, call('d', 1));
    await vi.advanceTimersByTimeAsync(2);
    await again;
    expect(last?.calls).toEqual(['c', 'd']);
    await vi.advanceTimersByTimeAsync(62_000);
    expect(fleet.size()).toBe(1);
    await vi.advanceTimersByTimeAsync(700_000);
    expect(fleet.size()).toBe(0);
  });

  it('retires what is idle when told so, and nothing that works', async () => {
    const { fleet, started } = fakeFleet();
    const [used, working] = [functionNamed('used'), functionNamed('working')];
    const first = fleet.invoke(used, call('a', 1));
    const long = fleet.invoke(working, call('b', 400));
    await vi.advanceTimersByTimeAsync(5);
    await first;
    fleet.retireIdle();
    expect(started.map(({ name, terminated }) => [name, terminated])).toEqual([
      ['used', true],
      ['working', false],
    ]);
    const again = fleet.invoke(used, call('c', 1));
    await vi.advanceTimersByTimeAsync(500);
    expect(await Promise.all([long, again])).toHaveLength(2);
    expect(started.at(-1)).toMatchObject({ name: 'used', calls: ['c'] });
  });

  it('keeps to the total, yet gives every function its first environment', async () => {
    const { fleet } = fakeFleet({ total: 2 });
    const names = ['f', 'g', 'h'].map((name) => functionNamed(name));
    const calls = Promise.all(
      names.flatMap((fn) => [fleet.invoke(fn, call('1', 300)), fleet.invoke(fn, call('2', 300))]),
    );
    await vi.advanceTimersByTimeAsync(250);
    expect(fleet.size()).toBe(3);
    await vi.advanceTimersByTimeAsync(1000);
    await calls;
  });

  it('takes the least recently used idle environment of another function when the total is reached', async () => {
    const { fleet, started } = fakeFleet({ total: 2 });
    for (const name of ['f', 'g']) {
      const first = fleet.invoke(functionNamed(name), call(name, 1));
      await vi.advanceTimersByTimeAsync(5);
      await first;
    }
    await vi.advanceTimersByTimeAsync(5000);
    const busy = functionNamed('h');
    const calls = Promise.all(['1', '2'].map((id) => fleet.invoke(busy, call(id, 500))));
    await vi.advanceTimersByTimeAsync(1500);
    await calls;
    expect(started.map(({ name, terminated }) => [name, terminated])).toEqual([
      ['f', true],
      ['g', false],
      ['h', false],
      ['h', false],
    ]);
  });

  it('starts no further environment of a function while the machine is busy', async () => {
    let busy = true;
    const { fleet, started } = fakeFleet({}, () => busy);
    const fn = functionNamed('f');
    const calls = Promise.all(Array.from({ length: 6 }, (_, index) => fleet.invoke(fn, call(String(index), 200))));
    await vi.advanceTimersByTimeAsync(500);
    expect(started).toHaveLength(1);
    busy = false;
    await vi.advanceTimersByTimeAsync(100);
    expect(started.length).toBeGreaterThan(1);
    await vi.advanceTimersByTimeAsync(2000);
    await calls;
  });

  it('judges the machine by the time of the wait, not by the idle time before it', async () => {
    let asked = 0;
    // As the meter: of the time since it was last asked, which for the first question was one without calls.
    const busySinceAsked = (): boolean => {
      asked += 1;
      return asked > 1;
    };
    const { fleet, started } = fakeFleet({}, busySinceAsked);
    const fn = functionNamed('f');
    const calls = Promise.all(Array.from({ length: 8 }, (_, index) => fleet.invoke(fn, call(String(index), 40))));
    await vi.advanceTimersByTimeAsync(400);
    await calls;
    expect(started).toHaveLength(1);
  });

  it('starts one all the same where no call has ended for long', async () => {
    const { fleet, started } = fakeFleet({}, () => true);
    const fn = functionNamed('f');
    const calls = Promise.all(['a', 'b'].map((id) => fleet.invoke(fn, call(id, 3000))));
    await vi.advanceTimersByTimeAsync(990);
    expect(started).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(started).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(4000);
    await calls;
  });

  it('gives a function its first environment in the place of the one that was idle longest once there are too many', async () => {
    const { fleet, started } = fakeFleet({ total: 2, most: 2 });
    for (const name of ['f', 'g', 'h']) {
      const first = fleet.invoke(functionNamed(name), call(name, 1));
      await vi.advanceTimersByTimeAsync(5);
      await first;
    }
    expect(started.map(({ name, terminated }) => [name, terminated])).toEqual([
      ['f', true],
      ['g', false],
      ['h', false],
    ]);
  });

  it('counts waiting calls against the reserved concurrency', async () => {
    const { fleet } = fakeFleet();
    const fn = functionNamed('f', 2);
    const first = [fleet.invoke(fn, call('a', 10)), fleet.invoke(fn, call('b', 10))];
    expect(() => fleet.invoke(fn, call('c', 10))).toThrow('Rate Exceeded.');
    await vi.advanceTimersByTimeAsync(100);
    await Promise.all(first);
    const later = fleet.invoke(fn, call('d', 10));
    await vi.advanceTimersByTimeAsync(100);
    expect((await later).outcome).toEqual(done);
  });

  it('never settles a call that a stop interrupts', async () => {
    const { fleet, started } = fakeFleet();
    let settled = false;
    void fleet.invoke(functionNamed('f'), call('a', 100)).then(() => {
      settled = true;
    });
    await vi.advanceTimersByTimeAsync(10);
    await fleet.stop();
    await vi.advanceTimersByTimeAsync(1000);
    expect([settled, started[0]?.terminated, fleet.size()]).toEqual([false, true, 0]);
  });
});
