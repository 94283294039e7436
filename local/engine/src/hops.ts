import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { splitTarget } from './http.ts';
import type { HttpRequest, HttpResponse } from './service.ts';

/** A request to the AWS endpoint as an environment posts it, or that the environment no longer wants the answer to one. */
type Asked =
  | readonly [
      id: number,
      method: string,
      target: string,
      headers: Readonly<Record<string, string>>,
      body: string | Uint8Array,
    ]
  | readonly [id: number];

/** The answer to a request. */
export type Answered = readonly [
  id: number,
  status: number,
  headers: HttpResponse['headers'],
  body: string | Uint8Array,
];

/** Message ports between environments and the AWS endpoint: a request takes a fraction of what it takes over a socket, on either
 * side (docs/adr/0022 of the shop has the figures). */
export interface Hops {
  /** Opens a port for one environment, which owns what it is given; with its end, the calls under way are broken off. */
  connect(): MessagePort;
  /** Breaks off every call and takes no more. */
  close(): void;
}

/** `answer` is the gateway's: it never rejects. */
export const createHops = (answer: (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>): Hops => {
  const open = new Set<MessagePort>();

  const serve = (port: MessagePort): void => {
    const underWay = new Map<number, AbortController>();
    port.on('message', (asked: Asked) => {
      if (asked.length === 1) return void underWay.get(asked[0])?.abort();
      const [id] = asked;
      const gone = new AbortController();
      underWay.set(id, gone);
      void answer(requestOf(asked), gone.signal).then((response) => {
        underWay.delete(id);
        if (!gone.signal.aborted) post(port, id, asked[1], response);
      });
    });
    port.on('close', () => {
      open.delete(port);
      for (const gone of underWay.values()) gone.abort();
      underWay.clear();
    });
  };

  return {
    connect: () => {
      const { port1: near, port2: far } = new MessageChannel();
      open.add(near);
      serve(near);
      return far;
    },
    close: () => {
      for (const port of open) port.close();
    },
  };
};

const requestOf = ([, method, target, headers, body]: Extract<Asked, { length: 5 }>): HttpRequest => ({
  method,
  ...splitTarget(target),
  headers,
  body: typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength),
  sourceIp: '127.0.0.1',
});

const post = (port: MessagePort, id: number, method: string, { status, headers, body }: HttpResponse): void => {
  const length = String(Buffer.byteLength(body));
  // A copy: small buffers lie in one that many share, which would be posted whole.
  const content = method === 'HEAD' ? '' : typeof body === 'string' ? body : new Uint8Array(body);
  const answered: Answered = [id, status, { ...headers, 'content-length': length }, content];
  port.postMessage(answered);
};
