import { SubscribeCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { clientSettings, startTestEngine, until } from '../../../src/testing/engine.ts';
import { createTopicClient, text } from './topic-client.ts';

const HANDLER = 'exports.handler = async (event) => { console.log("EVENT " + JSON.stringify(event)); };';
const functionNamed = (FunctionName: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
  },
});
const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
const template = {
  Resources: {
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [trust] } } },
    Admitting: functionNamed('admitting'),
    Refusing: functionNamed('refusing'),
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'events' } },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: { Ref: 'Admitting' },
        Action: 'lambda:InvokeFunction',
        Principal: 'sns.amazonaws.com',
        SourceArn: { Ref: 'Topic' },
      },
    },
  },
  Outputs: {
    Topic: { Value: { Ref: 'Topic' } },
    Admitting: { Value: { 'Fn::GetAtt': ['Admitting', 'Arn'] } },
    Refusing: { Value: { 'Fn::GetAtt': ['Refusing', 'Arn'] } },
  },
};

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let topics: ReturnType<typeof createTopicClient>;
const log: string[] = [];
beforeAll(async () => {
  const assembly = writeAssembly(template, { code: { 'index.js': HANDLER } });
  engine = await startTestEngine({ assembly, onLog: (_source, line) => void log.push(line) });
  topics = createTopicClient(clientSettings(engine).endpoint);
});
afterAll(() => engine.dispose());

it('a subscribed function gets the event that AWS sends; one whose policy refuses gets nothing', async () => {
  const TopicArn = engine.outputs.Topic ?? '';
  const subscribe = async (Endpoint: string | undefined) =>
    (await topics.client.send(new SubscribeCommand({ TopicArn, Protocol: 'lambda', Endpoint }))).SubscriptionArn;
  const admitted = await subscribe(engine.outputs.Admitting);
  const refused = await subscribe(engine.outputs.Refusing);
  const id = await topics.publish(TopicArn, 'hello', { MessageAttributes: { eventType: text('a') } });
  const line = await until('the function logs its event', () => log.find((candidate) => candidate.includes('EVENT {')));
  expect(JSON.parse(line.slice(line.indexOf('EVENT {') + 6))).toEqual({
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: admitted,
        Sns: {
          Type: 'Notification',
          MessageId: id,
          TopicArn,
          Subject: null,
          Message: 'hello',
          Timestamp: expect.any(String),
          SignatureVersion: '1',
          Signature: expect.any(String),
          SigningCertUrl: expect.any(String),
          UnsubscribeUrl: expect.any(String),
          MessageAttributes: { eventType: { Type: 'String', Value: 'a' } },
        },
      },
    ],
  });
  await until('the refusal is logged', () => log.some((entry) => entry.includes(`${refused}: discarded`)));
  expect(log.filter((candidate) => candidate.includes('EVENT {'))).toHaveLength(1);
});
