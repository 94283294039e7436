import { AwsError } from '../../aws-error.ts';
import type { Caller, Engine } from '../../service.ts';
import { type Clock, pause } from '../clock.ts';
import { failedIds } from './batch-response.ts';
import { createInFlight } from './in-flight.ts';
import { createPace, DEFAULT_PACING, type Pace, type Pacing } from './pacing.ts';
import { createQueueClient, type QueueClient } from './queue-client.ts';
import { type SqsMessage, type SqsRecord, toRecord } from './records.ts';

/** A queue that is read for a target. */
interface SqsSource {
  /** ARN of the pipe or event source mapping. */
  readonly arn: string;
  /** Under which its failures are logged. */
  readonly logName: string;
  readonly queueArn: string;
  readonly batchSize: number;
  /** 0: a batch is what is there when the queue is asked. */
  readonly batchingWindowSeconds: number;
  readonly pacing?: Partial<Pacing>;
  /** Whether the target's answer may name single messages as failed. */
  readonly partialFailures: boolean;
  /** As whom the queue is read; may throw AwsError where a role does not admit the service. */
  caller(): Caller;
  /** Gives a batch to the target; its answer is JSON. Throws where the target failed: the whole batch stays in the queue. */
  deliver(records: readonly SqsRecord[]): Promise<string>;
}

/** A running poller. */
export interface Poller {
  /** Asks no more; resolves once the batches under way are done. */
  rest(): Promise<void>;
  /** Stops asking; a batch under way is not waited for. */
  stop(): void;
}

/** Longest wait of one ReceiveMessage. */
const LONG_POLL_SECONDS = 20;

/** A target that is throttled is asked again after these waits, a minute in all, before its batch goes back to the queue: it is
 * for this that AWS advises a visibility timeout of six times the function's. */
const throttledDelaysMs: readonly number[] = [100, 200, 400, 800, ...Array<number>(58).fill(1000)];

/** Reads a queue for a target: receive, deliver, delete what was done. What failed is never acknowledged: it stays invisible
 * until its visibility timeout ends, and the queue's redrive policy has the last word.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export const startPoller = (engine: Engine, source: SqsSource): Poller => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const resting = new AbortController();
  const asking = AbortSignal.any([signal, resting.signal]);
  const underWay = new Set<Promise<void>>();
  const queue = createQueueClient(engine, source.caller, source.queueArn);
  const pace = createPace({ ...DEFAULT_PACING, ...source.pacing }, engine.clock);
  const inFlight = createInFlight(engine, source.arn);
  const report = createReporter(engine, source.logName);

  const handle = async (messages: readonly SqsMessage[]): Promise<boolean> => {
    let succeeded = false;
    try {
      const records = messages.map((message) => toRecord(source.queueArn, engine.region, message));
      const answer = await deliver(engine.clock, source, records, { pace, signal });
      const given = new Set(messages.map(({ MessageId }) => MessageId));
      const failed = source.partialFailures ? failedIds(answer, given) : new Set<string>();
      const done = messages.filter(({ MessageId }) => !failed.has(MessageId));
      if (!signal.aborted && done.length > 0) await queue.delete(done);
      // Only a batch of which nothing went through counts as a failure: a poison message must not slow the others down.
      succeeded = failed.size < messages.length;
    } catch (error) {
      if (!signal.aborted) report(`a batch of ${messages.length} stays in the queue`, error);
    }
    // After a stop the store may be closed: what is left on record here is given back at the next start.
    if (!signal.aborted) inFlight.settle(messages);
    return succeeded;
  };

  const poll = async (): Promise<void> => {
    await inFlight.giveBack(queue.url);
    while (!asking.aborted) {
      await pace.ready(asking);
      if (asking.aborted) return;
      try {
        const messages = await collect(engine.clock, source, queue, asking);
        if (messages.length === 0) continue;
        inFlight.hold(messages);
        const ended = pace.begin(messages.length >= source.batchSize);
        const batch = handle(messages).then(ended);
        underWay.add(batch);
        void batch.finally(() => underWay.delete(batch));
      } catch (error) {
        if (asking.aborted) return;
        report('the queue cannot be read', error);
        pace.failed();
      }
    }
  };

  const polling = poll();
  return {
    rest: async () => {
      resting.abort();
      await polling;
      await Promise.all(underWay);
    },
    stop: () => stopping.abort(),
  };
};

/** One batch: what the first answer holds, and what comes within the batching window. */
const collect = async (
  clock: Clock,
  source: SqsSource,
  queue: QueueClient,
  signal: AbortSignal,
): Promise<readonly SqsMessage[]> => {
  const messages = [...(await queue.receive(source.batchSize, LONG_POLL_SECONDS, signal))];
  const until = clock.monotonic() + source.batchingWindowSeconds * 1000;
  let received = messages.length;
  while (received > 0 && messages.length < source.batchSize && !signal.aborted) {
    const leftMs = until - clock.monotonic();
    // Without a window, only what is known to wait there still: one answer holds 10 at most.
    if (source.batchingWindowSeconds === 0 ? received < 10 : leftMs <= 0) break;
    const waitSeconds = Math.min(LONG_POLL_SECONDS, Math.max(0, Math.ceil(leftMs / 1000)));
    const more = await queue.receive(source.batchSize - messages.length, waitSeconds, signal);
    messages.push(...more);
    received = more.length;
  }
  return messages;
};

/** A throttled target is asked again for a while: each receive counts towards the redrive policy, and a burst must not carry
 * good messages into the dead-letter queue. */
const deliver = async (
  clock: Clock,
  source: SqsSource,
  records: readonly SqsRecord[],
  { pace, signal }: { readonly pace: Pace; readonly signal: AbortSignal },
): Promise<string> => {
  let release: (() => void) | undefined;
  try {
    for (const delay of throttledDelaysMs) {
      try {
        return await source.deliver(records);
      } catch (error) {
        if (!(error instanceof AwsError) || error.status !== 429 || signal.aborted) throw error;
      }
      release ??= pace.hold();
      await pause(clock, delay, signal);
      if (signal.aborted) throw new Error('stopped');
    }
    return await source.deliver(records);
  } finally {
    release?.();
  }
};

/** Logs a failure; the same one again only once a minute. */
const createReporter = (engine: Engine, logName: string) => {
  let last = { text: '', at: 0 };
  const { clock } = engine;
  return (what: string, error: unknown): void => {
    const text = `${what}: ${error instanceof Error ? error.message : String(error)}`;
    if (text === last.text && clock.monotonic() - last.at < 60_000) return;
    last = { text, at: clock.monotonic() };
    engine.log(logName, text);
  };
};
