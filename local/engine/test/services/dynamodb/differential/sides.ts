import { Worker } from 'node:worker_threads';
import { AwsError } from '../../../../src/aws-error.ts';
import { type Json, openLightDynamoDb } from '../light-dynamodb.ts';

/** One call of DynamoDB's API. */
export interface Request {
  readonly operation: string;
  readonly input: Json;
}

/** What a call gave: an output, or an error's code (without its namespace) and message. */
export type Answer =
  | { readonly output: Json; readonly code?: undefined }
  | { readonly code: string; readonly message: string };

/** One of the two that are compared. A fault of it, which is no answer, is thrown. */
export interface Side {
  send(request: Request): Promise<Answer>;
  close(): Promise<void>;
}

/** Our tables, through the dispatcher. */
export const openOurs = async (folder: string): Promise<Side> => {
  const tables = await openLightDynamoDb(folder);
  return {
    send: async ({ operation, input }) => {
      try {
        return { output: (await tables.call(operation, structuredClone(input))) ?? {} };
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        return { code: plainCode(error.code), message: error.message };
      }
    },
    close: () => tables.close(),
  };
};

/** dynalite, in memory and in a thread of its own: an emulator whose messages were recorded from the service
 * (https://github.com/architect/dynalite). */
export const openDynalite = (): Side => {
  const thread = new Worker(new URL('./dynalite-thread.ts', import.meta.url));
  let waiting: PromiseWithResolvers<Answer> | undefined;
  thread.on('message', (answer: Answer) => waiting?.resolve(answer));
  thread.on('error', (error) => waiting?.reject(error));
  const send = (request: Request): Promise<Answer> => {
    waiting = Promise.withResolvers();
    thread.postMessage(request);
    return waiting.promise;
  };
  return { send, close: async () => void (await thread.terminate()) };
};

/** A code without its namespace. */
export const plainCode = (code: string): string => code.slice(code.lastIndexOf('#') + 1);

/** Makes dynalite forget all it holds. */
export const FORGET: Request = { operation: 'forget', input: {} };
/** What dynalite's thread answers where dynalite threw, which is no answer of DynamoDB's. */
export const FAULT = 'dynalite-fault';
