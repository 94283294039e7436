import { Agent, request } from 'node:http';

/** A request as it is sent. */
export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came of it; of an answer that tells of a fault, also how it begins. */
export type Fate = { readonly status: number; readonly said?: string } | { readonly broken: string };

const TOLD_CHARACTERS = 400;

/** Longer than any function of the shop may take. */
const HANGS_AFTER_MS = 35_000;

/** Creates a sender to one port of this machine, and to no other host. */
export const createSender = (port: number, connections: number) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send = ({ method, path, headers, body }: FuzzRequest): Promise<Fate> =>
    new Promise((settle) => {
      const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const options = { agent, host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } };
      const outgoing = request(options, (response) => {
        const { statusCode: status = 0 } = response;
        let said = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          if (status >= 500 && said.length < TOLD_CHARACTERS) said += text.slice(0, TOLD_CHARACTERS);
        });
        response.once('end', () => settle(status >= 500 ? { status, said } : { status }));
        response.once('error', ({ message }) => settle({ broken: message }));
      });
      outgoing.setTimeout(HANGS_AFTER_MS, () => {
        settle({ broken: `no answer within ${HANGS_AFTER_MS / 1000} s` });
        outgoing.destroy();
      });
      outgoing.once('error', ({ message }) => settle({ broken: message }));
      outgoing.end(body);
    });
  return { send, close: () => agent.destroy() };
};
