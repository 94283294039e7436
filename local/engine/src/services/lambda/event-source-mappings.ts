import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Poller, startPoller } from '../../kit/sqs-source/poller.ts';
import type { Engine } from '../../service.ts';
import { executionRole } from './execution-role.ts';
import type { Functions } from './functions.ts';
import type { Invoker } from './invoker.ts';

/** An SQS event source of a function. */
interface EventSourceMapping {
  readonly id: string;
  readonly arn: string;
  readonly queueArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly enabled: boolean;
  /** ReportBatchItemFailures. */
  readonly partialFailures: boolean;
  readonly maxConcurrency: number | undefined;
}

/** The event source mappings of this engine. */
export interface EventSourceMappings {
  set(mapping: EventSourceMapping): void;
  remove(id: string): void;
  start(): void;
  /** Reads the queues no more; resolves once the batches under way are done. */
  rest(): Promise<void>;
  stop(): void;
}

/** Lambda reads the queue with the function's role and hands it `{ Records: [...] }`.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export const createEventSourceMappings = (
  engine: Engine,
  functions: Functions,
  invoker: Invoker,
): EventSourceMappings => {
  const mappings = new Map<string, EventSourceMapping>();
  const pollers = new Map<string, Poller>();
  let running = false;

  const poll = (mapping: EventSourceMapping): Poller => {
    // Looked up for each batch: the function may be changed meanwhile.
    const find = () => functions.find(mapping.functionName);
    return startPoller(engine, {
      arn: mapping.arn,
      logName: find().fn.name,
      queueArn: mapping.queueArn,
      batchSize: mapping.batchSize,
      batchingWindowSeconds: mapping.batchingWindowSeconds,
      partialFailures: mapping.partialFailures,
      ...(mapping.maxConcurrency !== undefined && { pacing: { maxConcurrency: mapping.maxConcurrency } }),
      caller: () => executionRole(engine, find().fn),
      deliver: async (records) => {
        const target = find();
        const payload = JSON.stringify({ Records: records });
        const outcome = await invoker.invoke(target, { requestId: randomUUID(), payload });
        if (outcome.kind === 'failure') throw new Error(`${target.fn.name} failed: ${outcome.payload}`);
        return outcome.payload;
      },
    });
  };

  const apply = (id: string): void => {
    pollers.get(id)?.stop();
    pollers.delete(id);
    const mapping = mappings.get(id);
    if (running && mapping?.enabled) pollers.set(id, poll(mapping));
  };

  return {
    set: (mapping) => {
      if (isDeepStrictEqual(mappings.get(mapping.id), mapping)) return;
      mappings.set(mapping.id, mapping);
      apply(mapping.id);
    },
    remove: (id) => {
      mappings.delete(id);
      apply(id);
    },
    start: () => {
      running = true;
      for (const id of mappings.keys()) apply(id);
    },
    rest: async () => {
      await Promise.all([...pollers.values()].map((poller) => poller.rest()));
    },
    stop: () => {
      running = false;
      for (const id of mappings.keys()) apply(id);
    },
  };
};
