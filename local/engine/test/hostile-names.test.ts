import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { own } from '../src/kit/own.ts';
import { startTestEngine } from '../src/testing/engine.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
const reports: string[] = [];
beforeAll(async () => {
  engine = await startTestEngine({ onLog: (source, line) => source === 'engine' && reports.push(line) });
});
afterAll(() => engine.dispose());

/** As it is: fetch would normalize the path. */
const send = async (method: string, path: string, headers: Record<string, string>, body = '') => {
  const options = { host: '127.0.0.1', port: new URL(engine.awsOrigin).port, method, path, headers };
  const outgoing = request(options);
  outgoing.end(body);
  const [answer] = await once(outgoing, 'response');
  let text = '';
  for await (const chunk of answer) text += chunk;
  return { status: answer.statusCode as number, text };
};
const signed = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});
const NAMES = ['toString', '__proto__', 'constructor', 'hasOwnProperty', 'valueOf'];

describe.each(NAMES)('what every object inherits: %s', (name) => {
  it('is no operation, in no protocol, and no service', async () => {
    const answers = [
      await send('POST', '/', { 'x-amz-target': `AmazonSQS.${name}` }, '{}'),
      await send('POST', '/', { 'x-amz-target': `${name}.ListQueues` }, '{}'),
      await send(
        'POST',
        '/',
        { ...signed('sns'), 'content-type': 'application/x-www-form-urlencoded' },
        `Action=${name}`,
      ),
      await send('GET', `/?Action=${name}`, signed('sns')),
      await send(
        'POST',
        '/',
        { ...signed(name), 'content-type': 'application/x-www-form-urlencoded' },
        `Action=${name}`,
      ),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
    await expect(engine.call('sqs', name, {})).rejects.toThrow(`sqs:${name} is not emulated`);
  });

  it('is no key of an item that breaks the tables', async () => {
    const headers = { 'x-amz-target': 'DynamoDB_20120810.GetItem' };
    for (const key of [`{"${name}":null}`, `{"${name}":{"S":"a"}}`, `{"a":{"${name}":1}}`]) {
      expect((await send('POST', '/', headers, `{"TableName":"Orders","Key":${key}}`)).status).toBe(400);
    }
  });

  it('is no member of a record', () => {
    expect(own({}, name)).toBeUndefined();
    expect(own(JSON.parse(`{"${name}":1}`), name)).toBe(1);
  });
});

it.each([
  ['lambda', '/2015-03-31/functions/%ff'],
  ['lambda', '/2015-03-31/functions/%/invocations'],
  ['pipes', '/v1/pipes/%E0%A4%A'],
  ['ses', '/v2/email/identities/%ff'],
  ['s3', '/bucket/folder/%ff'],
  ['s3', '/%ff'],
])('a bad escape is the caller’s mistake: %s %s', async (service, path) => {
  const { status, text } = await send(path.endsWith('invocations') ? 'POST' : 'GET', path, signed(service));
  expect([status, text]).toEqual([400, expect.stringContaining('InvalidURI')]);
});

it('none of it is a failure of the engine', () => {
  expect(reports).toEqual([]);
});

describe('the attributes of a queue', () => {
  // The reader of inputs leaves an own __proto__ out.
  it.each(NAMES.filter((name) => name !== '__proto__'))('have none called %s', async (name) => {
    const body = `{"QueueName":"q","Attributes":{"${name}":"1"}}`;
    const { status, text } = await send('POST', '/', { 'x-amz-target': 'AmazonSQS.CreateQueue' }, body);
    expect([status, text]).toEqual([400, expect.stringContaining('InvalidAttributeName')]);
  });
});
