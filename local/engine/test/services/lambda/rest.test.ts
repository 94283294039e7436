import { rmSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { startTestEngine, until } from '../../../src/testing/engine.ts';
import { attribute, stackOf } from './stack.ts';

const HANDLER = `
export const handler = async (event) => {
  console.log('BEGIN');
  await new Promise((resolve) => setTimeout(resolve, 700));
  console.log('END');
};`;
const assembly = stackOf(
  {
    Slow: {
      code: HANDLER,
      statements: [
        {
          Effect: 'Allow',
          Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
          Resource: attribute('Queue'),
        },
      ],
    },
  },
  {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'queue', VisibilityTimeout: 60 } },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { FunctionName: { Ref: 'Slow' }, EventSourceArn: attribute('Queue') },
    },
  },
);

const lines: string[] = [];
const start = (dataDir?: string) =>
  startTestEngine({ assembly, onLog: (_source, line) => void lines.push(line), ...(dataDir && { dataDir }) });
let engine: Awaited<ReturnType<typeof start>>;
afterAll(() => rmSync(engine.dataDir, { recursive: true, force: true }));

it('a stop lets a function under way end, and its batch be acknowledged', async () => {
  engine = await start();
  const { QueueUrl } = await engine.call<{ QueueUrl: string }>('sqs', 'GetQueueUrl', { QueueName: 'queue' });
  await engine.call('sqs', 'SendMessage', { QueueUrl, MessageBody: 'm' });
  await until('the function has begun', () => lines.some((line) => line.includes('BEGIN')));
  await engine.stop(5000);
  expect(lines.filter((line) => line.includes('END'))).toHaveLength(1);

  engine = await start(engine.dataDir);
  const { Attributes } = await engine.call<{ Attributes: Record<string, string> }>('sqs', 'GetQueueAttributes', {
    QueueUrl: QueueUrl.replace(/:\d+\//, `:${new URL(engine.awsOrigin).port}/`),
    AttributeNames: ['All'],
  });
  expect([Attributes.ApproximateNumberOfMessages, Attributes.ApproximateNumberOfMessagesNotVisible]).toEqual([
    '0',
    '0',
  ]);
  await engine.stop();
});
