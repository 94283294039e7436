import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEngine } from '../../src/testing/engine.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.dispose());

const send = async (
  service: string,
  init: { method?: string; path?: string; headers?: Record<string, string>; body?: string },
) => {
  const { method = 'POST', path = '/', headers = {}, body } = init;
  const response = await fetch(`${engine.awsOrigin.replace('localhost', '127.0.0.1')}${path}`, {
    method,
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/${service}/aws4_request`, ...headers },
    ...(body !== undefined && { body }),
  });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};
const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

describe('a call of an operation that is not emulated is told in the protocol of its client', () => {
  it('json', async () => {
    const { status, type, text } = await send('sqs', { headers: { 'x-amz-target': 'AmazonSQS.Dance' }, body: '{}' });
    expect([status, type]).toEqual([400, 'application/x-amz-json-1.0']);
    expect(JSON.parse(text)).toEqual({ __type: 'UnknownOperationException', message: 'sqs:Dance is not emulated' });
  });

  it('query', async () => {
    const { status, type, text } = await send('sns', { headers: form, body: 'Action=Dance&Version=2010-03-31' });
    expect([status, type]).toEqual([400, 'text/xml']);
    expect(text).toContain('<Code>InvalidAction</Code><Message>sns:Dance is not emulated</Message>');
  });

  it('REST JSON', async () => {
    const { status, type, text } = await send('lambda', { method: 'GET', path: '/2015-03-31/dances' });
    expect([status, type]).toEqual([404, 'application/json']);
    expect(JSON.parse(text)).toEqual({
      __type: 'UnknownOperationException',
      message: 'GET /2015-03-31/dances is not emulated',
    });
  });

  it('REST XML', async () => {
    const { status, type, text } = await send('s3', { method: 'POST', path: '/bucket' });
    expect([status, type]).toEqual([404, 'application/xml']);
    expect(text).toContain('<Code>UnknownOperationException</Code>');
  });
});

describe('a call of a service that is not emulated is told in the protocol of its client', () => {
  it('json', async () => {
    const headers = { 'x-amz-target': 'AmazonSSM.GetParameter', 'content-type': 'application/x-amz-json-1.1' };
    const { status, text } = await send('ssm', { headers, body: '{}' });
    expect(status).toBe(400);
    expect(JSON.parse(text)).toEqual({
      __type: 'UnknownOperationException',
      message: 'AWS service ssm is not emulated',
    });
  });

  it('query', async () => {
    const { status, text } = await send('rds', { headers: form, body: 'Action=DescribeDBInstances' });
    expect(status).toBe(400);
    expect(text).toContain('<Code>InvalidAction</Code><Message>AWS service rds is not emulated</Message>');
  });

  it('REST', async () => {
    const { status, text } = await send('batch', { method: 'GET', path: '/v1/jobs' });
    expect(status).toBe(404);
    expect(JSON.parse(text)).toMatchObject({ message: 'AWS service batch is not emulated' });
  });
});

describe('the query protocol that a service no longer speaks', () => {
  it('of ses is refused in that protocol', async () => {
    const { status, type, text } = await send('ses', { headers: form, body: 'Action=ListIdentities' });
    expect([status, type]).toEqual([400, 'text/xml']);
    expect(text).toMatch(/<Message>ses speaks rest-json here, and this request another protocol<\/Message>/);
  });
});

it('a body that is too large is refused in the protocol of its client', async () => {
  const { status, text } = await send('sns', { headers: form, body: 'x'.repeat(13 * 1024 * 1024) });
  expect(status).toBe(413);
  expect(text).toContain('<Code>RequestEntityTooLargeException</Code>');
});
