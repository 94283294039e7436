import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpRequest, HttpResponse } from './service.ts';

/** No AWS API takes more than this in one request (Lambda's 6 MB payload comes base64-encoded). */
const maxBodyBytes = 12 * 1024 * 1024;

/** What a request says before its body. */
export const readHead = (message: IncomingMessage): Omit<HttpRequest, 'body'> => {
  const target = message.url ?? '/';
  const split = target.indexOf('?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    method: message.method ?? 'GET',
    path: split < 0 ? target : target.slice(0, split),
    query: new URLSearchParams(split < 0 ? '' : target.slice(split + 1)),
    headers,
    sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
  };
};

/** Reads a request whole; undefined when the body is larger than any AWS API takes, or the client broke off. */
export const readRequest = async (message: IncomingMessage): Promise<HttpRequest | undefined> => {
  const head = readHead(message);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBodyBytes) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return { ...head, body: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) };
};

export const writeResponse = (target: ServerResponse, { status, headers, body }: HttpResponse): void => {
  if (target.destroyed) return;
  target.statusCode = status;
  for (const [name, value] of Object.entries(headers)) target.setHeader(name, value as string | string[]);
  target.setHeader('content-length', Buffer.byteLength(body));
  target.end(body);
};

export const jsonResponse = (status: number, value: unknown, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});
