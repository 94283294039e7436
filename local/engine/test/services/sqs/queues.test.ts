import {
  AddPermissionCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  TagQueueCommand,
  UntagQueueCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { clientSettings, startTestEngine } from '../../../src/testing/engine.ts';
import { createQueueClient, queueArn, redriveTo } from './queue-client.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let queues: ReturnType<typeof createQueueClient>;
beforeAll(async () => {
  engine = await startTestEngine();
  queues = createQueueClient(clientSettings(engine).endpoint);
});
afterAll(() => engine.dispose());

it('a queue is created once, found by name, listed, and gone when deleted', async () => {
  const url = await queues.create('one', { VisibilityTimeout: '7' });
  expect(await queues.create('one', { VisibilityTimeout: '7' })).toBe(url);
  await expect(queues.create('one', { VisibilityTimeout: '8' })).rejects.toMatchObject({ name: 'QueueNameExists' });
  expect((await queues.client.send(new GetQueueUrlCommand({ QueueName: 'one' }))).QueueUrl).toBe(url);
  await queues.create('only');
  const page = await queues.client.send(new ListQueuesCommand({ QueueNamePrefix: 'on', MaxResults: 1 }));
  const rest = await queues.client.send(
    new ListQueuesCommand({ QueueNamePrefix: 'on', MaxResults: 1, NextToken: page.NextToken }),
  );
  expect([page.QueueUrls, rest.QueueUrls, rest.NextToken]).toEqual([[url], [url.replace(/one$/, 'only')], undefined]);
  await queues.client.send(new DeleteQueueCommand({ QueueUrl: url }));
  const gone = { name: 'QueueDoesNotExist', message: 'The specified queue does not exist.' };
  await expect(queues.send(url, 'm')).rejects.toMatchObject(gone);
  await expect(queues.client.send(new GetQueueUrlCommand({ QueueName: 'one' }))).rejects.toMatchObject(gone);
});

it('attributes are shown with their defaults, changed, and refused where they are wrong', async () => {
  const url = await queues.create('attributes');
  const all = await queues.client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
  expect(all.Attributes).toMatchObject({
    QueueArn: queueArn('attributes'),
    VisibilityTimeout: '30',
    MessageRetentionPeriod: '345600',
    MaximumMessageSize: '1048576',
    DelaySeconds: '0',
    ReceiveMessageWaitTimeSeconds: '0',
    ApproximateNumberOfMessages: '0',
  });
  const set = (Attributes: Record<string, string>) =>
    queues.client.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes }));
  await set({ DelaySeconds: '5', KmsMasterKeyId: 'alias/x' });
  expect(await queues.attribute(url, 'DelaySeconds')).toBe('5');
  for (const [name, value] of [
    ['VisibilityTimeout', '43201'],
    ['VisibilityTimeout', '-1'],
    ['MaximumMessageSize', '1048577'],
    ['RedrivePolicy', '{'],
    ['Policy', '{"Statement":"x"}'],
  ] as const) {
    await expect(set({ [name]: value })).rejects.toMatchObject({ name: 'InvalidAttributeValue' });
  }
  await expect(set({ Nonsense: '1' })).rejects.toMatchObject({ name: 'InvalidAttributeName' });
});

it('FIFO queues and what is not emulated are refused by name', async () => {
  const refused = { name: 'UnsupportedOperation', message: expect.stringContaining('FIFO queues are not emulated') };
  await expect(queues.create('a.fifo', { FifoQueue: 'true' })).rejects.toMatchObject(refused);
  const permission = { QueueUrl: 'x', Label: 'l', AWSAccountIds: ['1'], Actions: ['SendMessage'] };
  await expect(queues.client.send(new AddPermissionCommand(permission))).rejects.toThrow(/not emulated/);
});

it('tags are kept', async () => {
  const url = await queues.create('tagged');
  await queues.client.send(new TagQueueCommand({ QueueUrl: url, Tags: { a: '1', b: '2' } }));
  await queues.client.send(new UntagQueueCommand({ QueueUrl: url, TagKeys: ['a'] }));
  expect((await queues.client.send(new ListQueueTagsCommand({ QueueUrl: url }))).Tags).toEqual({ b: '2' });
});

it('only the host and port of a URL change with the engine, and a missing member is a clear 400', async () => {
  await queues.create('moved');
  await queues.send('http://127.0.0.1:9/000000000000/moved', 'm');
  const response = await fetch(clientSettings(engine).endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonSQS.SendMessage', 'content-type': 'application/x-amz-json-1.0' },
    body: '{"QueueUrl":"moved"}',
  });
  expect([response.status, await response.json()]).toMatchObject([
    400,
    { message: expect.stringContaining('MessageBody') },
  ]);
});

it('provisioning keeps messages, applies changed attributes, and enforces the queue policy', async () => {
  const template = (VisibilityTimeout: number | string) => ({
    Resources: {
      Dlq: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600 } },
      Orders: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          QueueName: 'orders',
          VisibilityTimeout,
          KmsMasterKeyId: 'alias/aws/sqs',
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dlq', 'Arn'] }, maxReceiveCount: '5' },
        },
      },
      Policy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: {
          Queues: [{ Ref: 'Orders' }],
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sqs:DeleteQueue', Resource: '*' }],
          },
        },
      },
    },
    Outputs: {
      Url: { Value: { Ref: 'Orders' } },
      Arn: { Value: { 'Fn::GetAtt': ['Orders', 'Arn'] } },
      Name: { Value: { 'Fn::GetAtt': ['Orders', 'QueueName'] } },
    },
  });
  const first = await startTestEngine({ assembly: writeAssembly(template(30)) });
  const client = createQueueClient(clientSettings(first).endpoint);
  const url = first.outputs.Url ?? '';
  expect(first.outputs).toMatchObject({ Arn: queueArn('orders'), Name: 'orders' });
  await client.send(url, 'kept');
  await first.stop();
  const second = await startTestEngine({ assembly: writeAssembly(template('90')), dataDir: first.dataDir });
  const again = createQueueClient(clientSettings(second).endpoint);
  expect(await again.attribute(url, 'VisibilityTimeout')).toBe('90');
  expect(JSON.parse((await again.attribute(url, 'RedrivePolicy')) ?? '')).toMatchObject({ maxReceiveCount: '5' });
  expect(await again.attribute(url, 'Policy')).toContain('sqs:DeleteQueue');
  expect((await again.receive(url)).map(({ Body }) => Body)).toEqual(['kept']);
  await second.dispose();
});

it('a request is counted per 64 KiB', async () => {
  const url = await queues.create('billed', { RedrivePolicy: redriveTo('tagged', 1) });
  const before = engine.usage()['sqs.request'] ?? 0;
  await queues.client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x'.repeat(65_537) }));
  expect((engine.usage()['sqs.request'] ?? 0) - before).toBe(2);
});
