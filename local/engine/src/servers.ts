import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { EngineError } from './aws-error.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** An HTTP server on the loopback interface only. */
export interface LocalServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Takes over a connection that is to be a WebSocket. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Listens on 127.0.0.1; port 0 picks a free one. `option` names the flag that the error message points to. */
export const listen = async (
  port: number,
  option: string,
  handler: Handler,
  upgrade?: UpgradeHandler,
): Promise<LocalServer> => {
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 60_000 }, (request, response) => {
    void Promise.resolve(handler(request, response)).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const upgraded = new Set<Duplex>();
  if (upgrade) {
    server.on('upgrade', (request, socket, head) => {
      upgraded.add(socket.once('close', () => upgraded.delete(socket)));
      upgrade(request, socket, head);
    });
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port, option)));
    server.listen(port, '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server, upgraded) };
};

const explain = (error: NodeJS.ErrnoException, port: number, option: string): Error => {
  if (error.code === 'EADDRINUSE') {
    return new EngineError(`port ${port} is in use: stop what listens there, or choose another with ${option} PORT`);
  }
  if (error.code === 'EACCES')
    return new EngineError(`port ${port} is not allowed here: choose another with ${option} PORT`);
  return error;
};

const close = (server: Server, upgraded: ReadonlySet<Duplex>): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
    for (const socket of upgraded) socket.destroy();
  });

/** Whether a request may reach the engine: named by a loopback host (no DNS rebinding), and sent by no foreign page. */
export const fromThisMachine = (message: IncomingMessage, ownPorts: readonly number[]): boolean => {
  const host = hostname(`http://${message.headers.host ?? ''}`);
  if (!host || !isLoopback(host)) return false;
  const { origin, upgrade } = message.headers;
  if (!origin || (message.method === 'GET' && !upgrade)) return true;
  const from = URL.canParse(origin) ? new URL(origin) : undefined;
  return from !== undefined && isLoopback(from.hostname) && ownPorts.includes(Number(from.port));
};

const hostname = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).hostname : undefined);
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '127.0.0.1' || host === '[::1]' || host.endsWith('.localhost');
