import { rmSync } from 'node:fs';
import { CreateQueueCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { AwsError } from '../../../src/aws-error.ts';
import type { Interceptor } from '../../../src/dispatch.ts';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { clientSettings, startTestEngine, until } from '../../../src/testing/engine.ts';

type TestEngine = Awaited<ReturnType<typeof startTestEngine>>;

const REGION = 'us-east-1:000000000000';
const ruleArn = `arn:aws:events:${REGION}:rule/orders`;
const queueArn = (name: string): string => `arn:aws:sqs:${REGION}:${name}`;

const queuePolicy = (name: string) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [{ Ref: name }],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: { 'Fn::GetAtt': [name, 'Arn'] },
          Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
        },
      ],
    },
  },
});
const queue = (name: string) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName: name } });

/** A rule with one target, and the queues `taken` and `dead`. */
const template = (target: object, pattern: object = { source: ['shop'] }, extra: object = {}) => ({
  Resources: {
    taken: queue('taken'),
    dead: queue('dead'),
    takenPolicy: queuePolicy('taken'),
    deadPolicy: queuePolicy('dead'),
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: { Name: 'orders', EventPattern: pattern, State: 'ENABLED', Targets: [{ Id: 'Target0', ...target }] },
    },
    ...extra,
  },
});

const OPEN: (() => Promise<void>)[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const close of OPEN.splice(0)) await close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const start = async (
  assembly: Record<string, unknown>,
  options: { intercept?: Interceptor; dataDir?: string } = {},
  assets: Record<string, Record<string, string>> = {},
): Promise<TestEngine> => {
  const folder = writeAssembly(assembly, assets);
  folders.push(folder);
  const engine = await startTestEngine({ assembly: folder, ...options });
  OPEN.push(engine.dispose);
  return engine;
};

const put = (engine: TestEngine, entry: object = {}) =>
  engine.call<{ FailedEntryCount: number; Entries: Record<string, string>[] }>('events', 'PutEvents', {
    Entries: [{ Source: 'shop', DetailType: 'Order Placed', Detail: '{"orderId":"1"}', ...entry }],
  });

const received = async (engine: TestEngine, name: string): Promise<Message> => {
  const client = new SQSClient(clientSettings(engine));
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: name }));
  return await until(`a message is in ${name}`, async () => {
    const answer = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'], WaitTimeSeconds: 1 }),
    );
    return answer.Messages?.[0];
  });
};

const assume = (service: string) => ({
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});

describe('a rule', () => {
  it('delivers an event that it matches, whole, to a queue', async () => {
    const engine = await start(template({ Arn: queueArn('taken') }));
    const { FailedEntryCount, Entries } = await put(engine, { Resources: ['arn:aws:x'] });
    expect(FailedEntryCount).toBe(0);
    const { Body = '' } = await received(engine, 'taken');
    expect(JSON.parse(Body)).toEqual({
      version: '0',
      id: Entries[0]?.EventId,
      'detail-type': 'Order Placed',
      source: 'shop',
      account: '000000000000',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      region: 'us-east-1',
      resources: ['arn:aws:x'],
      detail: { orderId: '1' },
    });
  });

  it('leaves alone what it does not match, and everything while it is disabled', async () => {
    const assembly = template({ Arn: queueArn('taken') }, { source: ['shop'], detail: { orderId: [{ prefix: 'A' }] } });
    const engine = await start(assembly);
    await put(engine);
    await put(engine, { Detail: '{"orderId":"A1"}' });
    const { Body = '' } = await received(engine, 'taken');
    expect(JSON.parse(Body).detail).toEqual({ orderId: 'A1' });
    expect(engine.usage()['events.delivery']).toBe(1);
    assembly.Resources.Rule.Properties.State = 'DISABLED';
    const disabled = await start(assembly);
    await put(disabled, { Detail: '{"orderId":"A1"}' });
    expect(disabled.usage()['events.delivery']).toBeUndefined();
  });

  it.each([
    ['a constant', { Input: '{"fixed":1}' }, '{"fixed":1}'],
    ['a part', { InputPath: '$.detail' }, '{"orderId":"1"}'],
    [
      'a template',
      {
        InputTransformer: {
          InputPathsMap: { id: '$.detail.orderId', whole: '$.detail' },
          InputTemplate: '{"text":"order <id> of \\"<aws.events.rule-name>\\"","id":<id>,"detail":<whole>}',
        },
      },
      '{"text":"order 1 of \\"orders\\"","id":"1","detail":{"orderId":"1"}}',
    ],
  ])('hands on %s of the event where the target says so', async (_, input, expected) => {
    const engine = await start(template({ Arn: queueArn('taken'), ...input }));
    await put(engine);
    expect((await received(engine, 'taken')).Body).toBe(expected);
  });

  it('calls a function that permits it, and no other', async () => {
    const assets = {
      code: { 'index.mjs': 'export const handler = async (event) => console.log(event.detail.orderId);' },
    };
    const fn = {
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: assume('lambda.amazonaws.com') } },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: 'notify',
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
        },
      },
    };
    const permission = (SourceArn: string) => ({
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: 'notify',
          Principal: 'events.amazonaws.com',
          SourceArn,
        },
        DependsOn: ['Function'],
      },
    });
    const target = { Arn: `arn:aws:lambda:${REGION}:function:notify`, DeadLetterConfig: { Arn: queueArn('dead') } };
    const allowed = await start(template(target, undefined, { ...fn, ...permission(ruleArn) }), {}, assets);
    await put(allowed);
    await until('the function was called', () => (allowed.usage()['lambda.invocation'] ?? 0) > 0);
    const other = permission(`arn:aws:events:${REGION}:rule/another`);
    const refused = await start(template(target, undefined, { ...fn, ...other }), {}, assets);
    await put(refused);
    const { Body = '', MessageAttributes = {} } = await received(refused, 'dead');
    expect(JSON.parse(Body).detail).toEqual({ orderId: '1' });
    expect(MessageAttributes).toMatchObject({
      RULE_ARN: { StringValue: ruleArn },
      TARGET_ARN: { StringValue: target.Arn },
      ERROR_CODE: { StringValue: 'NO_PERMISSIONS' },
      RETRY_ATTEMPTS: { StringValue: '0' },
    });
  });

  it('tries again while a target fails, and gives up after the retries that its policy grants', async () => {
    const failing = (times: number): Interceptor => {
      let failures = times;
      return ({ operation, input }) => {
        const { QueueUrl = '' } = input as { QueueUrl?: string };
        if (operation !== 'SendMessage' || !QueueUrl.endsWith('/taken') || failures === 0) return;
        failures -= 1;
        throw new AwsError('InternalFailure', 'injected', 500);
      };
    };
    const target = { Arn: queueArn('taken'), DeadLetterConfig: { Arn: queueArn('dead') } };
    const patient = await start(template(target), { intercept: failing(2) });
    const impatient = await start(template({ ...target, RetryPolicy: { MaximumRetryAttempts: 1 } }), {
      intercept: failing(2),
    });
    await Promise.all([put(patient), put(impatient)]);
    const [taken, dead] = await Promise.all([received(patient, 'taken'), received(impatient, 'dead')]);
    expect(JSON.parse(taken.Body ?? '').detail).toEqual({ orderId: '1' });
    expect(dead.MessageAttributes).toMatchObject({
      EXHAUSTED_RETRY_CONDITION: { StringValue: 'MaximumRetryAttempts' },
      RETRY_ATTEMPTS: { StringValue: '1' },
    });
  });

  it('delivers after a restart what it still owed', async () => {
    const intercept: Interceptor = ({ operation }) => {
      if (operation === 'SendMessage') throw new AwsError('InternalFailure', 'injected', 500);
    };
    const folder = writeAssembly(template({ Arn: queueArn('taken') }));
    folders.push(folder);
    const first = await startTestEngine({ assembly: folder, intercept });
    await put(first);
    await first.stop();
    const second = await startTestEngine({ assembly: folder, dataDir: first.dataDir });
    OPEN.push(second.dispose);
    expect(JSON.parse((await received(second, 'taken')).Body ?? '').detail).toEqual({ orderId: '1' });
  });

  it('is described over the wire, as the AWS CLI asks', async () => {
    const engine = await start(template({ Arn: queueArn('taken'), DeadLetterConfig: { Arn: queueArn('dead') } }));
    const ask = async (operation: string, body: object): Promise<Record<string, unknown>> => {
      const response = await fetch(engine.awsOrigin.replace('localhost', '127.0.0.1'), {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSEvents.${operation}` },
        body: JSON.stringify(body),
      });
      return (await response.json()) as Record<string, unknown>;
    };
    expect(await ask('ListRules', {})).toMatchObject({ Rules: [{ Name: 'orders', State: 'ENABLED', Arn: ruleArn }] });
    expect(await ask('DescribeRule', { Name: 'orders' })).toMatchObject({ EventPattern: '{"source":["shop"]}' });
    expect(await ask('ListTargetsByRule', { Rule: 'orders' })).toMatchObject({
      Targets: [{ Id: 'Target0', DeadLetterConfig: { Arn: queueArn('dead') } }],
    });
    expect(await ask('DescribeRule', { Name: 'none' })).toMatchObject({
      __type: expect.stringContaining('ResourceNotFoundException'),
    });
  });
});

describe('PutEvents', () => {
  it.each([
    ['without a source', { Source: '' }, 'InvalidArgument'],
    ['without a detail type', { DetailType: '' }, 'InvalidArgument'],
    ['in the name of AWS', { Source: 'aws.states' }, 'NotAuthorizedForSourceException'],
    ['whose detail is no JSON object', { Detail: '[1]' }, 'MalformedDetail'],
    ['for a bus that is not there', { EventBusName: 'other' }, 'ResourceNotFoundException'],
  ])('refuses an event %s and tells so', async (_, entry, code) => {
    const engine = await start(template({ Arn: queueArn('taken') }));
    expect(await put(engine, entry)).toMatchObject({ FailedEntryCount: 1, Entries: [{ ErrorCode: code }] });
  });
});

describe('Step Functions', () => {
  const role = {
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: assume('states.amazonaws.com') } },
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'machine',
        RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        DefinitionString: JSON.stringify({
          QueryLanguage: 'JSONata',
          StartAt: 'Fails',
          States: { Fails: { Type: 'Fail', Error: 'Broken', Cause: 'on purpose' } },
        }),
      },
    },
  };
  const arn = `arn:aws:states:${REGION}:execution:machine:one`;
  const machine = { stateMachineArn: `arn:aws:states:${REGION}:stateMachine:machine` };

  it('announces a failed execution, with its error and whether it can be redriven', async () => {
    const pattern = {
      source: ['aws.states'],
      detail: { status: ['FAILED'], ...{ stateMachineArn: [machine.stateMachineArn] } },
    };
    const engine = await start(template({ Arn: queueArn('taken') }, pattern, role));
    await engine.call('states', 'StartExecution', { ...machine, name: 'one', input: '{"a":1}' });
    const event = JSON.parse((await received(engine, 'taken')).Body ?? '');
    expect(event).toMatchObject({
      source: 'aws.states',
      'detail-type': 'Step Functions Execution Status Change',
      resources: [arn],
      detail: {
        executionArn: arn,
        ...machine,
        name: 'one',
        status: 'FAILED',
        input: '{"a":1}',
        output: null,
        error: 'Broken',
        cause: 'on purpose',
        redriveCount: 0,
        redriveStatus: 'REDRIVABLE',
      },
    });
    expect(event.detail.stopDate).toBeGreaterThanOrEqual(event.detail.startDate);
  });

  it('announces the start, the end, the redrive and the next end of one execution', async () => {
    const engine = await start(template({ Arn: queueArn('taken') }, { source: ['aws.states'] }, role));
    await engine.call('states', 'StartExecution', { ...machine, name: 'one' });
    const client = new SQSClient(clientSettings(engine));
    const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: 'taken' }));
    const seen: [string, number][] = [];
    const announced = (count: number) =>
      until(`${count} changes are announced`, async () => {
        const { Messages = [] } = await client.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 }),
        );
        for (const { Body = '' } of Messages) {
          const { detail } = JSON.parse(Body);
          seen.push([detail.status, detail.redriveCount]);
        }
        return seen.length >= count;
      });
    await announced(2);
    await engine.call('states', 'RedriveExecution', { executionArn: arn });
    await announced(4);
    expect(seen.sort()).toEqual([
      ['FAILED', 0],
      ['FAILED', 1],
      ['RUNNING', 0],
      ['RUNNING', 1],
    ]);
  });
});
