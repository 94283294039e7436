import { describe, expect, it } from 'vitest';
import { allow, roleOf, trusting, useStack } from './use-stack.ts';

const { refusal } = useStack();

const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } };
const topic = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news' } };
const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'pages' } };
const topicArn = 'arn:aws:sns:us-east-1:000000000000:news';
const queueArn = 'arn:aws:sqs:us-east-1:000000000000:orders';
const onQueue = (statement: object, more: object = {}) => ({
  Queue: queue,
  Policy: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: 'Queue' }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ ...allow('sqs:SendMessage', queueArn), Principal: '*', ...statement }],
        ...more,
      },
    },
  },
});
const onTopic = (statement: object) => ({
  Topic: topic,
  Policy: {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: {
      Topics: [topicArn],
      PolicyDocument: { Statement: [{ ...allow('sns:Publish', topicArn), Principal: '*', ...statement }] },
    },
    DependsOn: ['Topic'],
  },
});
const onBucket = (statement: object) => ({
  Bucket: bucket,
  Policy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: 'Bucket' },
      PolicyDocument: {
        Statement: [{ ...allow('s3:GetObject', 'arn:aws:s3:::pages/*'), Principal: '*', ...statement }],
      },
    },
  },
});
/** Statements that are some 1,000 characters long each. */
const long = (count: number): object[] =>
  Array.from({ length: count }, (_, index) => allow('sqs:SendMessage', `arn:aws:sqs:::${index}${'x'.repeat(930)}`));

describe('policies that AWS refuses stop the start', () => {
  it('names the role, the policy and what IAM says', async () => {
    expect(await refusal({ Role: roleOf('worker', [{ Effect: 'Allow', Action: 'sqs:SendMessage' }]) })).toBe(
      'Role (AWS::IAM::Role): policy inline: MalformedPolicyDocument: Policy statement must contain resources. [statement 1]',
    );
    const trust = { AssumeRolePolicyDocument: trusting('lambda') };
    expect(await refusal({ Role: roleOf('worker', [], trust) })).toMatch(
      /trust policy of worker: MalformedPolicyDocument: Invalid principal in policy: "SERVICE":"lambda"/,
    );
  });

  it('counts the characters of inline policies in sum, those of AWS::IAM::Policy too', async () => {
    const policy = {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'more',
        PolicyDocument: { Version: '2012-10-17', Statement: long(5) },
        Roles: [{ Ref: 'Role' }],
      },
    };
    const text = /LimitExceeded: Maximum policy size of 10240 bytes exceeded for role worker/;
    expect(await refusal({ Role: roleOf('worker', long(11)) })).toMatch(text);
    expect(await refusal({ Role: roleOf('worker', long(6)), Policy: policy })).toMatch(text);
    expect(await refusal({ Role: roleOf('worker', long(4)), Policy: policy })).toBe('started');
  });

  it('counts those of a trust policy', async () => {
    const trust = trusting('lambda.amazonaws.com', { StringEquals: { 'aws:SourceAccount': 'x'.repeat(2000) } });
    expect(await refusal({ Role: roleOf('worker', [], { AssumeRolePolicyDocument: trust }) })).toMatch(
      /Cannot exceed quota for ACLSizePerRole: 2048/,
    );
  });

  it.each<[string, Parameters<typeof refusal>[0], RegExp]>([
    ['an action that queues do not have', onQueue({ Action: 'sqs:Send' }), /sqs:Send is no action of a queue/],
    [
      'a queue policy with too many actions',
      onQueue({ Action: Array(8).fill('sqs:SendMessage') }),
      /at most 7 actions/,
    ],
    ['a queue policy without principals', onQueue({ Principal: undefined }), /Missing required field Principal/],
    ['a queue policy of an unknown version', onQueue({}, { Version: '2013' }), /valid version string/],
    ['a topic policy with actions of the account', onTopic({ Action: 'sns:CreateTopic' }), /out of service scope/],
    ['a topic policy with every action', onTopic({ Action: 'sns:*' }), /out of service scope/],
    ['a bucket policy about another bucket', onBucket({ Resource: 'arn:aws:s3:::other/*' }), /invalid resource/],
    [
      'a bucket policy about objects that names none',
      onBucket({ Resource: 'arn:aws:s3:::pages' }),
      /does not apply to any/,
    ],
    ['a bucket policy with actions of others', onBucket({ Action: 'sqs:SendMessage' }), /invalid action/],
  ])('%s', async (_name, resources, text) => {
    expect(await refusal(resources)).toMatch(text);
  });

  it('lets right ones pass', async () => {
    const resources = { ...onQueue({ Action: 'SQS:*' }) };
    expect(await refusal(resources)).toBe('started');
    expect(await refusal(onTopic({ Action: ['SNS:Publish', 'sns:Subscribe'] }))).toBe('started');
    const ofEdge = { Principal: { Service: 'cloudfront.amazonaws.com' }, Action: 's3:*' };
    expect(await refusal(onBucket({ ...ofEdge, Resource: ['arn:aws:s3:::pages', 'arn:aws:s3:::pages/*'] }))).toBe(
      'started',
    );
  });
});
