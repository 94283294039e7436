import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Caller, Engine } from '../service.ts';
import { createArns } from '../services/states/arns.ts';
import { createMachines } from '../services/states/data/machines.ts';
import { createStates } from '../services/states/index.ts';
import { openStore } from '../store.ts';
import { createManualClock, type ManualClock } from './clock.ts';

/** One call that a task made. */
interface TaskCall {
  readonly service: string;
  readonly operation: string;
  readonly input: Record<string, unknown>;
  readonly caller: Caller;
  readonly signal: AbortSignal | undefined;
}

export interface Described {
  readonly status: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly [member: string]: unknown;
}

export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  readonly [details: string]: unknown;
}

export interface HarnessOptions {
  /** Answers the calls of tasks. */
  readonly answer?: (call: TaskCall) => unknown;
  readonly dataDir?: string;
  /** Moves on by itself while a test waits for an end; a new one where none is given. */
  readonly clock?: ManualClock;
  readonly assumeRole?: Engine['assumeRole'];
}

const OPERATOR: Caller = { kind: 'operator', arn: 'arn:aws:iam::000000000000:root' };
export const ROLE_ARN = 'arn:aws:iam::000000000000:role/machine';

/** Step Functions on a store of its own, whose tasks call `answer`. */
export const startStates = async (options: HarnessOptions = {}) => {
  const clock = options.clock ?? createManualClock();
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'states-'));
  const store = openStore(dataDir);
  const calls: TaskCall[] = [];
  const counted = new Map<string, number>();
  const unused = (): never => {
    throw new Error('not used here');
  };
  const engine: Engine = {
    accountId: '000000000000',
    region: 'us-east-1',
    store,
    dataDir,
    now: clock.now,
    clock,
    call: async <O>(caller: Caller, service: string, operation: string, input: unknown, signal?: AbortSignal) => {
      // Changes of status, which the tests of EventBridge look at.
      if (service === 'events') return {} as O;
      const call = { service, operation, input: input as Record<string, unknown>, caller, signal };
      calls.push(call);
      return (await options.answer?.(call)) as O;
    },
    assumeRole:
      options.assumeRole ??
      ((arn, session) => ({
        kind: 'role',
        roleArn: arn,
        arn: `arn:aws:sts::000000000000:assumed-role/machine/${session}`,
      })),
    authorize: () => {},
    useKey: () => {},
    issueCredentials: unused,
    connect: unused,
    awsOrigin: unused,
    siteOrigin: unused,
    mapHost: unused,
    localOrigin: () => undefined,
    mount: unused,
    log: () => {},
    count: (unit, amount = 1) => void counted.set(unit, (counted.get(unit) ?? 0) + amount),
  };
  const service = createStates(engine);
  await service.start?.();

  const call = async <O = Record<string, unknown>>(name: string, input: unknown): Promise<O> => {
    const operation = service.operations[name];
    if (!operation) throw new Error(`no operation ${name}`);
    const request = { caller: OPERATOR, requestId: 'request', signal: new AbortController().signal };
    return (await operation.run(operation.input.parse(input), request)) as O;
  };
  const machines = createMachines(store, clock.now);
  const createMachine = async (definition: object, name = 'machine'): Promise<string> => {
    const text = JSON.stringify({ QueryLanguage: 'JSONata', ...definition });
    const arn = createArns(engine.region, engine.accountId).machine(name);
    const existing = machines.find(arn);
    if (existing && existing.definition !== text) throw new Error(`there is a state machine ${name} already`);
    if (!existing) machines.create(arn, text, ROLE_ARN, {}, {});
    return arn;
  };
  const describe = async (executionArn: string): Promise<Described> =>
    await call('DescribeExecution', { executionArn });
  const settled = async (): Promise<void> => {
    const activity = (): string =>
      `${calls.length} calls, ${store.get<{ writes: number }>('SELECT total_changes() AS writes')?.writes} writes`;
    let before: string;
    do {
      before = activity();
      await clock.advance(0);
    } while (activity() !== before);
  };
  const ended = async (executionArn: string): Promise<Described> => {
    const deadline = Date.now() + 20_000;
    for (;;) {
      await settled();
      const description = await describe(executionArn);
      if (description.status !== 'RUNNING') return description;
      if (Date.now() > deadline) throw new Error(`${executionArn} still runs after 20 s`);
      const next = clock.untilNext();
      // Where nothing is due, what it waits for takes real time.
      if (next === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
      else await clock.advance(next);
    }
  };
  const history = async (executionArn: string): Promise<HistoryEvent[]> =>
    (await call<{ events: HistoryEvent[] }>('GetExecutionHistory', { executionArn, maxResults: 1000 })).events;
  const start = async (stateMachineArn: string, input: unknown = {}, name?: string): Promise<string> =>
    (await call<{ executionArn: string }>('StartExecution', { stateMachineArn, name, input: JSON.stringify(input) }))
      .executionArn;

  return {
    engine,
    clock,
    service,
    calls,
    counted,
    dataDir,
    call,
    /** Writes a state machine without the check by CreateStateMachine, which takes a hundred times as long as most runs. */
    createMachine,
    start,
    describe,
    /** Lets all happen that needs no time to pass. */
    settled,
    /** Moves the clock on, from one thing that is due to the next, until an execution has ended. */
    ended,
    history,
    types: async (executionArn: string) => (await history(executionArn)).map(({ type }) => type),
    /** Runs one execution of a definition to its end. */
    run: async (definition: object, input: unknown = {}) => {
      const executionArn = await start(await createMachine(definition), input);
      const description: Described & { executionArn: string } = { ...(await ended(executionArn)), executionArn };
      return description;
    },
    /** The data folder as a crash at this moment would leave it. */
    crashCopy: (): string => {
      const copy = mkdtempSync(join(tmpdir(), 'states-crashed-'));
      cpSync(dataDir, copy, { recursive: true });
      return copy;
    },
    dispose: async () => {
      await service.stop?.();
      store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

export type States = Awaited<ReturnType<typeof startStates>>;

/** What the Lambda service answers a successful invocation with. */
export const succeeded = (payload: unknown) => ({
  StatusCode: 200,
  ExecutedVersion: '$LATEST',
  Payload: JSON.stringify(payload),
});

/** What it answers when the function threw. */
export const threw = (errorType: string, errorMessage = 'no') => ({
  StatusCode: 200,
  FunctionError: 'Unhandled',
  ExecutedVersion: '$LATEST',
  Payload: JSON.stringify({ errorType, errorMessage, trace: [] }),
});

/** A Task state that invokes a function. */
export const task = (name: string, more: object = { End: true }) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: name, Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  ...more,
});

/** The details of one kind in the events that have them. */
export const detailsOf = <D = Record<string, unknown>>(events: readonly HistoryEvent[], member: string): D[] =>
  events.flatMap((event) => (event[member] === undefined ? [] : [event[member] as D]));
