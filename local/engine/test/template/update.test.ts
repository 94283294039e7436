import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { writeAssembly } from '../../src/testing/assembly.ts';
import { startTestEngine, until } from '../../src/testing/engine.ts';
import { attribute, role, stackOf } from '../services/lambda/stack.ts';

type Engine = Awaited<ReturnType<typeof startTestEngine>>;
let engine: Engine;
afterEach(() => engine?.dispose());

const queue = (name: string, more: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: { QueueName: name, ...more },
});
const table = (name: string, key: string, more: object = {}) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    BillingMode: 'PAY_PER_REQUEST',
    TableName: name,
    KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
    ...more,
  },
});
const start = async (Resources: Record<string, unknown>): Promise<void> => {
  engine = await startTestEngine({ assembly: writeAssembly({ Resources }) });
};
const update = (Resources: Record<string, unknown>) => engine.update(writeAssembly({ Resources }));
const queues = async (): Promise<string[]> => {
  const { QueueUrls = [] } = await engine.call<{ QueueUrls?: string[] }>('sqs', 'ListQueues', {});
  return QueueUrls.map((url) => url.slice(url.lastIndexOf('/') + 1)).sort();
};
const answerOf = async (FunctionName: string, payload: unknown = {}): Promise<unknown> => {
  const { Payload } = await engine.call<{ Payload: string }>('lambda', 'Invoke', {
    FunctionName,
    Payload: JSON.stringify(payload),
  });
  return JSON.parse(Payload);
};

describe('an update in place', () => {
  it('adds, changes and removes resources, keeps what they hold and tells what it did', async () => {
    await start({ Kept: queue('kept'), Gone: queue('gone'), Same: queue('same') });
    const QueueUrl = `${engine.awsOrigin}/000000000000/kept`;
    await engine.call('sqs', 'SendMessage', { QueueUrl, MessageBody: 'still here' });

    const changes = await update({
      Kept: queue('kept', { VisibilityTimeout: 77 }),
      Same: queue('same'),
      New: queue('new'),
    });

    expect(changes).toEqual([
      { kind: 'changed', logicalId: 'Kept', type: 'AWS::SQS::Queue' },
      { kind: 'added', logicalId: 'New', type: 'AWS::SQS::Queue' },
      { kind: 'removed', logicalId: 'Gone', type: 'AWS::SQS::Queue' },
    ]);
    expect(await queues()).toEqual(['kept', 'new', 'same']);
    const { Attributes } = await engine.call<{ Attributes: Record<string, string> }>('sqs', 'GetQueueAttributes', {
      QueueUrl,
      AttributeNames: ['All'],
    });
    expect(Attributes).toMatchObject({ VisibilityTimeout: '77', ApproximateNumberOfMessages: '1' });
  });

  it('does nothing for the same template', async () => {
    await start({ One: queue('one') });
    expect(await update({ One: queue('one') })).toEqual([]);
  });

  it('replaces what has another name, as CloudFormation does', async () => {
    await start({ One: queue('before') });
    await update({ One: queue('after') });
    expect(await queues()).toEqual(['after']);
  });

  it('refuses what is not emulated before it touches anything', async () => {
    await start({ One: queue('one') });
    const type = { Type: 'AWS::Lakes::Lake' };
    await expect(update({ Two: queue('two'), Lake: type })).rejects.toThrow('Lake (AWS::Lakes::Lake)');
    const property = queue('three', { Colour: 'red' });
    await expect(update({ Two: queue('two'), Three: property })).rejects.toThrow(
      'Three (AWS::SQS::Queue): property Colour is not emulated',
    );
    expect(await queues()).toEqual(['one']);
  });

  it('undoes everything when one change cannot be made in place', async () => {
    const before = { Queue: queue('one', { VisibilityTimeout: 10 }), Table: table('things', 'id') };
    await start(before);
    await engine.call('dynamodb', 'PutItem', { TableName: 'things', Item: { id: { S: 'a' } } });

    const after = { Queue: queue('one', { VisibilityTimeout: 20 }), New: queue('new'), Table: table('things', 'name') };
    await expect(update(after)).rejects.toThrow(/^Table \(AWS::DynamoDB::Table\): table things on disk has other keys/);

    expect(await queues()).toEqual(['one']);
    const { Attributes } = await engine.call<{ Attributes: Record<string, string> }>('sqs', 'GetQueueAttributes', {
      QueueUrl: `${engine.awsOrigin}/000000000000/one`,
      AttributeNames: ['VisibilityTimeout'],
    });
    expect(Attributes).toEqual({ VisibilityTimeout: '10' });
    expect(await engine.call('dynamodb', 'Scan', { TableName: 'things' })).toMatchObject({ Count: 1 });
    expect(await update(before)).toEqual([]);
  });

  it('tells the new outputs and refuses another stack', async () => {
    engine = await startTestEngine({
      assembly: writeAssembly({ Resources: {}, Outputs: { Colour: { Value: 'red' } } }),
    });
    await engine.update(writeAssembly({ Resources: {}, Outputs: { Colour: { Value: 'blue' } } }));
    expect(engine.outputs).toEqual({ Colour: 'blue' });

    const other = writeAssembly({ Resources: {} });
    const artifacts = {
      Other: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Test.template.json' } },
    };
    writeFileSync(join(other, 'manifest.json'), JSON.stringify({ artifacts }));
    await expect(engine.update(other)).rejects.toThrow('the engine runs stack Test, not Other');
  });
});

describe('a function updated in place', () => {
  const code = (text: string): string => `
    export const handler = async ({ ms = 0 }) => {
      await new Promise((wake) => setTimeout(wake, ms));
      return '${text} ' + (process.env.COLOUR ?? '');
    };`;
  const stack = (name: string, text: string, colour: string): string =>
    stackOf({
      Greet: {
        code: code(text),
        properties: {
          Code: { S3Bucket: 'assets', S3Key: 'Greet.zip' },
          Environment: { Variables: { COLOUR: colour } },
          Description: name,
        },
      },
      Other: { code: 'globalThis.calls = 0; export const handler = async () => ++globalThis.calls;' },
    });

  it('answers with its new code and variables; a call under way ends on the old ones, other functions keep theirs', async () => {
    engine = await startTestEngine({ assembly: stack('one', 'old', 'red') });
    expect(await answerOf('Greet')).toBe('old red');
    expect(await answerOf('Other')).toBe(1);

    const underWay = answerOf('Greet', { ms: 500 });
    await new Promise((wake) => setTimeout(wake, 50));
    expect(await engine.update(stack('two', 'new', 'blue'))).toEqual([
      { kind: 'changed', logicalId: 'Greet', type: 'AWS::Lambda::Function' },
    ]);
    expect(await answerOf('Greet')).toBe('new blue');
    expect(await underWay).toBe('old red');
    expect(await answerOf('Other')).toBe(2);
  });

  it('gets what its queue has to bring once the mapping is there, and nothing once it is gone', async () => {
    const functions = (text: string) => ({
      Read: {
        code: `export const handler = async ({ Records }) => { console.log('${text} ' + Records[0].body); };`,
        properties: { Description: text },
        statements: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }],
      },
    });
    const mapping = {
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: { Ref: 'Read' }, EventSourceArn: attribute('Queue') },
      },
    };
    const lines: string[] = [];
    const send = (MessageBody: string) =>
      engine.call('sqs', 'SendMessage', { QueueUrl: `${engine.awsOrigin}/000000000000/mail`, MessageBody });
    const logged = (text: string) => until(text, () => lines.some((line) => line.includes(text)));
    engine = await startTestEngine({
      assembly: stackOf(functions('old'), { Queue: queue('mail') }),
      onLog: (_source, line) => lines.push(line),
    });

    await engine.update(stackOf(functions('old'), { Queue: queue('mail'), ...mapping }));
    await send('first');
    await logged('old first');
    await engine.update(stackOf(functions('new'), { Queue: queue('mail'), ...mapping }));
    await send('second');
    await logged('new second');
    await engine.update(stackOf(functions('new'), { Queue: queue('mail') }));
    await send('third');
    await new Promise((wake) => setTimeout(wake, 300));
    expect(lines.some((line) => line.includes('third'))).toBe(false);
  });
});

describe('a state machine updated in place', () => {
  const machine = (seconds: number, output: string) => ({
    Role: role('states.amazonaws.com', []),
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'machine',
        RoleArn: attribute('Role'),
        DefinitionString: JSON.stringify({
          QueryLanguage: 'JSONata',
          StartAt: 'Wait',
          States: {
            Wait: { Type: 'Wait', Seconds: seconds, Next: 'End' },
            End: { Type: 'Succeed', Output: output },
          },
        }),
      },
    },
  });
  const run = async (name: string): Promise<string> => {
    const { executionArn } = await engine.call<{ executionArn: string }>('states', 'StartExecution', {
      stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:machine',
      name,
    });
    return executionArn;
  };
  const outputOf = (executionArn: string): Promise<unknown> =>
    until(`${executionArn} has ended`, async () => {
      const { output } = await engine.call<{ output?: string }>('states', 'DescribeExecution', { executionArn });
      return output;
    });

  it('finishes what runs by the old definition and starts the new one', async () => {
    await start(machine(1, 'old'));
    const running = await run('one');
    await update(machine(0, 'new'));
    expect(await outputOf(await run('two'))).toBe('"new"');
    expect(await outputOf(running)).toBe('"old"');
  });
});

describe('permissions updated in place', () => {
  const policy = (Action: string) => ({
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'more',
      Roles: [{ Ref: 'ReadRole' }],
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource: '*' }] },
    },
  });
  const code = `export const handler = async () => {
    const response = await fetch(process.env.AWS_ENDPOINT_URL, {
      method: 'POST',
      headers: {
        'x-amz-target': 'AmazonSQS.ListQueues', 'content-type': 'application/x-amz-json-1.0',
        authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/sqs/aws4_request',
      },
      body: '{}',
    });
    return response.status;
  };`;
  const stack = (others: Record<string, { Type: string; Properties: Record<string, unknown> }>): string =>
    stackOf({ Read: { code } }, others);

  it('grants at once and revokes at once', async () => {
    engine = await startTestEngine({ assembly: stack({}) });
    expect(await answerOf('Read')).toBe(403);
    await engine.update(stack({ More: policy('sqs:ListQueues') }));
    expect(await answerOf('Read')).toBe(200);
    await engine.update(stack({ More: policy('sqs:SendMessage') }));
    expect(await answerOf('Read')).toBe(403);
    await engine.update(stack({ More: policy('sqs:ListQueues') }));
    await engine.update(stack({}));
    expect(await answerOf('Read')).toBe(403);
  });
});

describe('an API updated in place', () => {
  const method = (parent: unknown) => ({
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId: { Ref: 'Api' },
      ResourceId: parent,
      HttpMethod: 'GET',
      Integration: {
        Type: 'MOCK',
        RequestTemplates: { 'application/json': '{"statusCode": 200}' },
        IntegrationResponses: [{ StatusCode: '200' }],
      },
    },
  });
  const part = (PathPart: string) => ({
    Type: 'AWS::ApiGateway::Resource',
    Properties: { RestApiId: { Ref: 'Api' }, ParentId: attribute('Api', 'RootResourceId'), PathPart },
  });
  const api = (more: Record<string, unknown>) => ({
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'shop' } },
    Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, StageName: 'api' } },
    One: part('one'),
    GetOne: method({ Ref: 'One' }),
    ...more,
  });
  const statusOf = async (path: string): Promise<number> =>
    (await fetch(`${engine.siteOrigin.replace('localhost', '127.0.0.1')}${path}`)).status;

  it('takes a new method, and forgets one that is gone with its path', async () => {
    await start(api({}));
    expect(await statusOf('/api/one')).toBe(200);
    expect(await statusOf('/api/two')).toBe(403);
    await update(api({ Two: part('two'), GetTwo: method({ Ref: 'Two' }) }));
    expect(await statusOf('/api/one')).toBe(200);
    expect(await statusOf('/api/two')).toBe(200);
    await update(api({}));
    expect(await statusOf('/api/one')).toBe(200);
    expect(await statusOf('/api/two')).toBe(403);
  });
});
