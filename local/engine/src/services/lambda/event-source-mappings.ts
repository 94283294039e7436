import { randomUUID } from 'node:crypto';
import { type Poller, startPoller } from '../../kit/sqs-source/poller.ts';
import type { Engine } from '../../service.ts';
import type { Functions } from './functions.ts';
import type { Invoker } from './invoker.ts';

/** An SQS event source of a function. */
export interface EventSourceMapping {
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
  const pollers: Poller[] = [];

  const poll = (mapping: EventSourceMapping): Poller => {
    const target = functions.find(mapping.functionName);
    return startPoller(engine, {
      arn: mapping.arn,
      logName: target.fn.name,
      queueArn: mapping.queueArn,
      batchSize: mapping.batchSize,
      batchingWindowSeconds: mapping.batchingWindowSeconds,
      partialFailures: mapping.partialFailures,
      ...(mapping.maxConcurrency !== undefined && { pacing: { maxConcurrency: mapping.maxConcurrency } }),
      caller: () => engine.assumeRole(target.fn.roleArn, target.fn.name, 'lambda.amazonaws.com'),
      deliver: async (records) => {
        const payload = JSON.stringify({ Records: records });
        const outcome = await invoker.invoke(target, { requestId: randomUUID(), payload });
        if (outcome.kind === 'failure') throw new Error(`${target.fn.name} failed: ${outcome.payload}`);
        return outcome.payload;
      },
    });
  };

  return {
    set: (mapping) => void mappings.set(mapping.id, mapping),
    remove: (id) => void mappings.delete(id),
    start: () => {
      for (const mapping of mappings.values()) if (mapping.enabled) pollers.push(poll(mapping));
    },
    stop: () => {
      for (const poller of pollers.splice(0)) poller.stop();
    },
  };
};
