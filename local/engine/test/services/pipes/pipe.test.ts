import { describe, expect, it, type TestContext } from 'vitest';
import { startTestEngine, until } from '../../../src/testing/engine.ts';
import { attribute, role, stackOf } from '../lambda/stack.ts';

/** Reports what it got through its log; the body of a message says what becomes of it. */
const PROCESSOR = `
let calls = 0;
export const handler = async (records) => {
  calls += 1;
  console.log('BATCH ' + JSON.stringify({ calls, ids: records.map((r) => r.messageId), bodies: records.map((r) => r.body), record: records[0] }));
  const [first] = records;
  if (records.some((r) => r.body.startsWith('crash'))) throw new Error('the whole batch');
  if (records.some((r) => r.body.startsWith('unknown'))) return { batchItemFailures: [{ itemIdentifier: 'nobody' }] };
  const slow = records.find((r) => r.body.startsWith('slow'));
  if (slow) await new Promise((r) => setTimeout(r, Number(slow.body.split(' ')[1])));
  const failed = records.filter((r) => r.body.startsWith('poison'));
  if (failed.length > 0) return { batchItemFailures: failed.map((r) => ({ itemIdentifier: r.messageId })) };
  return first.body === 'null' ? null : first.body === 'empty' ? {} : { batchItemFailures: [] };
};`;

const queue = (visibilityTimeout: number, more: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: {
    QueueName: 'orders',
    VisibilityTimeout: visibilityTimeout,
    RedrivePolicy: { deadLetterTargetArn: attribute('Dead'), maxReceiveCount: 2 },
    ...more,
  },
});

const template = (statements: object[], visibilityTimeout = 1) =>
  stackOf(
    { Processor: { code: PROCESSOR, properties: { Timeout: 20 } } },
    {
      Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead' } },
      Orders: queue(visibilityTimeout),
      PipeRole: role('pipes.amazonaws.com', statements as Record<string, unknown>[]),
      Pipe: {
        Type: 'AWS::Pipes::Pipe',
        Properties: {
          Name: 'order-pipe',
          RoleArn: attribute('PipeRole'),
          Source: attribute('Orders'),
          SourceParameters: { SqsQueueParameters: { BatchSize: 10 } },
          Target: attribute('Processor'),
          TargetParameters: { LambdaFunctionParameters: { InvocationType: 'REQUEST_RESPONSE' } },
        },
      },
    },
  );

const reading = {
  Effect: 'Allow',
  Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  Resource: attribute('Orders'),
};
const invoking = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: attribute('Processor') };

interface Batch {
  readonly calls: number;
  readonly ids: string[];
  readonly bodies: string[];
  readonly record: Record<string, unknown>;
}

const start = async (assembly: string, dataDir?: string) => {
  const batches: Batch[] = [];
  const lines: string[] = [];
  const engine = await startTestEngine({
    assembly,
    ...(dataDir !== undefined && { dataDir }),
    onLog: (_source, line) => {
      lines.push(line);
      const [, batch] = line.split('BATCH ');
      if (batch) batches.push(JSON.parse(batch));
    },
  });
  const url = (name: string) => `${engine.awsOrigin}/000000000000/${name}`;
  return {
    ...engine,
    batches,
    lines,
    send: (MessageBody: string, more: object = {}) =>
      engine.call<{ MessageId: string }>('sqs', 'SendMessage', { QueueUrl: url('orders'), MessageBody, ...more }),
    counts: async (name: string) => {
      const { Attributes } = await engine.call<{ Attributes: Record<string, string> }>('sqs', 'GetQueueAttributes', {
        QueueUrl: url(name),
        AttributeNames: ['All'],
      });
      return [Attributes.ApproximateNumberOfMessages, Attributes.ApproximateNumberOfMessagesNotVisible].map(Number);
    },
    bodiesSeen: (body: string) => batches.filter(({ bodies }) => bodies.includes(body)),
  };
};

/** A pipe on an engine of its own, whose function is warm; `emptied` waits until its queue is. */
const startPipe = async ({ onTestFinished }: TestContext) => {
  const pipe = await start(template([reading, invoking]));
  onTestFinished(pipe.dispose);
  // The function is warm before a message's second of invisibility counts.
  await pipe.send('warm');
  await until('it is processed', () => pipe.bodiesSeen('warm').length > 0);
  const emptied = () =>
    until('the queue is empty', async () => (await pipe.counts('orders')).every((count) => count === 0));
  await emptied();
  return { pipe, emptied };
};

// Each test has an engine of its own, so that what one waits for keeps no other waiting.
describe.concurrent('a pipe from SQS to Lambda', () => {
  it('hands over a bare array of records as AWS shapes them, and deletes what was done', async (context) => {
    const { pipe, emptied } = await startPipe(context);
    const { MessageId } = await pipe.send('first', {
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'test' } },
    });
    const [batch] = await until('it is processed', () => {
      const found = pipe.bodiesSeen('first');
      return found.length > 0 && found;
    });
    expect(batch?.record).toEqual({
      messageId: MessageId,
      receiptHandle: expect.any(String),
      body: 'first',
      attributes: expect.objectContaining({
        ApproximateReceiveCount: '1',
        SentTimestamp: expect.stringMatching(/^\d{13}$/),
        ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
      }),
      messageAttributes: {
        kind: { stringValue: 'test', stringListValues: [], binaryListValues: [], dataType: 'String' },
      },
      md5OfBody: '8b04d5e3775d298e78455efc5ca404d5',
      md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:orders',
      awsRegion: 'us-east-1',
    });
    await emptied();
  });

  it.for(['null', 'empty'])('takes an answer of %s for done', async (body, context) => {
    const { pipe, emptied } = await startPipe(context);
    await pipe.send(body);
    await until('it is processed', () => pipe.bodiesSeen(body).length === 1);
    await emptied();
  });

  it('leaves only what the target names as failed, which ends in the dead-letter queue after its receives', async (context) => {
    const { pipe, emptied } = await startPipe(context);
    const [before = 0] = await pipe.counts('dead');
    await Promise.all(['good 1', 'poison', 'good 2'].map((body) => pipe.send(body)));
    await until('it is dead', async () => (await pipe.counts('dead'))[0] === before + 1);
    expect(pipe.bodiesSeen('poison')).toHaveLength(2);
    expect(pipe.bodiesSeen('good 1')).toHaveLength(1);
    expect(pipe.bodiesSeen('good 2')).toHaveLength(1);
    await emptied();
  });

  it.for(['crash', 'unknown item'])(
    'fails the whole batch on %s, without deleting or hammering',
    async (body, context) => {
      const { pipe, emptied } = await startPipe(context);
      const [before = 0] = await pipe.counts('dead');
      const started = Date.now();
      await pipe.send(body);
      await until('it is dead', async () => (await pipe.counts('dead'))[0] === before + 1);
      // Two receives, the second after the visibility timeout of 1 s.
      expect(pipe.bodiesSeen(body)).toHaveLength(2);
      expect(Date.now() - started).toBeGreaterThan(1900);
      await emptied();
    },
  );

  it('fills batches under load', async (context) => {
    const { pipe, emptied } = await startPipe(context);
    const before = pipe.batches.length;
    for (let order = 0; order < 200; order += 1) {
      void pipe.send(`order ${order}`);
      await new Promise((resolve) => setTimeout(resolve, 9));
    }
    await emptied();
    const sizes = pipe.batches.slice(before).map(({ bodies }) => bodies.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(200);
    expect(200 / sizes.length).toBeGreaterThanOrEqual(3);
  });

  it('answers DescribePipe and ListPipes, and obeys StopPipe and StartPipe', async (context) => {
    const { pipe, emptied } = await startPipe(context);
    const describePipe = () => pipe.call<{ CurrentState: string }>('pipes', 'DescribePipe', { Name: 'order-pipe' });
    expect(await describePipe()).toMatchObject({
      Name: 'order-pipe',
      Arn: 'arn:aws:pipes:us-east-1:000000000000:pipe/order-pipe',
      CurrentState: 'RUNNING',
      DesiredState: 'RUNNING',
      Source: 'arn:aws:sqs:us-east-1:000000000000:orders',
      SourceParameters: { SqsQueueParameters: { BatchSize: 10 } },
    });
    expect(await pipe.call('pipes', 'ListPipes', {})).toMatchObject({ Pipes: [{ Name: 'order-pipe' }] });
    await expect(pipe.call('pipes', 'DescribePipe', { Name: 'x' })).rejects.toMatchObject({
      code: 'NotFoundException',
    });
    expect(await pipe.call('pipes', 'StopPipe', { Name: 'order-pipe' })).toMatchObject({ CurrentState: 'STOPPING' });
    expect((await describePipe()).CurrentState).toBe('STOPPED');
    await pipe.send('while stopped');
    await pipe.send('marker', { DelaySeconds: 1 });
    await until('the marker is visible', async () => (await pipe.counts('orders'))[0] === 2);
    expect(pipe.bodiesSeen('while stopped')).toHaveLength(0);
    await pipe.call('pipes', 'StartPipe', { Name: 'order-pipe' });
    await until('it goes on', () => pipe.bodiesSeen('while stopped').length === 1);
    await emptied();
  });
});

describe('a pipe with a slow batch', () => {
  it('starts a further batch beside a slow one', async (context) => {
    const { pipe, emptied } = await startPipe(context);
    await pipe.send('slow 2000');
    await until('it is under way', () => pipe.bodiesSeen('slow 2000').length === 1);
    const started = Date.now();
    await pipe.send('quick');
    await until('it is processed', () => pipe.bodiesSeen('quick').length === 1);
    expect(Date.now() - started).toBeLessThan(1900);
    await emptied();
  });
});

describe.concurrent('a pipe across a restart', () => {
  it('gets back at once what it held when the engine ended, and stays stopped when it was stopped', async () => {
    const assembly = template([reading, invoking], 600);
    const first = await start(assembly);
    await first.send('slow 20000');
    await until('it is under way', () => first.bodiesSeen('slow 20000').length === 1);
    await first.stop();

    const second = await start(assembly, first.dataDir);
    await until('it is received again', () => second.bodiesSeen('slow 20000').length === 1, 5);
    await second.call('pipes', 'StopPipe', { Name: 'order-pipe' });
    await second.stop();

    const third = await start(assembly, first.dataDir);
    expect(await third.call('pipes', 'DescribePipe', { Name: 'order-pipe' })).toMatchObject({
      CurrentState: 'STOPPED',
    });
    await third.dispose();
  });
});

describe.concurrent('a pipe whose role lacks a permission', () => {
  it('does nothing without lambda:InvokeFunction, and says so', async () => {
    const action = 'lambda:InvokeFunction';
    const pipe = await start(template([reading]));
    await pipe.send('first');
    await until('it says so', () => pipe.lines.some((line) => line.includes(`not authorized to perform: ${action}`)));
    expect(pipe.batches).toEqual([]);
    await pipe.dispose();
  });
});
