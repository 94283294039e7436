import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileFunction } from '../../../src/services/cloudfront/function/runtime.ts';
import { startTestEngine } from '../../../src/testing/engine.ts';
import { send, synthesizeSite } from './site.ts';

const run = (code: string, event: unknown = {}) => compileFunction('test', code).run(event);

describe('the runtime of CloudFront functions', () => {
  it('runs a handler, also an asynchronous one', () => {
    expect(run('function handler(event) { return event.a + 1; }', { a: 1 }).output).toBe('2');
    expect(run('const handler = async (event) => { await null; return event.a; }', { a: 'é\u2028"' }).output).toBe(
      JSON.stringify('é\u2028"'),
    );
  });

  it.each([
    ['throws', 'function handler() { throw new TypeError("broken"); }', 'TypeError: broken'],
    ['rejects', 'async function handler() { await null; throw new Error("late"); }', 'Error: late'],
    ['does not exist', 'const other = 1;', 'handler is not defined'],
    ['fails on load', 'undefined.x; function handler() {}', "Cannot read properties of undefined (reading 'x')"],
    ['loops', 'function handler() { for (;;); }', 'timed out'],
    ['loops asynchronously', 'async function handler() { await null; for (;;); }', 'timed out'],
    ['evaluates text', 'function handler() { return eval("1"); }', 'Code generation from strings disallowed'],
  ])('says why a handler that %s failed', (_name, code, message) => {
    const { error, output } = run(code);
    expect(error).toContain(message);
    expect(output).toBeUndefined();
  });

  it('gives nothing for a handler that never settles', () => {
    expect(run('function handler() { return new Promise(() => {}); }')).toEqual({ logs: [] });
  });

  it('shows the function nothing of the host', () => {
    const names = [
      'process',
      'require',
      'setTimeout',
      'fetch',
      'Buffer',
      'WebAssembly',
      'SharedArrayBuffer',
      'Atomics',
    ];
    const probe = `function handler() { return ${JSON.stringify(names)}.filter((name) => typeof globalThis[name] !== 'undefined'); }`;
    expect(run(probe).output).toBe('[]');
    const attempt = `function handler() {
      const attempts = [() => this.constructor.constructor('return process')(), () => console.log.constructor('return process')()];
      return attempts.map((attempt) => { try { return typeof attempt(); } catch (error) { return error.name; } });
    }`;
    expect(run(attempt).output).toBe('["EvalError","EvalError"]');
  });

  it('keeps nothing between runs', () => {
    const counter = compileFunction(
      'counter',
      'let n = 0; function handler() { globalThis.m = ++n; return [n, globalThis.m]; }',
    );
    expect([counter.run({}).output, counter.run({}).output]).toEqual(['[1,1]', '[1,1]']);
  });

  it('collects what it logs', () => {
    expect(run('function handler() { console.log("at", { a: 1 }); return 1; }').logs).toEqual(['at {"a":1}']);
  });

  it.each([
    ['is no JavaScript', 'function handler( {', 'its code is no JavaScript'],
    [
      'imports a module',
      "import cf from 'cloudfront'; function handler() {}",
      'modules (import, require) are not emulated',
    ],
    ['imports a module as it runs', 'function handler() { return import("fs"); }', 'modules (import, require)'],
    ['requires a module', "const crypto = require('crypto');", 'modules (import, require)'],
    ['is larger than CloudFront admits', `//${'x'.repeat(11_000)}`, 'CloudFront admits 10240'],
  ])('refuses code that %s', (_name, code, message) => {
    expect(() => compileFunction('test', code)).toThrow(message);
  });
});

const EVERY_CASE = `function handler(event) {
  const request = event.request;
  const cases = {
    '/event': () => ({ statusCode: 200, headers: { 'content-type': { value: 'application/json' } }, body: JSON.stringify(event) }),
    '/redirect': () => ({
      statusCode: 302,
      statusDescription: 'Found',
      headers: { location: { value: '/elsewhere' }, 'x-many': { value: 'a', multiValue: [{ value: 'a' }, { value: 'b' }] } },
      cookies: { seen: { value: 'yes', attributes: 'Path=/; Secure' } },
    }),
    '/binary': () => ({ statusCode: 200, body: { encoding: 'base64', data: '/w==' } }),
    '/throw': () => { throw new Error('broken'); },
    '/loop': () => { for (;;); },
    '/nothing': () => undefined,
    '/text': () => 'text',
    '/no-uri': () => ({ method: 'GET' }),
    '/relative': () => ({ ...request, uri: 'index.html' }),
    '/method': () => ({ ...request, method: 'PUT' }),
    '/host': () => ({ ...request, headers: { ...request.headers, host: { value: 'elsewhere' } } }),
    '/log': () => { console.log('seen', request.uri); return { ...request, uri: '/index.html' }; },
  };
  return (cases[request.uri] ?? (() => request))();
}`;

describe('a viewer-request function on a distribution', () => {
  const lines: string[] = [];
  let engine: Awaited<ReturnType<typeof startTestEngine>>;
  beforeAll(async () => {
    const assembly = synthesizeSite({ files: { 'index.html': 'the page' }, viewerRequest: EVERY_CASE });
    engine = await startTestEngine({ assembly, onLog: (source, line) => void lines.push(`${source} ${line}`) });
  });
  afterAll(() => engine?.dispose());

  it('gets the event that CloudFront describes', async () => {
    const host = new URL(engine.siteOrigin).host;
    const { body } = await send(engine.siteOrigin, '/event?a=1&a=2&b=x%20y', {
      headers: { host, 'X-Mixed': 'Case', cookie: 'c=1; d=2; c=3' },
    });
    expect(JSON.parse(body.toString())).toEqual({
      version: '1.0',
      context: {
        distributionDomainName: engine.outputs.Host,
        distributionId: expect.stringMatching(/^E[A-Z0-9]{13}$/),
        eventType: 'viewer-request',
        requestId: expect.any(String),
      },
      viewer: { ip: '127.0.0.1' },
      request: {
        method: 'GET',
        uri: '/event',
        querystring: {
          a: { value: '2', multiValue: [{ value: '1' }, { value: '2' }] },
          b: { value: 'x%20y' },
        },
        headers: { host: { value: host }, 'x-mixed': { value: 'Case' }, connection: { value: 'keep-alive' } },
        cookies: { c: { value: '3', multiValue: [{ value: '1' }, { value: '3' }] }, d: { value: '2' } },
      },
    });
  });

  it('may answer itself', async () => {
    const answer = await send(engine.siteOrigin, '/redirect');
    expect(answer.status).toBe(302);
    expect(answer.headers).toMatchObject({ location: '/elsewhere', 'set-cookie': ['seen=yes; Path=/; Secure'] });
    expect(answer.headers['x-many']).toBe('a, b');
    expect((await send(engine.siteOrigin, '/binary')).body).toEqual(Buffer.from([255]));
  });

  it('may leave the request as it is', async () => {
    expect((await send(engine.siteOrigin, '/index.html')).body.toString()).toBe('the page');
    expect((await send(engine.siteOrigin, '/')).body.toString()).toBe('the page');
  });

  it.each(['/throw', '/loop', '/nothing', '/text', '/no-uri', '/relative', '/method', '/host'])(
    'makes the distribution answer 503 when it fails as at %s, and the log says so',
    async (path) => {
      const answer = await send(engine.siteOrigin, path);
      expect(answer.status).toBe(503);
      expect(answer.body.toString()).toContain('The request could not be satisfied');
      expect(lines.some((line) => line.includes(`ERROR ${path}: `))).toBe(true);
    },
  );

  it('writes its log among those of the engine', async () => {
    await send(engine.siteOrigin, '/log');
    expect(lines.some((line) => /^cloudfront\/\S+ seen \/log$/.test(line))).toBe(true);
  });
});
