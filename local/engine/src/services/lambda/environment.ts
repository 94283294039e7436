import { type MessagePort, Worker } from 'node:worker_threads';
import type { Clock } from '../../kit/clock.ts';
import type { Busy } from './load-meter.ts';
import { guardMemory, heapLimitMb } from './memory-guard.ts';
import { failure, type Outcome } from './outcome.ts';
import { type CurrentCall, createPendingCall } from './pending-call.ts';
import type { StackMapper } from './stack-mapper.ts';

/** What an environment is started with. */
interface EnvironmentSettings {
  readonly variables: Record<string, string>;
  readonly taskRoot: string;
  readonly handler: string;
  readonly memoryMb: number;
  /** The longest init phase; Lambda's by default. */
  readonly initSeconds?: number | undefined;
  /** Where the AWS endpoint is for whoever calls it over a socket. */
  readonly awsOrigin: string;
  /** Opens the port that AWS calls go by. */
  connect(): MessagePort;
  /** Turns positions in bundles into positions in sources. */
  readonly mapStack?: StackMapper;
  /** One call of console, or one line written to stdout or stderr. */
  onLog(text: string): void;
  /** It has ended: by a crash, a timeout or `terminate`. */
  onEnd(): void;
}

/** One call of a function, as its environment sees it. */
export interface Invocation {
  readonly requestId: string;
  /** JSON. */
  readonly payload: string;
  readonly functionArn: string;
  readonly timeoutSeconds: number;
  /** JSON. */
  readonly clientContext?: string;
  /** Sees what this call logs. */
  onLog?(text: string): void;
}

/** One worker thread that runs one call of a function at a time. */
export interface Environment extends Busy {
  /** A success once the handler is loaded. */
  readonly ready: Promise<Outcome>;
  /** Never rejects: crashes, timeouts and lack of memory are outcomes. */
  invoke(invocation: Invocation): Promise<Outcome>;
  /** Whether it can take another call. */
  alive(): boolean;
  /** Ends it, whatever it does. */
  terminate(): Promise<void>;
}

/** Lambda ends an init phase that takes longer.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const LAMBDA_INIT_SECONDS = 10;

/** Small semi-spaces: measured, they keep an environment with SDK clients at 34 MB instead of 47 MB after some hundred calls. */
const YOUNG_GENERATION_MB = 2;

type Message = readonly [kind: 'ready' | 'done' | 'error' | 'crash' | 'unreadable' | 'log', text: string];

/** Starts an environment; its init phase begins at once. */
export const startEnvironment = (clock: Clock, settings: EnvironmentSettings): Environment => {
  try {
    return watch(startWorker(settings), clock, settings);
  } catch (error) {
    // Node refuses some NODE_OPTIONS in a worker thread.
    const outcome = failure('Runtime.ExitError', undefined, error instanceof Error ? error.message : String(error));
    queueMicrotask(settings.onEnd);
    return {
      ready: Promise.resolve(outcome),
      invoke: async () => outcome,
      alive: () => false,
      utilization: performance.eventLoopUtilization,
      terminate: async () => {},
    };
  }
};

const startWorker = ({ variables, taskRoot, handler, memoryMb, awsOrigin, connect }: EnvironmentSettings): Worker => {
  const port = connect();
  const { hostname: host, port: tcpPort } = new URL(awsOrigin);
  try {
    return new Worker(new URL('./runtime/bootstrap.mjs', import.meta.url), {
      env: variables,
      execArgv: [],
      stdout: true,
      stderr: true,
      workerData: { taskRoot, handler, link: { port, host, tcpPort: Number(tcpPort) } },
      transferList: [port],
      resourceLimits: { maxOldGenerationSizeMb: heapLimitMb(memoryMb), maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
  } catch (error) {
    port.close();
    throw error;
  }
};

const watch = (worker: Worker, clock: Clock, settings: EnvironmentSettings): Environment => {
  let alive = true;
  const { initSeconds = LAMBDA_INIT_SECONDS, mapStack = (text) => text } = settings;
  const log = (line: string): void => {
    const text = mapStack(line);
    settings.onLog(text);
    pending.current()?.onLog?.(text);
  };
  const terminate = async (): Promise<void> => {
    alive = false;
    await worker.terminate();
  };
  const pending = createPendingCall(clock, ({ requestId }, seconds) => {
    log(`${new Date(clock.now()).toISOString()} ${requestId} Task timed out after ${seconds.toFixed(2)} seconds`);
    void terminate();
  });
  const die = (errorType: string, reason: string): void => {
    alive = false;
    const call = pending.current();
    if (call) log(`RequestId: ${call.requestId} Error: ${reason} ${errorType}`);
    pending.settle(failure(errorType, call?.requestId, reason));
  };
  const guard = guardMemory(worker, clock, settings.memoryMb, () => {
    die('Runtime.OutOfMemory', killed);
    void terminate();
  });
  const expect = async (call: CurrentCall, seconds: number): Promise<Outcome> => {
    guard.begin();
    const outcome = await pending.expect(call, seconds);
    guard.end();
    return outcome;
  };

  worker.on('message', ([kind, text]: Message) => {
    if (kind === 'log') log(text);
    else {
      if (kind === 'crash') alive = false;
      pending.settle(outcomeOf(kind, text, mapStack));
    }
  });
  worker.on('error', (error: NodeJS.ErrnoException) => {
    die(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'Runtime.OutOfMemory' : 'Runtime.ExitError', killed);
  });
  worker.on('exit', (code) => {
    die(
      'Runtime.ExitError',
      code === 0 ? 'Runtime exited without providing a reason' : `${EXITED}: exit status ${code}`,
    );
    settings.onEnd();
  });
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => log(text.trimEnd()));
  }

  return {
    ready: expect({ requestId: 'INIT' }, initSeconds),
    invoke: ({ timeoutSeconds, onLog, ...invocation }) => {
      const outcome = expect({ requestId: invocation.requestId, onLog }, timeoutSeconds);
      worker.postMessage({ ...invocation, timeoutMs: timeoutSeconds * 1000 });
      return outcome;
    },
    alive: () => alive,
    utilization: () => worker.performance.eventLoopUtilization(),
    terminate,
  };
};

const EXITED = 'Runtime exited with error';
const killed = `${EXITED}: signal: killed`;

const outcomeOf = (kind: Exclude<Message[0], 'log'>, text: string, mapStack: StackMapper): Outcome => {
  if (kind === 'unreadable') return { kind, message: text };
  if (kind === 'error' || kind === 'crash') return { kind: 'failure', payload: mapStack(text) };
  return { kind: 'success', payload: kind === 'ready' ? 'null' : text };
};
