import type { Caller, Engine } from '../../service.ts';
import { executionRole } from './execution-role.ts';
import type { FunctionConfig } from './function-config.ts';

interface Buffered {
  readonly fn: FunctionConfig;
  readonly stream: string;
  readonly events: { timestamp: number; message: string }[];
}

/** Takes what functions log to the engine's log at once, and to CloudWatch Logs in batches. */
interface LogShipper {
  add(fn: FunctionConfig, stream: string, message: string): void;
  stop(): Promise<void>;
}

/** One call a stream in this time, not one a line. */
const FLUSH_MS = 250;

/** Ships logs with the function's role, as Lambda does: without logs:CreateLogStream and logs:PutLogEvents there are none.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html */
export const createLogShipper = (engine: Engine): LogShipper => {
  const buffers = new Map<string, Buffered>();
  const created = new Set<string>();
  const refused = new Set<string>();
  let cancel: (() => void) | undefined;

  const call = (caller: Caller, operation: string, input: object) => engine.call(caller, 'logs', operation, input);

  const put = async ({ fn, stream, events }: Buffered): Promise<void> => {
    const caller = executionRole(engine, fn);
    const target = { logGroupName: fn.logGroup, logStreamName: stream };
    if (!created.has(stream)) {
      await call(caller, 'CreateLogStream', target).catch(async (error: unknown) => {
        if (!isMissing(error)) throw error;
        await call(caller, 'CreateLogGroup', { logGroupName: fn.logGroup });
        await call(caller, 'CreateLogStream', target);
      });
      created.add(stream);
    }
    // The clock may have been set back between two lines.
    const logEvents = events.toSorted((one, other) => one.timestamp - other.timestamp);
    await call(caller, 'PutLogEvents', { ...target, logEvents });
  };

  const flush = async (): Promise<void> => {
    cancel?.();
    cancel = undefined;
    const batch = [...buffers.values()];
    buffers.clear();
    for (const buffered of batch) {
      await put(buffered).catch((error: unknown) => {
        if (refused.has(buffered.fn.name)) return;
        refused.add(buffered.fn.name);
        engine.log(buffered.fn.name, `its log lines cannot be kept: ${error instanceof Error ? error.message : error}`);
      });
    }
  };

  return {
    add: (fn, stream, message) => {
      for (const line of message.split('\n')) engine.log(fn.name, line);
      let buffered = buffers.get(stream);
      if (!buffered) {
        buffered = { fn, stream, events: [] };
        buffers.set(stream, buffered);
      }
      buffered.events.push({ timestamp: engine.now(), message });
      cancel ??= engine.clock.after(FLUSH_MS, () => void flush());
    },
    stop: flush,
  };
};

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ResourceNotFoundException';
