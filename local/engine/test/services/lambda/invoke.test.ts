import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEngine, until } from '../../../src/testing/engine.ts';
import { stackOf } from './stack.ts';

interface Answer {
  readonly StatusCode: number;
  readonly FunctionError?: string;
  readonly ExecutedVersion?: string;
  readonly LogResult?: string;
  readonly Payload: string;
}

const functions = {
  Echo: {
    code: 'export const handler = async (event, context) => ({ event, context: { ...context, remaining: context.getRemainingTimeInMillis() } });',
  },
  Sync: { code: 'export const handler = () => undefined;' },
  Environment: {
    code: `globalThis.calls = (globalThis.calls ?? 0) + 1;
      export const handler = async () => ({ env: process.env, offset: new Date().getTimezoneOffset() });`,
    properties: { Environment: { Variables: { COLOUR: 'green' } }, MemorySize: 256 },
  },
  Counter: { code: 'let calls = 0; export const handler = async () => { calls += 1; return calls; };' },
  Throws: {
    code: `class OrderRejected extends Error { name = 'OrderRejected'; }
      export const handler = async ({ how }) => {
        if (how === 'text') throw 'just text';
        if (how === 'circular') { const a = {}; a.a = a; return a; }
        throw new OrderRejected('too many');
      };`,
  },
  Sleeps: {
    code: 'export const handler = async ({ ms }) => { await new Promise((r) => setTimeout(r, ms)); return "slept"; };',
    properties: { Timeout: 1 },
  },
  Loops: {
    code: 'export const handler = async ({ loop }) => { console.log("before"); while (loop); return "ended"; };',
    properties: { Timeout: 1 },
  },
  Exits: {
    code: `export const handler = async ({ code, how }) => {
      if (how === 'later') { setTimeout(() => { throw new RangeError('outside'); }, 1); return new Promise(() => {}); }
      if (how === 'rejection') { void Promise.reject(new RangeError('nobody waits')); return new Promise(() => {}); }
      if (how === 'kill') process.kill(process.pid, 'SIGKILL');
      if (code === undefined) return 'alive';
      process.exit(code);
    };`,
  },
  Missing: { code: 'export const other = 1;' },
  NoModule: { code: 'import "nowhere-to-be-found"; export const handler = async () => 1;' },
  BadSyntax: { code: 'export const handler = async () => {' },
  Callback: { code: 'export const handler = (event, context, callback) => callback(null, 1);' },
  BadOptions: {
    code: 'export const handler = async () => 1;',
    properties: { Environment: { Variables: { NODE_OPTIONS: '--no-such-option' } } },
  },
  InitExit: { code: 'process.exit(3);' },
  Common: {
    code: '',
    files: { 'app.cjs': 'exports.nested = { handler: async () => "from commonjs" };' },
    properties: { Handler: 'app.nested.handler' },
  },
  Logs: {
    code: `export const handler = async () => {
      console.log('hello', { a: 1 }); console.error('two\\nlines'); process.stdout.write('ra'); process.stdout.write('w\\n');
    };`,
  },
  LogsJson: {
    code: `export const handler = async () => {
      console.debug('unseen'); console.info({ order: 1 }); console.error('failed', new RangeError('far'));
    };`,
    properties: { LoggingConfig: { LogFormat: 'JSON', LogGroup: '/app/json' } },
  },
  Large: { code: 'export const handler = async () => "x".repeat(7_000_000);' },
  Off: { code: 'export const handler = async () => 1;', properties: { ReservedConcurrentExecutions: 0 } },
  Narrow: {
    code: 'export const handler = async () => { await new Promise((r) => setTimeout(r, 200)); return 1; };',
    properties: { ReservedConcurrentExecutions: 2 },
  },
};

describe('Lambda', () => {
  let engine: Awaited<ReturnType<typeof startTestEngine>>;
  const lines: [string, string][] = [];
  beforeAll(async () => {
    engine = await startTestEngine({
      assembly: stackOf(functions),
      onLog: (source, line) => void lines.push([source, line]),
    });
  });
  afterAll(() => engine.dispose());

  const invoke = async (FunctionName: keyof typeof functions | string, payload: unknown = {}, more: object = {}) => {
    const answer = await engine.call<Answer>('lambda', 'Invoke', {
      FunctionName,
      Payload: JSON.stringify(payload),
      ...more,
    });
    return { ...answer, value: JSON.parse(answer.Payload ?? 'null') };
  };
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:Echo';

  it.each(['Echo', arn, '000000000000:function:Echo', 'function:Echo', 'Echo:$LATEST'])(
    'finds a function by %s',
    async (name) => {
      const answer = await invoke(name, { a: 1 });
      expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST', value: { event: { a: 1 } } });
      expect(answer.FunctionError).toBeUndefined();
    },
  );

  it('gives the handler its context', async () => {
    const { value } = await invoke('Echo');
    expect(value.context).toMatchObject({
      functionName: 'Echo',
      functionVersion: '$LATEST',
      memoryLimitInMB: '128',
      invokedFunctionArn: arn,
      logGroupName: '/aws/lambda/Echo',
      logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(value.context.remaining).toBeGreaterThan(2000);
    expect(value.context.remaining).toBeLessThanOrEqual(3000);
  });

  it('answers null where a handler returns nothing, and where it is not async', async () => {
    expect(await invoke('Sync')).toMatchObject({ StatusCode: 200, Payload: 'null' });
  });

  it('loads a handler from CommonJS, by a nested name', async () => {
    expect((await invoke('Common')).value).toBe('from commonjs');
  });

  it("gives a function its own variables and nothing of the host's", async () => {
    process.env.HOST_SECRET = 'x';
    const { env, offset } = (await invoke('Environment')).value;
    expect(env).toMatchObject({
      COLOUR: 'green',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: 'Environment',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/Environment',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      _HANDLER: 'index.handler',
      TZ: ':UTC',
      AWS_ENDPOINT_URL: engine.awsOrigin.replace('localhost', '127.0.0.1'),
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA/),
      AWS_SESSION_TOKEN: expect.any(String),
      LAMBDA_TASK_ROOT: expect.stringContaining('asset.Environment'),
    });
    expect(env.HOST_SECRET).toBeUndefined();
    expect(env.HOME).toBe(env.LAMBDA_TASK_ROOT);
    expect(Object.keys(env).filter((name) => /vitest|npm_|node_env/i.test(name))).toEqual([]);
    expect(offset).toBe(0);
    const other = (await invoke('Echo')).value;
    expect(JSON.stringify(other)).not.toContain('green');
  });

  it('keeps an environment warm', async () => {
    const seen = [];
    for (let call = 0; call < 3; call += 1) seen.push((await invoke('Counter')).value);
    expect(seen).toEqual([1, 2, 3]);
  });

  it.each([
    ['a custom error', 'error', { errorType: 'OrderRejected', errorMessage: 'too many' }],
    ['something that is no error', 'text', { errorType: 'string', errorMessage: 'just text', trace: [] }],
    ['what JSON cannot hold', 'circular', { errorType: 'Runtime.JSONStringifyError' }],
  ])('reports %s that a handler throws', async (_name, how, expected) => {
    const answer = await invoke('Throws', { how });
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(answer.value).toMatchObject(expected);
    expect(Array.isArray(answer.value.trace)).toBe(true);
  });

  it.concurrent.each([
    ['Missing', 'Runtime.HandlerNotFound', 'index.handler is undefined or not exported'],
    ['NoModule', 'Runtime.ImportModuleError', 'nowhere-to-be-found'],
    ['BadSyntax', 'Runtime.UserCodeSyntaxError', 'SyntaxError'],
    ['Callback', 'Runtime.CallbackHandlerDeprecated', 'callback-based'],
    ['BadOptions', 'Runtime.ExitError', '--no-such-option'],
    ['InitExit', 'Runtime.ExitError', 'Runtime exited with error: exit status 3'],
  ])('reports why %s cannot start, each time again', async (name, errorType, message) => {
    for (let call = 0; call < 2; call += 1) {
      const answer = await invoke(name);
      expect(answer.FunctionError).toBe('Unhandled');
      expect(answer.value).toMatchObject({ errorType, errorMessage: expect.stringContaining(message) });
    }
  });

  it.concurrent.each([
    ['waits', 'Sleeps', { ms: 60_000 }, { ms: 1 }, 'slept'],
    ['loops for ever', 'Loops', { loop: true }, { loop: false }, 'ended'],
  ])(
    'ends a function that %s at its timeout, and goes on with the next call',
    async (_what, name, bad, good, value) => {
      const started = Date.now();
      const answer = await invoke(name, bad);
      expect(Date.now() - started).toBeLessThan(5000);
      expect(answer.FunctionError).toBe('Unhandled');
      expect(answer.value).toEqual({
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/),
      });
      expect((await invoke(name, good)).value).toBe(value);
    },
  );

  it('keeps what a function logged before it was ended', () => {
    expect(lines.some(([source, line]) => source === 'Loops' && line.endsWith('\tINFO\tbefore'))).toBe(true);
  });

  it.each([
    ['process.exit(7)', { code: 7 }, 'Runtime.ExitError', 'Runtime exited with error: exit status 7'],
    ['process.exit(0)', { code: 0 }, 'Runtime.ExitError', 'Runtime exited without providing a reason'],
    ['process.kill(process.pid)', { how: 'kill' }, 'Runtime.ExitError', 'exit status 137'],
    ['an uncaught exception', { how: 'later' }, 'RangeError', 'outside'],
    ['an unhandled rejection', { how: 'rejection' }, 'Runtime.UnhandledPromiseRejection', 'RangeError: nobody waits'],
  ])('contains %s', async (_what, payload, errorType, message) => {
    const answer = await invoke('Exits', payload);
    expect(answer.FunctionError).toBe('Unhandled');
    expect(answer.value).toMatchObject({ errorType, errorMessage: expect.stringContaining(message) });
    expect((await invoke('Exits')).value).toBe('alive');
  });

  it('refuses what is no JSON, and what is too large', async () => {
    const call = (Payload: string) => engine.call('lambda', 'Invoke', { FunctionName: 'Echo', Payload });
    await expect(call('{"a":')).rejects.toMatchObject({ code: 'InvalidRequestContentException', status: 400 });
    await expect(call(`"${'x'.repeat(7_000_000)}"`)).rejects.toMatchObject({
      code: 'RequestTooLargeException',
      status: 413,
    });
    expect((await invoke('Echo')).StatusCode).toBe(200);
  });

  it('reports a response that is too large', async () => {
    const { value, FunctionError } = await invoke('Large');
    expect(FunctionError).toBe('Unhandled');
    expect(value.errorType).toBe('Function.ResponseSizeTooLarge');
  });

  it('does not know other functions', async () => {
    await expect(invoke('Nobody')).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      status: 404,
      message: 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:Nobody',
    });
  });

  it('throttles beyond the reserved concurrency, and everything at zero', async () => {
    await expect(invoke('Off')).rejects.toMatchObject({
      code: 'TooManyRequestsException',
      status: 429,
      members: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
    });
    const results = await Promise.allSettled([1, 2, 3, 4].map(() => invoke('Narrow')));
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
  });

  it('lets calls wait for an environment, without counting the wait against their timeout', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => invoke('Sleeps', { ms: 150 })));
    expect(answers.map(({ value }) => value)).toEqual(Array.from({ length: 30 }, () => 'slept'));
  });

  it('gives a dry run and an event their status', async () => {
    const status = async (InvocationType: string) =>
      (await engine.call<Answer>('lambda', 'Invoke', { FunctionName: 'Counter', InvocationType })).StatusCode;
    expect([await status('DryRun'), await status('Event')]).toEqual([204, 202]);
    await until('the event has run', () => (engine.usage()['lambda.invocation:Counter'] ?? 0) >= 4);
  });

  it('tags log lines with time, request and level, and keeps them', async () => {
    const { LogResult = '' } = await invoke('Logs', {}, { LogType: 'Tail' });
    const tail = Buffer.from(LogResult, 'base64').toString();
    expect(tail).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z\t[0-9a-f-]{36}\tINFO\thello \{ a: 1 \}\n/);
    expect(tail).toMatch(/\tERROR\ttwo\nlines\nraw\n$/);
    expect(lines).toContainEqual(['Logs', 'lines']);
    const kept = await until('the log is kept', async () => {
      const { events } = await engine
        .call<{ events: { message: string }[] }>('logs', 'FilterLogEvents', { logGroupName: '/aws/lambda/Logs' })
        .catch(() => ({ events: [] }));
      return events.length > 0 && events;
    });
    expect(kept.map(({ message }) => message.split('\t').at(-1))).toEqual(['hello { a: 1 }', 'two\nlines', 'raw']);
  });

  it('logs as JSON where the function says so', async () => {
    const { LogResult = '' } = await invoke('LogsJson', {}, { LogType: 'Tail' });
    const logged = Buffer.from(LogResult, 'base64')
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(logged).toEqual([
      expect.objectContaining({ level: 'INFO', message: { order: 1 }, requestId: expect.any(String) }),
      expect.objectContaining({ level: 'ERROR', errorType: 'RangeError', errorMessage: 'far' }),
    ]);
  });

  it('counts calls and their milliseconds', () => {
    expect(engine.usage()['lambda.invocation:Throws']).toBe(3);
    expect(engine.usage()['lambda.ms:Sleeps']).toBeGreaterThan(30 * 150);
  });
});
