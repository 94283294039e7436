import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEngine, until } from '../../../src/testing/engine.ts';
import { attribute, stackOf } from './stack.ts';

const HANDLER = `
export const handler = async (event) => {
  console.log('BATCH ' + JSON.stringify(event));
  return { batchItemFailures: event.Records.filter((r) => r.body === 'poison').map((r) => ({ itemIdentifier: r.messageId })) };
};`;

const queue = (name: string) => ({
  Type: 'AWS::SQS::Queue',
  Properties: {
    QueueName: name,
    VisibilityTimeout: 3,
    RedrivePolicy: { deadLetterTargetArn: attribute('Dead'), maxReceiveCount: 2 },
  },
});
const mapping = (properties: object) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: { FunctionName: { Ref: 'Mailer' }, EventSourceArn: attribute('Mails'), ...properties },
});

const assembly = stackOf(
  {
    Mailer: {
      code: HANDLER,
      statements: [
        {
          Effect: 'Allow',
          Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
          Resource: [attribute('Mails'), attribute('Unread')],
        },
      ],
    },
    Failing: {
      code: 'export const handler = async ({ n }) => { console.log("ATTEMPT"); throw new RangeError("number " + n); };',
      properties: { DeadLetterConfig: { TargetArn: attribute('Dead') } },
      statements: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: attribute('Dead') }],
    },
  },
  {
    Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead' } },
    Mails: queue('mails'),
    Unread: queue('unread'),
    Mapping: mapping({ FunctionResponseTypes: ['ReportBatchItemFailures'], ScalingConfig: { MaximumConcurrency: 2 } }),
    Disabled: mapping({ EventSourceArn: attribute('Unread'), Enabled: 'false' }),
    Retries: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: { FunctionName: { Ref: 'Failing' }, Qualifier: '$LATEST', MaximumRetryAttempts: 0 },
    },
  },
);

describe('Lambda reading SQS, and called asynchronously', () => {
  let engine: Awaited<ReturnType<typeof startTestEngine>>;
  const lines: string[] = [];
  beforeAll(async () => {
    engine = await startTestEngine({ assembly, onLog: (_source, line) => void lines.push(line) });
  });
  afterAll(() => engine.dispose());

  const url = (name: string) => `${engine.awsOrigin}/000000000000/${name}`;
  const received = (body: string) =>
    lines.filter((line) => line.includes('BATCH') && line.includes(`"body":"${body}"`));
  const deadLetters = async () => {
    const { Messages = [] } = await engine.call<{ Messages?: { Body: string; MessageAttributes?: object }[] }>(
      'sqs',
      'ReceiveMessage',
      { QueueUrl: url('dead'), MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] },
    );
    return Messages.length > 0 && Messages;
  };
  const send = (name: string, MessageBody: string) =>
    engine.call('sqs', 'SendMessage', { QueueUrl: url(name), MessageBody });

  it('hands the records over under Records, and keeps what is reported as failed', async () => {
    await Promise.all([send('mails', 'good'), send('mails', 'poison')]);
    const [dead] = await until('the poison is dead', deadLetters);
    expect(dead?.Body).toBe('poison');
    expect(received('good')).toHaveLength(1);
    expect(received('poison')).toHaveLength(2);
    const event = JSON.parse(received('good')[0]?.split('BATCH ')[1] ?? '{}');
    expect(event.Records[0]).toMatchObject({
      eventSource: 'aws:sqs',
      eventSourceARN: expect.stringContaining(':mails'),
    });
  });

  it('leaves the queue of a disabled mapping alone', async () => {
    await send('unread', 'still here');
    await send('mails', 'after');
    await until('the other queue is read', () => received('after').length === 1);
    expect(received('still here')).toEqual([]);
  });

  it('sends a call that is given up to the dead-letter queue of the function', async () => {
    await engine.call('lambda', 'Invoke', { FunctionName: 'Failing', InvocationType: 'Event', Payload: '{"n":1}' });
    const [dead] = await until('it is dead', deadLetters);
    expect(dead).toMatchObject({
      Body: '{"n":1}',
      MessageAttributes: { ErrorCode: { StringValue: '200' }, ErrorMessage: { StringValue: 'number 1' } },
    });
    expect(lines.filter((line) => line.endsWith('ATTEMPT'))).toHaveLength(1);
  });
});
