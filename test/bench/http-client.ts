import { Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Sends HTTP requests over kept-alive connections, at little cost to the machine that is measured. */
export const createHttpClient = (maxSockets: number) => {
  const agent = new Agent({ keepAlive: true, maxSockets });
  const send = (method: string, url: string, headers: Record<string, string>, body?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { hostname, port, pathname, search } = new URL(url);
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      // The engine listens on IPv4 loopback only; localhost may name IPv6 first.
      const host = hostname === 'localhost' ? '127.0.0.1' : hostname;
      const outgoing = request(
        { agent, method, host, port, path: `${pathname}${search}`, headers: { ...headers, ...length } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  return { send, close: () => agent.destroy() };
};
