import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEngine } from '../../../src/testing/engine.ts';
import { SINGLE_PAGE, send, synthesizeSite } from './site.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;

beforeAll(async () => {
  engine = await startTestEngine({
    assembly: synthesizeSite({
      files: { 'index.html': 'deployed page', 'data.json': '{"deployed":true}' },
      viewerRequest: SINGLE_PAGE,
    }),
    pages: {
      handle: (request, response, next) => {
        if (request.url !== '/' && !request.url?.startsWith('/src/')) return next();
        response.setHeader('content-type', 'text/html');
        response.end(`page from its source: ${request.url}`);
      },
      upgrade: (request, socket) => {
        const key = createHash('sha1').update(`${request.headers['sec-websocket-key']}`).digest('base64');
        socket.end(`HTTP/1.1 101 Switching Protocols\r\nsec-websocket-accept: ${key}\r\n\r\n`);
      },
    },
  });
});
afterAll(() => engine?.dispose());

const get = async (path: string) => {
  const { status, body, headers } = await send(engine.siteOrigin, path, {});
  return { status, body: body.toString(), headers };
};

/** The first line of the answer to a WebSocket's handshake; empty where the connection is closed. */
const handshake = (origin: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(engine.siteOrigin).port), '127.0.0.1', () => {
      const { host } = new URL(engine.siteOrigin);
      const lines = [`host: ${host}`, `origin: ${origin}`, 'connection: upgrade', 'upgrade: websocket'];
      socket.write(`GET / HTTP/1.1\r\n${lines.join('\r\n')}\r\nsec-websocket-key: x\r\n\r\n`);
    });
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', () => {}).on('close', () => resolve(text.split('\r\n', 1)[0] ?? ''));
  });

describe('pages from their sources', () => {
  it('are served in the place of the deployed ones, under the headers of the distribution', async () => {
    const { status, body, headers } = await get('/');
    expect({ status, body }).toEqual({ status: 200, body: 'page from its source: /' });
    const deployed = await get('/data.json');
    for (const name of ['content-security-policy', 'x-frame-options', 'x-content-type-options']) {
      expect(headers[name]).toBeDefined();
      expect(headers[name]).toBe(deployed.headers[name]);
    }
    expect((await get('/src/main.ts?t=1')).body).toBe('page from its source: /src/main.ts?t=1');
  });

  it('leave what they do not serve to the distribution, and the API', async () => {
    expect((await get('/data.json')).body).toBe('{"deployed":true}');
    expect((await get('/cart')).body).toBe('deployed page');
    expect(JSON.parse((await get('/api/orders')).body)).toMatchObject({ path: expect.stringMatching(/orders$/) });
  });

  it('open WebSockets to their own address only', async () => {
    expect(await handshake(engine.siteOrigin)).toBe('HTTP/1.1 101 Switching Protocols');
    expect(await handshake('https://evil.example')).toBe('');
  });
});
