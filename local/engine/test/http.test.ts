import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEngine } from '../src/testing/engine.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.dispose());

const portOf = (origin: string): number => Number(new URL(origin).port);
const TWENTY_MEGABYTES = 20 * 1024 * 1024;

/** Sends the head of a request and part of its body, and reads until the connection is closed. */
const sendPart = async (port: number, head: readonly string[], part: Buffer): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => {});
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  socket.write(part);
  await once(socket, 'close');
  return answer;
};

describe('an answer to a request that was not read to its end', () => {
  it('413 reaches a client that sends all of a body that is too large, and closes', async () => {
    const outgoing = request({
      host: '127.0.0.1',
      port: portOf(engine.awsOrigin),
      method: 'POST',
      headers: { 'x-amz-target': 'AmazonSQS.SendMessage', 'content-length': TWENTY_MEGABYTES },
    });
    outgoing.end(Buffer.alloc(TWENTY_MEGABYTES));
    const [answer] = await once(outgoing, 'response');
    expect(answer.statusCode).toBe(413);
    expect(answer.headers.connection).toBe('close');
    answer.resume();
    await once(outgoing, 'close');
  });

  it.each([
    ['413', 'awsOrigin', 'localhost', 13 * 1024 * 1024],
    ['403 of a foreign host', 'awsOrigin', 'evil.example', 1],
    ['404 of the site', 'siteOrigin', 'localhost', 1],
  ] as const)('%s closes the connection of a client that stops half-way', async (status, origin, host, bytes) => {
    const head = [
      'POST / HTTP/1.1',
      `host: ${host}:${portOf(engine[origin])}`,
      'x-amz-target: AmazonSQS.SendMessage',
      `content-length: ${TWENTY_MEGABYTES}`,
    ];
    const answer = await sendPart(portOf(engine[origin]), head, Buffer.alloc(bytes));
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status.slice(0, 3)} [^]*\r\nconnection: close\r\n`, 'i'));
  });

  it('keeps the connection of one that was', async () => {
    const outgoing = request({ host: '127.0.0.1', port: portOf(engine.awsOrigin), method: 'POST' });
    outgoing.end('x'.repeat(100_000));
    const [answer] = await once(outgoing, 'response');
    expect(answer.headers.connection).toBe('keep-alive');
    answer.resume();
  });
});
