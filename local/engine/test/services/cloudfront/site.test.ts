import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEngine } from '../../../src/testing/engine.ts';
import { type Answer, SINGLE_PAGE, send, synthesizeSite } from './site.ts';

const page = `<!doctype html><title>Shop</title>${'<p>A page long enough to be compressed.</p>'.repeat(40)}`;
const script = `console.log(${JSON.stringify('x'.repeat(2000))})`;

let engine: Awaited<ReturnType<typeof startTestEngine>>;
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  send(engine.siteOrigin, path, { headers });

beforeAll(async () => {
  const assembly = synthesizeSite({
    files: {
      'index.html': page,
      'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'app.webmanifest': '{}',
      'data.json': '{}',
      'assets/app-1a2b.js': script,
      'assets/app-1a2b.css': 'body{}',
      'assets/font-1a2b.woff2': Buffer.from([0, 1, 254, 255]),
      'assets/a b&c.txt': 'spaced',
    },
    viewerRequest: SINGLE_PAGE,
  });
  engine = await startTestEngine({ assembly });
});
afterAll(() => engine?.dispose());

describe('a site behind a distribution', () => {
  it.each(['/', '/index.html', '/cart', '/orders/7K3M-9QXT', '/orders/?page=2'])(
    'shows its page at %s',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(200);
      expect(answer.body.toString()).toBe(page);
      expect(answer.headers['content-type']).toBe('text/html');
    },
  );

  it.each([
    ['/assets/app-1a2b.js', 'text/javascript'],
    ['/assets/app-1a2b.css', 'text/css'],
    ['/favicon.svg', 'image/svg+xml'],
    ['/data.json', 'application/json'],
    ['/app.webmanifest', 'application/manifest+json'],
    // As on AWS: the AWS CLI that uploads it knows no web fonts.
    ['/assets/font-1a2b.woff2', 'binary/octet-stream'],
  ])('serves %s as %s', async (path, type) => {
    const answer = await get(path);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, type]);
  });

  it('serves bytes unchanged', async () => {
    expect((await get('/assets/font-1a2b.woff2')).body).toEqual(Buffer.from([0, 1, 254, 255]));
    expect((await get('/assets/a%20b%26c.txt')).body.toString()).toBe('spaced');
  });

  it('lets hashed assets be cached for a year, and pages and settings not at all', async () => {
    expect((await get('/assets/app-1a2b.js')).headers['cache-control']).toBe('max-age=31536000, immutable');
    expect((await get('/')).headers['cache-control']).toBe('no-cache');
    expect((await get('/config.json')).headers['cache-control']).toBe('no-cache');
  });

  it("writes deployment-time values into config.json, and this machine's address for the distribution's", async () => {
    expect(JSON.parse((await get('/config.json')).body.toString())).toEqual({
      'https host': `${engine.siteOrigin}/back`,
      quoted: 'a "b"',
      bucket: engine.outputs.BucketName,
    });
  });

  it('applies the response headers policy', async () => {
    const { headers } = await get('/cart');
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'self'; frame-ancestors 'none'",
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'permissions-policy': 'camera=()',
      // The policy has one too, which does not override.
      'cache-control': 'no-cache',
    });
    expect(headers).not.toHaveProperty('x-amz-server-side-encryption');
  });

  it('answers a missing file with 403, as a bucket that may not be listed does', async () => {
    const answer = await get('/assets/none.js');
    expect(answer.status).toBe(403);
    expect(answer.headers['content-type']).toBe('application/xml');
    expect(answer.body.toString()).toContain('<Code>AccessDenied</Code>');
    expect(answer.headers['content-security-policy']).toBeDefined();
  });

  it('refuses methods that the behaviour does not allow', async () => {
    const answer = await send(engine.siteOrigin, '/', { method: 'DELETE' });
    expect(answer.status).toBe(403);
    expect(answer.body.toString()).toContain('The request could not be satisfied');
  });

  it('answers HEAD like GET, without content', async () => {
    const head = await send(engine.siteOrigin, '/', { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers['content-length']).toBe(String(page.length));
    expect(head.body).toHaveLength(0);
  });

  it('answers 304 to who has the page already', async () => {
    const { etag, 'last-modified': modified } = (await get('/')).headers;
    const conditions: Record<string, string>[] = [
      { 'if-none-match': String(etag) },
      { 'if-none-match': `"other", W/${etag}` },
      { 'if-modified-since': String(modified) },
    ];
    for (const condition of conditions) {
      const again = await get('/', condition);
      expect(again.status).toBe(304);
      expect(again.headers.etag).toBe(etag);
      expect(again.headers).not.toHaveProperty('content-length');
    }
    expect((await get('/', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
  ] as const)('compresses for a viewer that accepts %s with %s', async (accepted, encoding, decompress) => {
    const answer = await get('/assets/app-1a2b.js', { 'accept-encoding': accepted });
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers.vary).toBe('Accept-Encoding');
    expect(answer.headers.etag).toMatch(/^W\/"/);
    expect(answer.body.length).toBeLessThan(script.length);
    expect(decompress(answer.body).toString()).toBe(script);
  });

  it('compresses neither for a viewer that does not accept it nor what is small', async () => {
    expect((await get('/assets/app-1a2b.js')).headers).not.toHaveProperty('content-encoding');
    const small = await get('/favicon.svg', { 'accept-encoding': 'br' });
    expect(small.headers).not.toHaveProperty('content-encoding');
  });

  it.each([
    ['/../engine.sqlite', 403],
    ['/assets/../../engine.sqlite', 403],
    ['/%2e%2e/engine.sqlite', 403],
    ['/..%2fengine.sqlite', 403],
    ['/%00.js', 403],
    ['/assets%5c..%5cindex.html', 403],
    ['//etc/passwd.txt', 403],
    ['/%ff.js', 400],
    ['/%.js', 400],
  ])('finds no file outside the bucket at %s', async (path, status) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.body.toString()).toContain('<Error>');
  });
});

describe('an API behind a distribution', () => {
  const echoed = async (path: string, options: Parameters<typeof send>[2] = {}) =>
    JSON.parse((await send(engine.siteOrigin, path, options)).body.toString());

  it.each([200, 202, 400, 401, 403, 404, 409, 503])('passes a %i through unchanged', async (status) => {
    const answer = await get(`/api/status/${status}`);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'x-own': 'yes',
      'cache-control': 'no-store',
    });
    expect(JSON.parse(answer.body.toString()).path).toBe(`/status/${status}`);
  });

  it('forwards the body, the query, cookies and every header but Host', async () => {
    const { headers, query, body } = await echoed('/api/orders?cursor=a%20b', {
      method: 'POST',
      headers: {
        authorization: 'Bearer x',
        'idempotency-key': 'k1',
        'content-type': 'application/json',
        cookie: 'a=1; b=2',
        host: new URL(engine.siteOrigin).host,
      },
      body: '{"product":"Laptop"}',
    });
    expect(headers).toMatchObject({ Authorization: 'Bearer x', 'idempotency-key': 'k1', cookie: 'a=1; b=2' });
    expect(headers.Host).toMatch(/\.execute-api\.us-east-1\.amazonaws\.com$/);
    expect(headers['X-Forwarded-For']).toContain('127.0.0.1');
    expect(query).toEqual({ cursor: 'a b' });
    expect(body).toBe('{"product":"Laptop"}');
  });

  it('does not run the function of the default behaviour, nor is it reached by a detour', async () => {
    expect((await echoed('/api/orders/7K3M')).path).toBe('/orders/7K3M');
    expect((await get('/assets/../api/orders')).body.toString()).toBe('{"message":"Forbidden"}');
  });

  it("leaves a path without the API's slash to the site", async () => {
    expect((await get('/api')).body.toString()).toBe(page);
  });
});
