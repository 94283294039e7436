import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListTopicsCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { clientSettings } from '../../src/testing/engine.ts';
import { attribute, stackOf } from '../services/lambda/stack.ts';
import { allow, deny, roleArn, roleOf, useStack } from './use-stack.ts';

const { start } = useStack();

const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } };
const all = allow('sqs:*');

/** Whether a role of these statements may send. */
const maySend = async (statements: object[], more: object = {}): Promise<boolean> => {
  const engine = await start({ Queue: queue, Role: roleOf('worker', statements, more) });
  const input = { QueueUrl: `${engine.awsOrigin}/000000000000/orders`, MessageBody: 'x' };
  const sent = engine.call('sqs', 'SendMessage', input, roleArn('worker'));
  return await sent.then(
    () => true,
    (error: unknown) => {
      expect(String(error)).toMatch(/is not authorized to perform: sqs:SendMessage/);
      return false;
    },
  );
};

describe('the condition keys of a call', () => {
  it.each<[string, object, boolean]>([
    ['the guard of a region lets its own pass', { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } }, true],
    ['the guard of another region does not', { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } }, false],
    ['its user id is that of its session', { StringLike: { 'aws:userid': 'AROA*:call' } }, false],
    ['a role has no user name', { StringLike: { 'aws:username': '*' } }, true],
    ['its ARN is the role', { ArnEquals: { 'aws:PrincipalArn': roleArn('worker') } }, false],
    ['its account', { StringEquals: { 'aws:PrincipalAccount': '000000000000' } }, false],
    ['its type', { StringEquals: { 'aws:PrincipalType': 'AssumedRole' } }, false],
    ['the account of the resource', { StringEquals: { 'aws:ResourceAccount': '000000000000' } }, false],
    ['calls without TLS', { Bool: { 'aws:SecureTransport': 'false' } }, true],
    ['the time', { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, false],
    ['the time as a number', { NumericLessThan: { 'aws:EpochTime': '1600000000' } }, true],
    ['calls by services', { Bool: { 'aws:ViaAWSService': 'true' } }, true],
    ['calls of services', { Bool: { 'aws:PrincipalIsAWSService': 'true' } }, true],
    ['only services have a source', { StringEquals: { 'aws:SourceAccount': '000000000000' } }, true],
    ["the role's tags", { StringEquals: { 'aws:PrincipalTag/Team': 'orders' } }, false],
    ['tags that it has not', { StringEquals: { 'aws:PrincipalTag/Team': 'mails' } }, true],
  ])('a Deny: %s', async (_name, Condition, allowed) => {
    const tags = { Tags: [{ Key: 'team', Value: 'orders' }] };
    expect(await maySend([all, deny('sqs:SendMessage', '*', { Condition })], tags)).toBe(allowed);
  });

  it('a resource that its policy gives to the account asks what the role may', async () => {
    const policy = {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'Queue' }],
        PolicyDocument: {
          Statement: [
            { ...allow('sqs:SendMessage', attribute('Queue')), Principal: { AWS: 'arn:aws:iam::000000000000:root' } },
            { ...allow('sqs:ReceiveMessage', attribute('Queue')), Principal: { AWS: attribute('Role') } },
          ],
        },
      },
    };
    const engine = await start({ Queue: queue, Role: roleOf('worker', []), Policy: policy });
    const call = (operation: string, input: object) =>
      engine.call('sqs', operation, { QueueUrl: '/orders', ...input }, roleArn('worker'));
    await expect(call('SendMessage', { MessageBody: 'x' })).rejects.toThrow(/not authorized/);
    await expect(call('ReceiveMessage', {})).resolves.toEqual({});
  });

  it('a function says which it is', async () => {
    const code = `export const handler = async () => {
      const response = await fetch(process.env.AWS_ENDPOINT_URL, {
        method: 'POST', body: '{}',
        headers: {
          'x-amz-target': 'AmazonSQS.ListQueues', 'content-type': 'application/x-amz-json-1.0',
          authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/sqs/aws4_request',
        },
      });
      return response.status;
    };`;
    const own = 'arn:aws:lambda:us-east-1:000000000000:function:One';
    const statement = allow('sqs:ListQueues', '*', { Condition: { ArnEquals: { 'lambda:SourceFunctionArn': own } } });
    const engine = await start(
      stackOf({ One: { code, statements: [statement] }, Two: { code, statements: [statement] } }),
    );
    const answer = async (FunctionName: string) => {
      const { Payload } = await engine.call<{ Payload: string }>('lambda', 'Invoke', { FunctionName });
      return String(Payload);
    };
    expect([await answer('One'), await answer('Two')]).toEqual(['200', '403']);
  });
});

describe('another Region', () => {
  it('has none of the resources of this one', async () => {
    const engine = await start({
      Queue: queue,
      Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news' } },
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'pages' } },
    });
    const settings = { ...clientSettings(engine), region: 'eu-west-1', maxAttempts: 1 };
    const sqs = new SQSClient(settings);
    const QueueUrl = `${engine.awsOrigin}/000000000000/orders`;
    await expect(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
    expect((await sqs.send(new ListQueuesCommand({}))).QueueUrls).toBeUndefined();
    await expect(sqs.send(new CreateQueueCommand({ QueueName: 'x' }))).rejects.toThrow(
      'sqs:CreateQueue in eu-west-1: only the Region us-east-1 is emulated',
    );
    const sns = new SNSClient(settings);
    const TopicArn = 'arn:aws:sns:us-east-1:000000000000:news';
    await expect(sns.send(new PublishCommand({ TopicArn, Message: 'x' }))).rejects.toThrow(
      'Invalid parameter: TopicArn',
    );
    expect((await sns.send(new ListTopicsCommand({}))).Topics).toEqual([]);
    await expect(
      new DynamoDBClient(settings).send(new DescribeTableCommand({ TableName: 'Orders' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const authorization = 'AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/s3/aws4_request';
    const s3 = async (path: string) => {
      const response = await fetch(`${engine.awsOrigin}${path}`, { headers: { authorization } });
      return `${response.status} ${await response.text()}`;
    };
    expect(await s3('/')).toMatch(/^200 .*<Name>pages</s);
    expect(await s3('/pages?list-type=2')).toMatch(
      /^400 .*AuthorizationHeaderMalformed.*the region 'eu-west-1' is wrong; expecting 'us-east-1'/s,
    );
  });
});
