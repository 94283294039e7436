import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { createServer } from 'vite';

/** Answers for pages at an address of somebody else's. */
export interface DevPages {
  /** Answers, or calls `next` for what is no page. */
  handle(request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void): void;
  /** Takes the WebSocket that tells of changes. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

const site = import.meta.dirname;

/** Serves the pages from their sources by Vite's own server, without an address of its own. */
export const createDevPages = async (cacheDir: string): Promise<DevPages> => {
  // It listens nowhere: Vite gets the WebSockets that the engine hands on.
  const sockets = new Server();
  const nonce = randomUUID();
  const vite = await createServer({
    configFile: join(site, 'vite.config.ts'),
    root: site,
    cacheDir,
    appType: 'custom',
    logLevel: 'warn',
    html: { cspNonce: nonce },
    server: { middlewareMode: true, cors: false, hmr: { server: sockets }, ws: { server: sockets } },
  });
  const sendDocument = async (url: string, response: ServerResponse): Promise<void> => {
    const html = await vite.transformIndexHtml(url, await readFile(join(site, 'index.html'), 'utf8'));
    response.setHeader('content-type', 'text/html');
    response.setHeader('cache-control', 'no-cache');
    response.end(html);
  };
  return {
    handle: (request, response, next) => {
      admitHotUpdates(request, response, nonce);
      vite.middlewares(request, response, (error?: unknown) => {
        const url = request.url ?? '/';
        if (error || !isView(url)) next(error);
        else sendDocument(url, response).catch(next);
      });
    },
    upgrade: (request, socket, head) => void sockets.emit('upgrade', request, socket, head),
  };
};

/** All views are one document, as in the distribution. */
const isView = (url: string): boolean => {
  const path = url.split('?', 1)[0] ?? '/';
  return path === '/index.html' || path.startsWith('/products/') || !path.slice(path.lastIndexOf('/')).includes('.');
};

/** Two differences from the distribution's policy: the WebSocket that tells of changes, and the style sheets that Vite's client
 * puts into the page as elements, which bear this start's nonce. */
const admitHotUpdates = (request: IncomingMessage, response: ServerResponse, nonce: string): void => {
  const policy = response.getHeader('content-security-policy');
  if (typeof policy !== 'string') return;
  const relaxed = policy
    .replace(/\bstyle-src\b/, `style-src 'nonce-${nonce}'`)
    .replace(/\bconnect-src\b/, `connect-src ws://${request.headers.host}`);
  response.setHeader('content-security-policy', relaxed);
};
