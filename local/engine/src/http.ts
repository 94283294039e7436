import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpRequest, HttpResponse } from './service.ts';

/** No AWS API takes more than this in one request (Lambda's 6 MB payload comes base64-encoded). */
const MAX_BODY_BYTES = 12 * 1024 * 1024;

/** Whether a body is larger than any AWS API takes. */
export const isTooLarge = ({ length }: Buffer): boolean => length > MAX_BODY_BYTES;

/** Path and query of the target of a request line. */
export const splitTarget = (target: string): Pick<HttpRequest, 'path' | 'query'> => {
  const split = target.indexOf('?');
  return {
    path: split < 0 ? target : target.slice(0, split),
    query: new URLSearchParams(split < 0 ? '' : target.slice(split + 1)),
  };
};

/** What a request says before its body. */
export const readHead = (message: IncomingMessage): Omit<HttpRequest, 'body'> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    method: message.method ?? 'GET',
    ...splitTarget(message.url ?? '/'),
    headers,
    sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
  };
};

/** Reads a request whole; undefined when the body is larger than any AWS API takes, or the client broke off. */
export const readRequest = async (
  message: IncomingMessage,
  head = readHead(message),
): Promise<HttpRequest | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    // Not destroyed where it is too large: the client is to read the answer.
    for await (const chunk of message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return { ...head, body: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) };
};

/** Answers a request. One whose body was not read to its end is the last of its connection: what comes after the answer would be
 * taken for the rest of that body. */
export const writeResponse = (target: ServerResponse, { status, headers, body }: HttpResponse): void => {
  if (target.destroyed) return;
  target.statusCode = status;
  for (const [name, value] of Object.entries(headers)) target.setHeader(name, value as string | string[]);
  target.setHeader('content-length', Buffer.byteLength(body));
  if (isRead(target.req)) target.end(body);
  else lastAnswer(target, body);
};

const isRead = ({ complete, headers }: IncomingMessage): boolean =>
  complete || (headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0);

/** How long a client that still sends is listened to: to close at once would reset the connection before it has read the answer. */
const LINGER_MS = 1000;

const lastAnswer = (target: ServerResponse, body: string | Buffer): void => {
  target.setHeader('connection', 'close');
  target.write(body);
  const end = (): void => {
    clearTimeout(timer);
    target.end();
  };
  const timer = setTimeout(end, LINGER_MS);
  target.req.once('end', end).once('close', end).resume();
};

export const jsonResponse = (status: number, value: unknown, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});
