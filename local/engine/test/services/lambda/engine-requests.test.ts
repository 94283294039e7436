import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEngine, until } from '../../../src/testing/engine.ts';
import { attribute, stackOf } from './stack.ts';

/** Calls SQS as the SDK's handler does, or by a URL, which goes over the socket as ever. */
const code = `
  import { once } from 'node:events';
  import { ClientRequest, request } from 'node:http';
  import { text } from 'node:stream/consumers';

  const { hostname: host, port } = new URL(process.env.AWS_ENDPOINT_URL);
  const call = (way, operation, input, more = {}) => {
    const scope = process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/sqs/aws4_request';
    const headers = {
      'X-Amz-Target': 'AmazonSQS.' + operation,
      'content-type': 'application/x-amz-json-1.0',
      authorization: 'AWS4-HMAC-SHA256 Credential=' + scope + ', SignedHeaders=host, Signature=0',
      ...more,
    };
    const options = { headers, host, port: Number(port), method: 'POST', path: '/' };
    const made = way === 'port' ? request(options) : request(process.env.AWS_ENDPOINT_URL, { method: 'POST', headers });
    made.end(JSON.stringify(input));
    return made;
  };
  const answerOf = async (made) => {
    const [response] = await once(made, 'response');
    const { date, connection, 'keep-alive': _, 'x-amzn-requestid': id, ...headers } = response.headers;
    return { status: response.statusCode, headers, stamped: Boolean(date && id), body: await text(response) };
  };
  export const handler = async ({ way, operation, input, headers, leaveAfterMs, bodyLength = 0 }) => {
    const made = call(way, operation, { ...input, more: 'x'.repeat(bodyLength) }, headers);
    const socket = made instanceof ClientRequest;
    if (leaveAfterMs === undefined) return { socket, ...(await answerOf(made)) };
    const left = once(made, 'close').catch((error) => error.code);
    setTimeout(() => made.destroy(new Error('too slow')), leaveAfterMs);
    await once(made, 'error').catch(() => {});
    await left;
    return { socket };
  };
`;

interface Answer {
  readonly socket: boolean;
  readonly status: number;
  readonly body: string;
}

describe('AWS calls of a function', () => {
  let engine: Awaited<ReturnType<typeof startTestEngine>>;
  let queueUrl = '';
  beforeAll(async () => {
    const statements = [
      { Effect: 'Allow', Action: ['sqs:SendMessage', 'sqs:ReceiveMessage'], Resource: attribute('Queue') },
    ];
    engine = await startTestEngine({
      assembly: stackOf(
        { Caller: { code, statements, properties: { MemorySize: 512 } } },
        { Queue: { Type: 'AWS::SQS::Queue', Properties: {} } },
      ),
    });
    const { QueueUrls } = await engine.call<{ QueueUrls: string[] }>('sqs', 'ListQueues', {});
    queueUrl = QueueUrls[0] ?? '';
  });
  afterAll(() => engine.dispose());

  const ask = async (event: object): Promise<Answer> => {
    const Payload = JSON.stringify(event);
    const answer = await engine.call<{ Payload: string }>('lambda', 'Invoke', { FunctionName: 'Caller', Payload });
    return JSON.parse(answer.Payload) as Answer;
  };
  const received = async (): Promise<readonly string[]> => {
    const request = { QueueUrl: queueUrl, MaxNumberOfMessages: 10 };
    const { Messages = [] } = await engine.call<{ Messages?: { Body: string }[] }>('sqs', 'ReceiveMessage', request);
    return Messages.map(({ Body }) => Body);
  };

  it.each([
    ['what is allowed', { operation: 'SendMessage', input: { MessageBody: 'größer → 😀' } }],
    ['what IAM refuses', { operation: 'PurgeQueue', input: {} }],
    ['what is not known', { operation: 'Sing', input: {} }],
    ['what is invalid', { operation: 'ReceiveMessage', input: { MaxNumberOfMessages: 11 } }],
  ])('are answered by the port as over the socket: %s', async (_what, { operation, input }) => {
    const event = { operation, input: { QueueUrl: queueUrl, ...input } };
    const { socket: usual, ...overSocket } = await ask({ ...event, way: 'socket' });
    const { socket, ...byPort } = await ask({ ...event, way: 'port' });
    expect([usual, socket]).toEqual([true, false]);
    const withoutId = (answer: object) =>
      JSON.stringify(answer).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');
    expect(withoutId(byPort)).toBe(withoutId(overSocket));
    await received();
  });

  it('go over the socket where they are not signed', async () => {
    const { socket, status } = await ask({
      way: 'port',
      operation: 'ListQueues',
      input: {},
      headers: { authorization: 'none' },
    });
    expect({ socket, status }).toEqual({ socket: true, status: 200 });
  });

  it('keep no message of a long poll that was given up', async () => {
    const input = { QueueUrl: queueUrl, WaitTimeSeconds: 20 };
    await ask({ way: 'port', operation: 'ReceiveMessage', input, leaveAfterMs: 30 });
    await engine.call('sqs', 'SendMessage', { QueueUrl: queueUrl, MessageBody: 'for the next' });
    expect(await received()).toEqual(['for the next']);
  });

  it('are refused where the body is larger than any API takes', async () => {
    const event = { way: 'port', operation: 'SendMessage', input: {}, bodyLength: 12 * 1024 * 1024 };
    expect(await ask(event)).toMatchObject({ socket: false, status: 413 });
  });

  it('are broken off with the environment that made them', async () => {
    const input = { QueueUrl: queueUrl, WaitTimeSeconds: 20 };
    const event = { way: 'port', operation: 'ReceiveMessage', input };
    const { FunctionError } = await engine.call<{ FunctionError?: string }>('lambda', 'Invoke', {
      FunctionName: 'Caller',
      Payload: JSON.stringify(event),
    });
    expect(FunctionError).toBe('Unhandled');
    await engine.call('sqs', 'SendMessage', { QueueUrl: queueUrl, MessageBody: 'still here' });
    await until('the message is there', async () => (await received()).includes('still here'));
  });
});
