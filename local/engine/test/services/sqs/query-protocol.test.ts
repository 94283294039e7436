import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqsQueryModel as publishedModel } from '../../../scripts/query-model.ts';
import { sqsQueryModel } from '../../../src/services/sqs/query-protocol.ts';
import { startTestEngine, until } from '../../../src/testing/engine.ts';
import { queueArn, redriveTo } from './queue-client.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.dispose());

const LISTS = ['Message', 'Attribute', 'MessageAttribute', 'QueueUrl', 'Tag'];
const parser = new XMLParser({
  trimValues: false,
  parseTagValue: false,
  isArray: (name, path) => LISTS.includes(name) && !String(path).includes('CreateQueue'),
});

/** Calls as a client of the query protocol does; by the path of the queue's URL where one is given. */
const call = async (Action: string, parameters: Record<string, string> = {}, path = '/') => {
  const response = await fetch(`${engine.awsOrigin}${path}`, {
    method: 'POST',
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/sqs/aws4_request',
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    },
    body: new URLSearchParams({ Action, Version: '2012-11-05', ...parameters }),
  });
  const text = await response.text();
  return { status: response.status, type: response.headers.get('content-type'), text, xml: parser.parse(text) };
};
const result = async (Action: string, parameters: Record<string, string> = {}, path = '/') => {
  const { status, text, xml } = await call(Action, parameters, path);
  expect(status, text).toBe(200);
  return xml[`${Action}Response`][`${Action}Result`];
};
const create = async (QueueName: string, parameters: Record<string, string> = {}): Promise<string> =>
  (await result('CreateQueue', { QueueName, ...parameters })).QueueUrl;

describe('a client of the query protocol', () => {
  it('creates a queue with attributes and tags, and finds it by the address that it called', async () => {
    const QueueUrl = await create('made', {
      'Attribute.1.Name': 'DelaySeconds',
      'Attribute.1.Value': '7',
      'Tag.1.Key': 'team',
      'Tag.1.Value': 'a & b',
    });
    expect(QueueUrl).toBe(`${engine.awsOrigin}/000000000000/made`);
    expect(await result('GetQueueUrl', { QueueName: 'made' })).toEqual({ QueueUrl: [QueueUrl] });
    expect(await result('ListQueues', { QueueNamePrefix: 'made' })).toEqual({ QueueUrl: [QueueUrl] });
    expect(await result('ListQueueTags', { QueueUrl })).toEqual({ Tag: [{ Key: 'team', Value: 'a & b' }] });
    const wanted = { 'AttributeName.1': 'DelaySeconds', 'AttributeName.2': 'QueueArn' };
    const { Attribute } = await result('GetQueueAttributes', { QueueUrl, ...wanted });
    expect(Attribute).toHaveLength(2);
    expect(Attribute).toEqual(
      expect.arrayContaining([
        { Name: 'DelaySeconds', Value: '7' },
        { Name: 'QueueArn', Value: queueArn('made') },
      ]),
    );
  });

  it('sends a message with attributes, receives what it asks for, and deletes it, by the path of the queue', async () => {
    await create('mail');
    const path = '/000000000000/mail';
    const sent = await result(
      'SendMessage',
      {
        MessageBody: 'héllo <&> 😀',
        'MessageAttribute.1.Name': 'text',
        'MessageAttribute.1.Value.DataType': 'String',
        'MessageAttribute.1.Value.StringValue': 'ünïcode',
        'MessageAttribute.2.Name': 'number.int',
        'MessageAttribute.2.Value.DataType': 'Number.int',
        'MessageAttribute.2.Value.StringValue': '42',
        'MessageAttribute.3.Name': 'bytes',
        'MessageAttribute.3.Value.DataType': 'Binary',
        'MessageAttribute.3.Value.BinaryValue': Buffer.from([0, 1, 255]).toString('base64'),
      },
      path,
    );
    // Both digests as an independent implementation of the documented algorithm computes them.
    expect(sent).toMatchObject({
      MD5OfMessageBody: '4f52d2c6712ebb5c5ed92bfed79d5f1e',
      MD5OfMessageAttributes: '5fb6b125cfacb8c5b5c58f5bbb3da7aa',
    });
    const wanted = { 'AttributeName.1': 'ApproximateReceiveCount', 'MessageAttributeName.1': 'number.*' };
    const { Message } = await result('ReceiveMessage', { ...wanted, MaxNumberOfMessages: '10' }, path);
    expect(Message).toMatchObject([
      {
        MessageId: sent.MessageId,
        Body: 'héllo <&> 😀',
        MD5OfBody: sent.MD5OfMessageBody,
        Attribute: [{ Name: 'ApproximateReceiveCount', Value: '1' }],
        MessageAttribute: [{ Name: 'number.int', Value: { DataType: 'Number.int', StringValue: '42' } }],
      },
    ]);
    const { ReceiptHandle } = Message[0];
    expect((await call('DeleteMessage', { ReceiptHandle }, path)).text).not.toContain('DeleteMessageResult');
    expect(await result('ReceiveMessage', {}, path)).toBe('');
  });

  it('sends a batch of which one entry is refused, and hides and deletes the other', async () => {
    const QueueUrl = await create('batch');
    const entry = 'SendMessageBatchRequestEntry';
    const sent = await result('SendMessageBatch', {
      QueueUrl,
      [`${entry}.1.Id`]: 'good',
      [`${entry}.1.MessageBody`]: 'one',
      [`${entry}.2.Id`]: 'bad',
      [`${entry}.2.MessageBody`]: 'two',
      [`${entry}.2.DelaySeconds`]: '901',
    });
    expect(sent).toMatchObject({
      SendMessageBatchResultEntry: { Id: 'good', MD5OfMessageBody: 'f97c5d29941bfb1b2fdab0874906ab82' },
      BatchResultErrorEntry: { Id: 'bad', SenderFault: 'true', Code: 'InvalidParameterValue' },
    });
    const { ReceiptHandle } = (await result('ReceiveMessage', { QueueUrl })).Message[0];
    const hidden = await result('ChangeMessageVisibilityBatch', {
      QueueUrl,
      'ChangeMessageVisibilityBatchRequestEntry.1.Id': 'a',
      'ChangeMessageVisibilityBatchRequestEntry.1.ReceiptHandle': ReceiptHandle,
      'ChangeMessageVisibilityBatchRequestEntry.1.VisibilityTimeout': '60',
    });
    expect(hidden).toEqual({ ChangeMessageVisibilityBatchResultEntry: { Id: 'a' } });
    const deleted = await result('DeleteMessageBatch', {
      QueueUrl,
      'DeleteMessageBatchRequestEntry.1.Id': 'a',
      'DeleteMessageBatchRequestEntry.1.ReceiptHandle': ReceiptHandle,
    });
    expect(deleted).toEqual({ DeleteMessageBatchResultEntry: { Id: 'a' } });
  });

  it('moves messages back from a dead-letter queue', async () => {
    const dead = await create('query-dead');
    const attributes = { 'Attribute.1.Name': 'RedrivePolicy', 'Attribute.1.Value': redriveTo('query-dead', 1) };
    const QueueUrl = await create('query-source', attributes);
    expect(await result('ListDeadLetterSourceQueues', { QueueUrl: dead })).toEqual({ QueueUrl: [QueueUrl] });
    await result('SendMessage', { QueueUrl, MessageBody: 'm' });
    await result('ReceiveMessage', { QueueUrl, VisibilityTimeout: '0' });
    expect(await result('ReceiveMessage', { QueueUrl })).toBe('');
    const SourceArn = queueArn('query-dead');
    expect(await result('StartMessageMoveTask', { SourceArn })).toEqual({ TaskHandle: expect.any(String) });
    const task = await until('the task has ended', async () => {
      const { ListMessageMoveTasksResultEntry: entry } = await result('ListMessageMoveTasks', { SourceArn });
      return entry.Status === 'COMPLETED' && entry;
    });
    expect(task).toMatchObject({ SourceArn, ApproximateNumberOfMessagesMoved: '1' });
    expect((await result('ReceiveMessage', { QueueUrl })).Message).toMatchObject([{ Body: 'm' }]);
  });

  it.each([
    [
      'a queue that is missing',
      'SendMessage',
      { QueueUrl: 'x/none', MessageBody: 'm' },
      'AWS.SimpleQueueService.NonExistentQueue',
      400,
    ],
    [
      'a parameter out of its range',
      'ReceiveMessage',
      { QueueUrl: 'x/told', MaxNumberOfMessages: '11' },
      'InvalidParameterValue',
      400,
    ],
    [
      'a number that is none',
      'ReceiveMessage',
      { QueueUrl: 'x/told', WaitTimeSeconds: 'soon' },
      'InvalidParameterValue',
      400,
    ],
    [
      'a handle that is none',
      'DeleteMessage',
      { QueueUrl: 'x/told', ReceiptHandle: 'x' },
      'ReceiptHandleIsInvalid',
      404,
    ],
    ['an empty batch', 'SendMessageBatch', { QueueUrl: 'x/told' }, 'AWS.SimpleQueueService.EmptyBatchRequest', 400],
    [
      'another queue of the name',
      'CreateQueue',
      { QueueName: 'told', 'Attribute.1.Name': 'DelaySeconds', 'Attribute.1.Value': '9' },
      'QueueAlreadyExists',
      400,
    ],
    [
      'a list without numbers',
      'GetQueueAttributes',
      { QueueUrl: 'x/told', 'AttributeName.x': 'All' },
      'MalformedQueryString',
      400,
    ],
    ['an unknown action', 'Dance', {}, 'InvalidAction', 400],
  ] as const)(
    'is told of %s by the code that SQS had in this protocol',
    async (_what, action, parameters, code, status) => {
      await create('told');
      const answer = await call(action, parameters as Record<string, string>);
      expect([answer.status, answer.type]).toEqual([status, 'text/xml']);
      expect(answer.xml.ErrorResponse).toMatchObject({
        Error: { Type: 'Sender', Code: code, Message: [expect.any(String)] },
        RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    },
  );
});

describe('the query model', () => {
  it('is that of the schemas which the SDK publishes: `npm run query-model -w local-aws`', async () => {
    const { operations, errors } = sqsQueryModel;
    expect({ operations, errors }).toEqual(await publishedModel());
  });
});
