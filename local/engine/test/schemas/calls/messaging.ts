import { queueArn, redriveTo } from '../../services/sqs/queue-client.ts';
import { type Answers, call } from './call.ts';

const url = (name: string): string => `http://127.0.0.1/000000000000/${name}`;
const QueueUrl = url('schemas');
const none = { QueueUrl: url('none') };
const attributes = {
  text: { DataType: 'String', StringValue: 'x' },
  bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) },
};
const handle = ({ ReceiveMessage }: Answers): string => ReceiveMessage.Messages[0].ReceiptHandle;

/** SQS, in the order in which they work. */
export const sqsCalls = [
  call('CreateQueue', { QueueName: 'schemas-dead' }, { QueueName: 'no name' }),
  call('CreateQueue', {
    QueueName: 'schemas',
    Attributes: { RedrivePolicy: redriveTo('schemas-dead', 1) },
    tags: { a: 'b' },
  }),
  call('GetQueueUrl', { QueueName: 'schemas' }, { QueueName: 'none' }),
  call('ListQueues', {}, { MaxResults: 5000 }),
  call('GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] }, { QueueUrl, AttributeNames: ['Nope'] }),
  call(
    'SetQueueAttributes',
    { QueueUrl, Attributes: { DelaySeconds: '0' } },
    { QueueUrl, Attributes: { DelaySeconds: 'x' } },
  ),
  call('ListDeadLetterSourceQueues', { QueueUrl: url('schemas-dead') }, none),
  call('SendMessage', { QueueUrl, MessageBody: 'm', MessageAttributes: attributes }, { ...none, MessageBody: 'm' }),
  call(
    'SendMessageBatch',
    {
      QueueUrl,
      Entries: [
        { Id: 'a', MessageBody: 'm' },
        { Id: 'b', MessageBody: 'm', DelaySeconds: 901 },
      ],
    },
    { QueueUrl, Entries: [] },
  ),
  call(
    'ReceiveMessage',
    { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['All'] },
    { QueueUrl, MaxNumberOfMessages: 11 },
  ),
  call('ChangeMessageVisibility', (answers) => ({ QueueUrl, ReceiptHandle: handle(answers), VisibilityTimeout: 60 }), {
    QueueUrl,
    ReceiptHandle: 'x',
    VisibilityTimeout: 1,
  }),
  call(
    'ChangeMessageVisibilityBatch',
    (answers) => ({
      QueueUrl,
      Entries: [
        { Id: 'a', ReceiptHandle: handle(answers), VisibilityTimeout: 60 },
        { Id: 'b', ReceiptHandle: 'x' },
      ],
    }),
    { QueueUrl, Entries: [] },
  ),
  call(
    'DeleteMessageBatch',
    (answers) => ({
      QueueUrl,
      Entries: [
        { Id: 'a', ReceiptHandle: handle(answers) },
        { Id: 'b', ReceiptHandle: 'x' },
      ],
    }),
    { QueueUrl, Entries: [{ Id: '?', ReceiptHandle: 'x' }] },
  ),
  call('DeleteMessage', (answers) => ({ QueueUrl, ReceiptHandle: handle(answers) }), { QueueUrl, ReceiptHandle: 'x' }),
  call('ListQueueTags', { QueueUrl }, none),
  call('TagQueue', { QueueUrl, Tags: { c: 'd' } }, { ...none, Tags: {} }),
  call('UntagQueue', { QueueUrl, TagKeys: ['c'] }, { ...none, TagKeys: [] }),
  call(
    'StartMessageMoveTask',
    { SourceArn: queueArn('schemas-dead'), MaxNumberOfMessagesPerSecond: 1 },
    { SourceArn: queueArn('none') },
  ),
  call('ListMessageMoveTasks', { SourceArn: queueArn('schemas-dead') }, { SourceArn: 'x' }),
  call(
    'CancelMessageMoveTask',
    async (_answers, { again }) => {
      // The task is over at once where there is nothing to move.
      await again('SendMessage', { QueueUrl: url('schemas-dead'), MessageBody: '1' });
      await again('SendMessage', { QueueUrl: url('schemas-dead'), MessageBody: '2' });
      await again('SendMessage', { QueueUrl: url('schemas-dead'), MessageBody: '3' });
      return again('StartMessageMoveTask', {
        SourceArn: queueArn('schemas-dead'),
        DestinationArn: queueArn('schemas'),
        MaxNumberOfMessagesPerSecond: 1,
      });
    },
    {
      TaskHandle: Buffer.from(JSON.stringify({ taskId: 'x', sourceArn: queueArn('schemas-dead') })).toString('base64'),
    },
  ),
  call('PurgeQueue', { QueueUrl }, { QueueUrl }),
  call('DeleteQueue', { QueueUrl: url('schemas-dead') }, none),
];

const TopicArn = 'arn:aws:sns:us-east-1:000000000000:schemas';
const absent = 'arn:aws:sns:us-east-1:000000000000:none';
const subscription = ({ Subscribe }: Answers): string => Subscribe.SubscriptionArn;

/** SNS; its queue is SQS's. */
export const snsCalls = [
  call('CreateTopic', { Name: 'schemas', Tags: [{ Key: 'a', Value: 'b' }] }, { Name: 'no name' }),
  call('ListTopics', {}),
  call('GetTopicAttributes', { TopicArn }, { TopicArn: absent }),
  call(
    'SetTopicAttributes',
    { TopicArn, AttributeName: 'DisplayName', AttributeValue: 'x' },
    { TopicArn, AttributeName: 'x' },
  ),
  call(
    'Subscribe',
    { TopicArn, Protocol: 'sqs', Endpoint: queueArn('schemas'), ReturnSubscriptionArn: true },
    { TopicArn, Protocol: 'sqs', Endpoint: 'x' },
  ),
  call('ListSubscriptions', {}),
  call('ListSubscriptionsByTopic', { TopicArn }, { TopicArn: absent }),
  call('GetSubscriptionAttributes', (answers) => ({ SubscriptionArn: subscription(answers) }), {
    SubscriptionArn: `${absent}:x`,
  }),
  call(
    'SetSubscriptionAttributes',
    (answers) => ({
      SubscriptionArn: subscription(answers),
      AttributeName: 'FilterPolicy',
      AttributeValue: '{"a":["b"]}',
    }),
    (answers) => ({ SubscriptionArn: subscription(answers), AttributeName: 'FilterPolicy', AttributeValue: '{' }),
  ),
  call('Publish', { TopicArn, Message: 'm', MessageAttributes: attributes }, { TopicArn: absent, Message: 'm' }),
  call(
    'PublishBatch',
    {
      TopicArn,
      PublishBatchRequestEntries: [
        { Id: 'a', Message: 'm' },
        { Id: 'b', Message: '' },
      ],
    },
    { TopicArn, PublishBatchRequestEntries: [] },
  ),
  call(
    'ConfirmSubscription',
    async (_answers, { again, mailTo }) => {
      await again('Subscribe', { TopicArn, Protocol: 'email', Endpoint: 'reader@example.com' });
      return { TopicArn, Token: /Token=([^&\s]+)/.exec(await mailTo('reader@example.com'))?.[1] };
    },
    { TopicArn, Token: 'x' },
  ),
  call('ListTagsForResource', { ResourceArn: TopicArn }, { ResourceArn: absent }),
  call('TagResource', { ResourceArn: TopicArn, Tags: [{ Key: 'c', Value: 'd' }] }, { ResourceArn: absent, Tags: [] }),
  call('UntagResource', { ResourceArn: TopicArn, TagKeys: ['c'] }, { ResourceArn: absent, TagKeys: [] }),
  call('Unsubscribe', (answers) => ({ SubscriptionArn: subscription(answers) })),
  call('DeleteTopic', { TopicArn }, { TopicArn: 'x' }),
];
