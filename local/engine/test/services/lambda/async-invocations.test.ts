import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AwsError } from '../../../src/aws-error.ts';
import { systemClock } from '../../../src/kit/clock.ts';
import type { Engine } from '../../../src/service.ts';
import { createAsyncInvocations } from '../../../src/services/lambda/async-invocations.ts';
import type { FunctionConfig } from '../../../src/services/lambda/function-config.ts';
import { createFunctions } from '../../../src/services/lambda/functions.ts';
import type { Invoker } from '../../../src/services/lambda/invoker.ts';
import type { Finished } from '../../../src/services/lambda/outcome.ts';
import { openStore, type Store } from '../../../src/store.ts';
import { until } from '../../../src/testing/engine.ts';

const failed: Finished = { kind: 'failure', payload: '{"errorType":"Error","errorMessage":"no"}' };
const succeeded: Finished = { kind: 'success', payload: '1' };
const DESTINATION = 'arn:aws:sqs:us-east-1:000000000000:failures';

describe('asynchronous calls', () => {
  let folder: string;
  let store: Store;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'async-'));
    store = openStore(folder);
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  const setUp = (outcomes: (Finished | AwsError)[]) => {
    const sent: { MessageBody: string }[] = [];
    let calls = 0;
    const engine = {
      store,
      now: Date.now,
      clock: systemClock,
      awsOrigin: () => 'http://127.0.0.1:1',
      log: () => {},
      assumeRole: () => ({ kind: 'role', arn: 'a', roleArn: 'r' }),
      call: async (_caller: unknown, _service: string, _operation: string, input: { MessageBody: string }) => {
        sent.push(input);
      },
    } as unknown as Engine;
    const functions = createFunctions('us-east-1', '000000000000');
    functions.add({ name: 'f', arn: 'arn:aws:lambda:us-east-1:000000000000:function:f' } as FunctionConfig);
    const invoker = {
      invoke: async () => {
        calls += 1;
        const outcome = outcomes.shift() ?? succeeded;
        if (outcome instanceof AwsError) throw outcome;
        return outcome;
      },
    } as unknown as Invoker;
    const queue = createAsyncInvocations(engine, functions, invoker, [5, 5]);
    queue.configure('f', { onFailureArn: DESTINATION, onSuccessArn: DESTINATION });
    return { queue, sent, target: functions.find('f'), calls: () => calls };
  };
  const left = () => store.get<{ n: number }>('SELECT count(*) AS n FROM lambda_async')?.n;

  it('retries twice, then tells the on-failure destination', async () => {
    const { queue, sent, target, calls } = setUp([failed, failed, failed]);
    queue.start();
    queue.accept(target, 'request', '{"a":1}');
    await until('it is given up', () => left() === 0);
    queue.stop();
    expect(calls()).toBe(3);
    expect(sent.map(({ MessageBody }) => JSON.parse(MessageBody))).toEqual([
      expect.objectContaining({
        requestContext: {
          requestId: 'request',
          functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST',
          condition: 'RetriesExhausted',
          approximateInvokeCount: 3,
        },
        requestPayload: { a: 1 },
        responsePayload: { errorType: 'Error', errorMessage: 'no' },
      }),
    ]);
  });

  it('is done after the attempt that succeeds', async () => {
    const { queue, sent, target, calls } = setUp([failed, succeeded]);
    queue.start();
    queue.accept(target, 'request', '1');
    await until('it is done', () => left() === 0);
    queue.stop();
    expect(calls()).toBe(2);
    expect(JSON.parse(sent[0]?.MessageBody ?? '')).toMatchObject({ requestContext: { condition: 'Success' } });
  });

  it('does not count being throttled as an attempt', async () => {
    const { queue, target, calls } = setUp([
      new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429),
      succeeded,
    ]);
    queue.start();
    queue.accept(target, 'request', '1');
    await until('it is done', () => left() === 0);
    queue.stop();
    expect(calls()).toBe(2);
  });

  it('keeps what was accepted until the engine runs again', async () => {
    const first = setUp([]);
    first.queue.accept(first.target, 'request', '1');
    expect([left(), first.calls()]).toEqual([1, 0]);
    const second = setUp([succeeded]);
    second.queue.start();
    await until('it is done', () => left() === 0);
    second.queue.stop();
    expect(second.calls()).toBe(1);
  });
});
