import { availableParallelism } from 'node:os';
import { AwsError } from '../../aws-error.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Environment, Invocation } from './environment.ts';
import type { FunctionConfig } from './function-config.ts';
import { createLoadMeter, type LoadMeter } from './load-meter.ts';
import type { Outcome } from './outcome.ts';

/** How many environments there may be, and for how long. */
export interface FleetLimits {
  /** Of one function. */
  readonly perFunction: number;
  /** Of all functions together; a function that has none is given one all the same. */
  readonly total: number;
  /** With these, a function that has none gets the place of the one that has been idle longest. */
  readonly most: number;
  /** A call waits this long for a busy environment before the function is given another: a start costs 40 to 100 ms of a
   * core and 20 to 35 MB, most calls are done much sooner. */
  readonly patienceMs: number;
  /** While the machine is busy, only where no call of the function has ended for this long. */
  readonly busyPatienceMs: number;
  /** An idle environment beyond a function's last is retired after this long. */
  readonly idleMs: number;
  /** A function's last environment is retired after this long. */
  readonly lastIdleMs: number;
}

/** Measured: an environment takes 10 MB empty, 23 MB with one SDK client in 200 KB, 35 MB with three in 800 KB. */
const defaultLimits: FleetLimits = {
  perFunction: Math.max(2, 2 * availableParallelism()),
  total: Math.max(6, availableParallelism()),
  most: Math.max(12, 2 * availableParallelism()),
  patienceMs: 200,
  busyPatienceMs: 2000,
  idleMs: 30_000,
  lastIdleMs: 60_000,
};

/** A call that has ended; its duration is without the wait for an environment. */
interface Ended {
  readonly outcome: Outcome;
  readonly durationMs: number;
}

interface Waiting {
  readonly invocation: Invocation;
  readonly since: number;
  settle(ended: Ended): void;
}

interface Pool {
  readonly fn: FunctionConfig;
  readonly environments: Set<Environment>;
  /** The last one was used last. */
  readonly idle: Environment[];
  readonly waiting: Waiting[];
  busy: number;
  starting: boolean;
  retired: boolean;
  /** When the last environment was started or became ready. */
  grownAt: number;
  /** When the last call ended. */
  movedAt: number;
  /** Cancels the next look at whether it is to grow. */
  growth?: (() => void) | undefined;
}

/** All environments of all functions. */
export interface Fleet {
  /** Runs a call; it waits its turn where every environment is busy. Throws TooManyRequestsException beyond the
   * function's reserved concurrency. */
  invoke(fn: FunctionConfig, invocation: Invocation): Promise<Ended>;
  /** The function is called so no more: what it has under way and waiting ends as it began, then its environments go. */
  retire(fn: FunctionConfig): void;
  /** Ends every environment that waits for a call; what is called again gets another. */
  retireIdle(): void;
  /** How many environments there are. */
  size(): number;
  /** Whether no call is under way or waits. */
  idle(): boolean;
  /** Ends every environment. A call that this interrupts never settles: its caller must not take the end of the engine for
   * a failure of the function. */
  stop(): Promise<void>;
}

/** Creates the fleet; `start` starts one environment and calls `onEnd` when it has ended. */
export const createFleet = (
  start: (fn: FunctionConfig, onEnd: () => void) => Environment,
  clock: Pick<Clock, 'monotonic' | 'after'>,
  limits: FleetLimits = defaultLimits,
  machineIsBusy: LoadMeter = createLoadMeter(),
): Fleet => {
  const pools = new Map<FunctionConfig, Pool>();
  /** Idle environments, least recently used first. */
  const idle = new Map<Environment, { readonly pool: Pool; readonly since: number }>();
  let size = 0;
  let stopped = false;
  let sweeper: (() => void) | undefined;

  const poolOf = (fn: FunctionConfig): Pool => {
    const known = pools.get(fn);
    if (known) return known;
    const pool: Pool = {
      fn,
      environments: new Set(),
      idle: [],
      waiting: [],
      busy: 0,
      starting: false,
      retired: false,
      grownAt: 0,
      movedAt: 0,
    };
    pools.set(fn, pool);
    return pool;
  };

  const forget = (pool: Pool, environment: Environment): void => {
    pool.environments.delete(environment);
    if (idle.delete(environment)) pool.idle.splice(pool.idle.indexOf(environment), 1);
    if (pool.retired && pool.environments.size === 0 && pool.waiting.length === 0) pools.delete(pool.fn);
  };

  const retire = (pool: Pool, environment: Environment): void => {
    forget(pool, environment);
    void environment.terminate();
  };

  const take = (pool: Pool): Environment | undefined => {
    for (let environment = pool.idle.pop(); environment; environment = pool.idle.pop()) {
      idle.delete(environment);
      if (environment.alive()) return environment;
    }
    return undefined;
  };

  const run = async (pool: Pool, environment: Environment, next: Waiting): Promise<void> => {
    pool.busy += 1;
    const started = clock.monotonic();
    const outcome = await environment.invoke(next.invocation);
    pool.busy -= 1;
    pool.movedAt = clock.monotonic();
    if (stopped) return;
    next.settle({ outcome, durationMs: clock.monotonic() - started });
    offer(pool, environment);
  };

  /** An environment is free (or gone): the next call in the queue has it. */
  const offer = (pool: Pool, environment: Environment): void => {
    if (!environment.alive()) forget(pool, environment);
    else {
      const next = pool.waiting.shift();
      if (next) void run(pool, environment, next);
      else if (pool.retired) retire(pool, environment);
      else {
        pool.idle.push(environment);
        idle.set(environment, { pool, since: clock.monotonic() });
        sweepIn(limits.idleMs);
      }
    }
    grow(pool);
  };

  const launch = async (pool: Pool): Promise<void> => {
    size += 1;
    pool.starting = true;
    const environment = start(pool.fn, () => {
      size -= 1;
      forget(pool, environment);
    });
    pool.environments.add(environment);
    const outcome = await environment.ready;
    pool.starting = false;
    pool.grownAt = clock.monotonic();
    if (outcome.kind === 'failure') pool.waiting.shift()?.settle({ outcome, durationMs: 0 });
    offer(pool, environment);
  };

  /** Starts an environment where the queue has earned one, else looks again when it may have; one start at a time. */
  const grow = (pool: Pool): void => {
    const oldest = pool.waiting[0];
    if (!oldest || stopped || pool.starting || pool.growth) return;
    const since = Math.max(oldest.since, pool.grownAt);
    const patience = since + limits.patienceMs - clock.monotonic();
    if (pool.environments.size === 0) {
      if (size >= limits.most) makeRoom();
      return void launch(pool);
    }
    if (patience <= 0 && mayGrow(pool, Math.max(since, pool.movedAt))) return void launch(pool);
    // Whether the machine is busy is to be told of the time of this wait: before it, there may have been nothing to do for long.
    if (patience > 0) machineIsBusy(environments());
    const again = (): void => {
      pool.growth = undefined;
      grow(pool);
    };
    pool.growth = clock.after(patience > 0 ? patience : limits.patienceMs, again);
  };

  const environments = (): readonly Environment[] => [...pools.values()].flatMap((one) => [...one.environments]);

  const mayGrow = (pool: Pool, stuckSince: number): boolean => {
    const most = Math.min(limits.perFunction, pool.fn.reservedConcurrency ?? Number.POSITIVE_INFINITY);
    // Where calls wait for a core and not for what a function waits for, another environment makes none of them faster: it warms
    // up at the expense of the others.
    if (pool.environments.size >= most) return false;
    const stuck = clock.monotonic() - stuckSince >= limits.busyPatienceMs;
    if (!stuck && machineIsBusy(environments())) return false;
    if (size < limits.total) return true;
    const [unused] = idle;
    // One that was in use a moment ago will be needed in a moment: to trade it would only cost two starts.
    if (!unused || clock.monotonic() - unused[1].since < 1000) return false;
    retire(unused[1].pool, unused[0]);
    return true;
  };

  const makeRoom = (): void => {
    const [longest] = idle;
    if (longest) retire(longest[1].pool, longest[0]);
  };

  const sweepIn = (ms: number): void => {
    if (sweeper || stopped) return;
    sweeper = clock.after(ms, () => {
      sweeper = undefined;
      const now = clock.monotonic();
      for (const [environment, { pool, since }] of idle) {
        const keepMs = pool.environments.size > 1 ? limits.idleMs : limits.lastIdleMs;
        if (now - since >= keepMs) retire(pool, environment);
      }
      if (idle.size > 0) sweepIn(limits.idleMs);
    });
  };

  return {
    size: () => size,
    idle: () => [...pools.values()].every(({ busy, waiting }) => busy === 0 && waiting.length === 0),
    retire: (fn) => {
      const pool = pools.get(fn);
      if (!pool) return;
      pool.retired = true;
      for (const environment of [...pool.idle]) retire(pool, environment);
      if (pool.environments.size === 0 && pool.waiting.length === 0) pools.delete(fn);
    },
    retireIdle: () => {
      for (const [environment, { pool }] of [...idle]) retire(pool, environment);
    },
    invoke: (fn, invocation) => {
      const pool = poolOf(fn);
      const reserved = fn.reservedConcurrency;
      if (reserved !== undefined && pool.busy + pool.waiting.length >= reserved) throw throttled();
      return new Promise((settle) => {
        const next: Waiting = { invocation, since: clock.monotonic(), settle };
        const environment = pool.waiting.length === 0 ? take(pool) : undefined;
        if (environment) return void run(pool, environment, next);
        pool.waiting.push(next);
        grow(pool);
      });
    },
    stop: async () => {
      stopped = true;
      sweeper?.();
      const ended = [...pools.values()].flatMap((pool) => {
        pool.growth?.();
        return [...pool.environments].map((environment) => environment.terminate());
      });
      await Promise.all(ended);
    },
  };
};

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html */
const throttled = (): AwsError =>
  new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, {
    Type: 'User',
    Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
  });
