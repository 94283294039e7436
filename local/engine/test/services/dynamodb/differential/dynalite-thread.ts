import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { ACCOUNT } from '../../../../src/account.ts';
import type { Json } from '../light-dynamodb.ts';
import { type Answer, FAULT, FORGET, plainCode, type Request } from './sides.ts';

// Runs dynalite: one request at a time, and an answer to each. It has a thread because it throws out of timers and
// streams where a request is beyond it, and whoever asked would never hear.

type Callback = (error: unknown, data?: Json) => void;
interface DynaliteStore {
  readonly db: { open(): Promise<void>; close(): Promise<void> };
  readonly tableDb: { awsAccountId: string; awsRegion: string };
}
interface Validations {
  checkTypes(input: Json, types: unknown): Json;
  checkValidations(input: Json, types: unknown, custom: unknown, store: DynaliteStore): void;
}
type Action = (store: DynaliteStore, input: Json, callback: Callback) => void;

const require = createRequire(import.meta.url);
/** dynalite has no types, and no entry but its HTTP server; what that server does with a request is done here. */
const part = <T>(path: string): T => require(`dynalite/${path}`) as T;
const validations = require('dynalite/validations') as Validations;

const ANSWER_WITHIN_MS = 3000;

const openStore = async (): Promise<DynaliteStore> => {
  const store = part<{ create(options: Json): DynaliteStore }>('db').create({
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
  });
  store.tableDb.awsAccountId = ACCOUNT.id;
  store.tableDb.awsRegion = ACCOUNT.region;
  await store.db.open();
  return store;
};

const answerTo = async (store: DynaliteStore, { operation, input }: Request): Promise<Answer> => {
  const file = operation.charAt(0).toLowerCase() + operation.slice(1);
  const { types, custom } = part<{ types: unknown; custom: unknown }>(`validations/${file}`);
  const act = part<Action>(`actions/${file}`);
  try {
    const typed = validations.checkTypes(input, types);
    validations.checkValidations(typed, types, custom, store);
    return {
      output: await new Promise<Json>((resolve, reject) =>
        act(store, typed, (error, data) => (error ? reject(error) : resolve(data ?? {}))),
      ),
    };
  } catch (error) {
    return refusalOf(error);
  }
};

const refusalOf = (error: unknown): Answer => {
  const { body } = error as { body?: { __type?: string; message?: string; Message?: string } };
  if (!body?.__type) return { code: FAULT, message: String(error) };
  return { code: plainCode(body.__type), message: body.message ?? body.Message ?? '' };
};

let store = await openStore();
let pending: PromiseWithResolvers<Answer> = Promise.withResolvers();
process.on('uncaughtException', (error) => pending.resolve(refusalOf(error)));
parentPort?.on('message', async (request: Request) => {
  pending = Promise.withResolvers();
  if (request.operation === FORGET.operation) {
    await store.db.close();
    store = await openStore();
    pending.resolve({ output: {} });
  } else {
    const { resolve } = pending;
    // What has thrown out of a stream may hold a lock for ever.
    const overdue = setTimeout(() => resolve({ code: FAULT, message: 'no answer' }), ANSWER_WITHIN_MS);
    void answerTo(store, request).then(resolve);
    void pending.promise.then(() => clearTimeout(overdue));
  }
  parentPort?.postMessage(await pending.promise);
});
