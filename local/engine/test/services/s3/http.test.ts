import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readChunked } from '../../../src/services/s3/http/aws-chunked.ts';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { startTestEngine } from '../../../src/testing/engine.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
beforeAll(async () => {
  const Resources = { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files' } } };
  engine = await startTestEngine({ assembly: writeAssembly({ Resources }) });
});
afterAll(() => engine?.dispose());

const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0';
const s3 = (method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${engine.awsOrigin}${path}`, {
    method,
    headers: { authorization: AUTHORIZATION, ...headers },
    ...(body && { body }),
  });
const xml = async (response: Response) => new XMLParser().parse(await response.text());

describe("S3's HTTP API", () => {
  it('stores an object with its headers, gives it back and deletes it', async () => {
    const put = await s3('PUT', '/files/a/%C3%BC%20%26.txt', 'hello', {
      'content-type': 'text/plain',
      'cache-control': 'no-cache',
      'x-amz-meta-origin': 'test',
    });
    expect([put.status, put.headers.get('etag')]).toEqual([200, '"5d41402abc4b2a76b9719d911017c592"']);
    const got = await s3('GET', '/files/a/%C3%BC%20%26.txt');
    expect(await got.text()).toBe('hello');
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'text/plain',
      'cache-control': 'no-cache',
      'x-amz-meta-origin': 'test',
    });
    const head = await s3('HEAD', '/files/a/%C3%BC%20%26.txt');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '5']);
    expect((await s3('DELETE', '/files/a/%C3%BC%20%26.txt')).status).toBe(204);
    expect((await s3('GET', '/files/a/%C3%BC%20%26.txt')).status).toBe(404);
  });

  it('writes only where nothing is, and only over what is known, if it is asked to', async () => {
    const first = await s3('PUT', '/files/once', 'one', { 'if-none-match': '*' });
    expect(first.status).toBe(200);
    const second = await s3('PUT', '/files/once', 'two', { 'if-none-match': '*' });
    expect(second.status).toBe(412);
    expect((await xml(second)).Error).toMatchObject({ Code: 'PreconditionFailed', Condition: 'If-None-Match' });
    const both = await Promise.all([1, 2].map((n) => s3('PUT', '/files/race', `${n}`, { 'if-none-match': '*' })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await s3('PUT', '/files/once', 'two', { 'if-match': '"other"' })).status).toBe(412);
    expect((await s3('PUT', '/files/absent', 'two', { 'if-match': '"other"' })).status).toBe(404);
    expect((await s3('PUT', '/files/once', 'two', { 'if-match': first.headers.get('etag') ?? '' })).status).toBe(200);
    expect(await (await s3('GET', '/files/once')).text()).toBe('two');
  });

  it('lists buckets, and objects by prefix and folder', async () => {
    for (const key of ['list/a%26b', 'list/sub/1', 'list/sub/2', 'other']) await s3('PUT', `/files/${key}`, 'x');
    expect((await xml(await s3('GET', '/'))).ListAllMyBucketsResult.Buckets.Bucket.Name).toBe('files');
    const { ListBucketResult } = await xml(
      await s3('GET', '/files?list-type=2&prefix=list%2F&delimiter=%2F&encoding-type=url'),
    );
    expect(ListBucketResult).toMatchObject({
      KeyCount: 2,
      IsTruncated: false,
      Contents: { Key: 'list/a%26b', Size: 1 },
      CommonPrefixes: { Prefix: 'list/sub/' },
    });
  });

  it('lists page by page, a folder on one page alone', async () => {
    for (const key of ['page/a', 'page/b/1', 'page/b/2', 'page/c', 'page/d/1']) await s3('PUT', `/files/${key}`, 'x');
    const seen: string[] = [];
    let token = '';
    do {
      const more = token === '' ? '' : `&continuation-token=${encodeURIComponent(token)}`;
      const page = await s3('GET', `/files?list-type=2&prefix=page%2F&delimiter=%2F&max-keys=1${more}`);
      const { ListBucketResult } = await xml(page);
      seen.push(ListBucketResult.Contents?.Key ?? ListBucketResult.CommonPrefixes?.Prefix);
      expect(ListBucketResult).toMatchObject({ MaxKeys: 1, KeyCount: 1, IsTruncated: seen.length < 4 });
      token = ListBucketResult.NextContinuationToken ?? '';
    } while (token !== '' && seen.length < 9);
    expect(seen).toEqual(['page/a', 'page/b/', 'page/c', 'page/d/']);
    expect((await xml(await s3('GET', '/files?list-type=2&max-keys=0'))).ListBucketResult).toMatchObject({
      KeyCount: 0,
    });
  });

  it.each([
    ['bytes=1-2', 206, 'el', 'bytes 1-2/5'],
    ['bytes=3-', 206, 'lo', 'bytes 3-4/5'],
    ['bytes=-2', 206, 'lo', 'bytes 3-4/5'],
    ['bytes=4-99', 206, 'o', 'bytes 4-4/5'],
    ['bytes=3-1', 200, 'hello', null],
    ['lines=1-2', 200, 'hello', null],
  ])('gives a part of an object: %s', async (range, status, text, contentRange) => {
    await s3('PUT', '/files/part', 'hello');
    const got = await s3('GET', '/files/part', undefined, { range });
    expect([got.status, await got.text(), got.headers.get('content-range')]).toEqual([status, text, contentRange]);
  });

  it('reads under conditions', async () => {
    const etag = (await s3('PUT', '/files/read', 'hello')).headers.get('etag') ?? '';
    const past = new Date(0).toUTCString();
    const future = new Date(Date.now() + 60_000).toUTCString();
    const status = async (headers: Record<string, string>) =>
      (await s3('GET', '/files/read', undefined, headers)).status;
    expect(await status({ 'if-none-match': etag })).toBe(304);
    expect(await status({ 'if-none-match': '"x"', 'if-modified-since': future })).toBe(200);
    expect(await status({ 'if-modified-since': future })).toBe(304);
    expect(await status({ 'if-modified-since': past })).toBe(200);
    expect(await status({ 'if-match': etag, 'if-unmodified-since': past })).toBe(200);
    expect(await status({ 'if-match': '"x"' })).toBe(412);
    expect(await status({ 'if-unmodified-since': past })).toBe(412);
  });

  it.each([
    ['GET', '/files/small', { range: 'bytes=5-9' }, 416, 'InvalidRange'],
    ['PUT', '/files/small', { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' }, 400, 'BadDigest'],
    ['PUT', '/files/small', { 'content-md5': 'AA==' }, 400, 'InvalidDigest'],
    ['GET', '/files?list-type=2&max-keys=-1', {}, 400, 'InvalidArgument'],
    ['GET', '/files?list-type=2&continuation-token=bad', {}, 400, 'InvalidArgument'],
  ])('refuses %s %s %j', async (method, path, headers, status, code) => {
    await s3('PUT', '/files/small', 'hello');
    const answer = await s3(method, path, method === 'PUT' ? 'other' : undefined, headers);
    expect([answer.status, (await xml(answer)).Error?.Code]).toEqual([status, code]);
    expect(await (await s3('GET', '/files/small')).text()).toBe('hello');
  });

  it('tells whether there is a bucket', async () => {
    const found = await s3('HEAD', '/files');
    expect([found.status, found.headers.get('x-amz-bucket-region')]).toEqual([200, 'us-east-1']);
    expect((await s3('HEAD', '/none')).status).toBe(404);
  });

  it('takes a body that comes in chunks', async () => {
    const body = '5;chunk-signature=00\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n';
    await s3('PUT', '/files/chunked', body, {
      'content-encoding': 'aws-chunked',
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    });
    const got = await s3('GET', '/files/chunked');
    expect([await got.text(), got.headers.get('content-encoding')]).toEqual(['hello world', null]);
  });

  it.each(['', '5\r\nhel', 'hello', '-1\r\nx\r\n0\r\n'])('refuses the chunks of a body that broke off: %j', (body) => {
    expect(() => readChunked(Buffer.from(body))).toThrow('terminated unexpectedly');
  });

  it.each([
    ['GET', '/files/none', 404, 'NoSuchKey'],
    ['GET', '/nowhere/x', 404, 'NoSuchBucket'],
    ['GET', '/files/other?acl', 501, 'NotImplemented'],
    ['PUT', '/new-bucket', 404, 'UnknownOperationException'],
  ])('answers %s %s with %i %s in XML', async (method, path, status, code) => {
    const answer = await s3(method, path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/xml');
    expect((await xml(answer)).Error.Code).toBe(code);
  });
});
