import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEngine } from '../../../src/testing/engine.ts';
import { attribute, role, stackOf } from './stack.ts';

/** Calls AWS over HTTP with its own credentials, as an SDK does. */
const CALLER = `
const call = async (service, target, body) => {
  const { AWS_ACCESS_KEY_ID: key, AWS_ENDPOINT_URL: url } = process.env;
  const headers = { authorization: \`AWS4-HMAC-SHA256 Credential=\${key}/20260101/us-east-1/\${service}/aws4_request, x\` };
  if (target) headers['x-amz-target'] = target;
  const path = target ? '/' : '/2015-03-31/functions/' + body.FunctionName + '/invocations';
  const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, answer: await response.json() };
};`;

const functions = {
  Sender: {
    code: `${CALLER}
      export const handler = async ({ queue }) =>
        call('sqs', 'AmazonSQS.SendMessage', { QueueUrl: process.env.AWS_ENDPOINT_URL + '/000000000000/' + queue, MessageBody: 'x' });`,
    statements: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: attribute('Mine') }],
  },
  Invoker: {
    code: `${CALLER} export const handler = async ({ name }) => call('lambda', undefined, { FunctionName: name });`,
    statements: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: attribute('Target') }],
  },
  Target: { code: 'export const handler = async () => "reached";' },
  Other: { code: 'export const handler = async () => "not reached";' },
};

const others = {
  Mine: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'mine' } },
  Theirs: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'theirs' } },
  Permission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: attribute('Target'),
      Principal: 'apigateway.amazonaws.com',
      SourceArn: 'arn:aws:execute-api:us-east-1:000000000000:api/*/GET/orders',
    },
  },
  Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Target' } } },
  Alias: {
    Type: 'AWS::Lambda::Alias',
    Properties: { FunctionName: { Ref: 'Target' }, FunctionVersion: attribute('Version', 'Version'), Name: 'live' },
  },
  Nobody: role('nobody.amazonaws.com', []),
};

describe('permissions of functions', () => {
  let engine: Awaited<ReturnType<typeof startTestEngine>>;
  beforeAll(async () => {
    engine = await startTestEngine({ assembly: stackOf(functions, others) });
  });
  afterAll(() => engine.dispose());

  const invoke = async (FunctionName: string, payload: unknown) => {
    const { Payload } = await engine.call<{ Payload: string }>('lambda', 'Invoke', {
      FunctionName,
      Payload: JSON.stringify(payload),
    });
    return JSON.parse(Payload);
  };

  it('lets a function do what its own role allows, and nothing else', async () => {
    expect(await invoke('Sender', { queue: 'mine' })).toMatchObject({ status: 200 });
    const refused = await invoke('Sender', { queue: 'theirs' });
    expect(refused.status).toBe(403);
    expect(refused.answer.message).toMatch(
      /assumed-role\/.*SenderRole.*\/Sender is not authorized to perform: sqs:SendMessage/,
    );
  });

  it('lets a function invoke those that its role names', async () => {
    expect(await invoke('Invoker', { name: 'Target' })).toEqual({ status: 200, answer: 'reached' });
    expect(await invoke('Invoker', { name: 'Other' })).toMatchObject({
      status: 403,
      answer: { __type: 'AccessDeniedException' },
    });
  });

  it('answers by an alias, with the version behind it', async () => {
    const answer = await engine.call('lambda', 'Invoke', { FunctionName: 'Target', Qualifier: 'live' });
    expect(answer).toMatchObject({ ExecutedVersion: '1', Payload: '"reached"' });
    await expect(engine.call('lambda', 'Invoke', { FunctionName: 'Target:beta' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });

  it('shows its resource-based policy', async () => {
    const { Policy } = await engine.call<{ Policy: string }>('lambda', 'GetPolicy', { FunctionName: 'Target' });
    expect(JSON.parse(Policy).Statement).toEqual([
      expect.objectContaining({
        Effect: 'Allow',
        Principal: { Service: 'apigateway.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Resource: 'arn:aws:lambda:us-east-1:000000000000:function:Target',
        Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:execute-api:us-east-1:000000000000:api/*/GET/orders' } },
      }),
    ]);
    await expect(engine.call('lambda', 'GetPolicy', { FunctionName: 'Other' })).rejects.toMatchObject({ status: 404 });
  });

  it('answers the REST API', async () => {
    const origin = engine.awsOrigin.replace('localhost', '127.0.0.1');
    const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/lambda/aws4_request, x' };
    const functionsUrl = `${origin}/2015-03-31/functions`;
    const { Functions } = (await (await fetch(`${functionsUrl}/`, { headers })).json()) as {
      Functions: { FunctionName: string }[];
    };
    expect(Functions.map(({ FunctionName }) => FunctionName)).toEqual(['Invoker', 'Other', 'Sender', 'Target']);
    const one = await (await fetch(`${functionsUrl}/Target`, { headers })).json();
    expect(one).toMatchObject({
      Configuration: { FunctionName: 'Target', Runtime: 'nodejs24.x', Timeout: 3, MemorySize: 128, State: 'Active' },
    });
    const called = await fetch(
      `${functionsUrl}/${encodeURIComponent('arn:aws:lambda:us-east-1:000000000000:function:Target')}/invocations`,
      {
        method: 'POST',
        headers: { ...headers, 'x-amz-log-type': 'Tail' },
      },
    );
    expect(called.status).toBe(200);
    expect(called.headers.get('x-amz-executed-version')).toBe('$LATEST');
    expect(called.headers.get('x-amz-function-error')).toBeNull();
    expect(await called.text()).toBe('"reached"');
    const missing = await fetch(`${functionsUrl}/Nobody`, { headers });
    expect([missing.status, missing.headers.get('x-amzn-errortype')]).toEqual([404, 'ResourceNotFoundException']);
  });
});

describe('templates that cannot run here', () => {
  const refusal = (properties: Record<string, unknown>) =>
    startTestEngine({ assembly: stackOf({ Bad: { code: '', properties } }) });

  it.each([
    [{ Runtime: 'python3.13' }, 'runtime python3.13 is not emulated'],
    [{ Code: { ZipFile: 'exports.handler = 1' } }, 'inline code (ZipFile) is not emulated'],
    [{ Environment: { Variables: { AWS_REGION: 'x' } } }, "environment variables AWS_REGION are Lambda's own"],
    [{ Layers: ['x'] }, 'property Layers is not emulated'],
    [{ Timeout: 901 }, 'property Timeout'],
  ])('refuses %j', async (properties, message) => {
    await expect(refusal(properties)).rejects.toThrow(message);
  });
});
