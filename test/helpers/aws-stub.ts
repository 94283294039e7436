import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

/** One answer of the stub; `hangUp` breaks the connection after the request was read, `silent` never answers. */
export type StubAnswer =
  | { status: number; body: object | string | ((request: string) => object) }
  | { hangUp: true }
  | { silent: true };

/** SQS taking a message: the SDK compares the digest with what it sent. */
export const messageTaken: StubAnswer = {
  status: 200,
  body: (request) => ({
    MessageId: 'm',
    MD5OfMessageBody: createHash('md5').update(JSON.parse(request).MessageBody).digest('hex'),
  }),
};

/** One request that the stub got. */
interface StubRequest {
  body: string;
}

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
};

const close = (server: Server): Promise<void> => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
};

/** An AWS endpoint that gives these answers in turn, the last one for ever. */
export const startAwsStub = async (...answers: StubAnswer[]) => {
  const requests: StubRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = answers[Math.min(requests.length, answers.length - 1)];
      const text = Buffer.concat(chunks).toString();
      requests.push({ body: text });
      if (answer === undefined || 'silent' in answer) return;
      if ('hangUp' in answer) return void request.socket.destroy();
      const body = typeof answer.body === 'function' ? answer.body(text) : answer.body;
      response
        .writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' })
        .end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  return { endpoint: await listen(server), requests, stop: () => close(server) };
};

type Dynalite = (options: { createTableMs: number }) => Server;

/** DynamoDB in memory, behind its real wire protocol. */
export const startDynamoDb = async () => {
  const dynalite: Dynalite = createRequire(import.meta.url)('dynalite');
  const server = dynalite({ createTableMs: 0 });
  return { endpoint: await listen(server), stop: () => close(server) };
};

/** Settings for an SDK client of such an endpoint. */
export const stubClientSettings = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
