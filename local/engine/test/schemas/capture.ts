import { Readable } from 'node:stream';
import type { WireAnswer } from './oracle.ts';

interface Answered {
  readonly response: { readonly statusCode: number; readonly headers: Record<string, string>; body: unknown };
}
type Next = (args: unknown) => Promise<Answered>;

/** A client of any service, as far as this test knows it. */
export interface AnyClient {
  send(command: object): Promise<object>;
  destroy(): void;
  readonly middlewareStack: { add(middleware: (next: Next) => Next, options: object): void };
}

/** Keeps the last answer that a client got, as it came, and gives it to the SDK all the same. */
export const captureAnswers = (client: AnyClient): (() => WireAnswer) => {
  let last: WireAnswer | undefined;
  const middleware =
    (next: Next): Next =>
    async (args) => {
      const answered = await next(args);
      const { response } = answered;
      const chunks: Buffer[] = [];
      for await (const chunk of (response.body ?? []) as AsyncIterable<Buffer>) chunks.push(Buffer.from(chunk));
      const body = Buffer.concat(chunks);
      last = { status: response.statusCode, headers: response.headers, body };
      response.body = Readable.from(body.length > 0 ? [body] : []);
      return answered;
    };
  // Of this step, the one of the lowest priority is the nearest to the wire: it comes before anything is read.
  client.middlewareStack.add(middleware, { step: 'deserialize', priority: 'low', name: 'capture' });
  return () => {
    if (!last) throw new Error('nothing was answered');
    return last;
  };
};
