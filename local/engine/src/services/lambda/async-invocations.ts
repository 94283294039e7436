import { AwsError } from '../../aws-error.ts';
import { type Again, createOutbox, type Ledger, type Owed, type Unpaid } from '../../kit/outbox.ts';
import type { Engine } from '../../service.ts';
import type { Store } from '../../store.ts';
import type { AsyncConfig } from './async-config.ts';
import { notifyFailure, notifySuccess } from './destinations.ts';
import type { FunctionReference, Functions } from './functions.ts';
import type { Invoker } from './invoker.ts';
import type { Finished } from './outcome.ts';

const DEFAULT_CONFIG: AsyncConfig = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };

/** One minute before the second attempt, two before the third.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const RETRY_DELAYS_MS = [60_000, 120_000] as const;

/** At most this many at once, so that a backlog leaves a function's queue to synchronous callers too. */
const MAX_RUNNING = 8;

interface AsyncCall {
  /** ARN of the function. */
  readonly function: string;
  readonly requestId: string;
  readonly payload: string;
}

/** The durable queue of calls with InvocationType Event. */
export interface AsyncInvocations {
  accept(target: FunctionReference, requestId: string, payload: string): void;
  configure(functionName: string, config: Partial<AsyncConfig>): void;
  start(): void;
  stop(): void;
}

/** The function ran, and failed. */
class FailedCall extends Error {
  readonly outcome: Finished;
  constructor(outcome: Finished) {
    super('the function failed');
    this.outcome = outcome;
  }
}

/** Creates the queue; `delaysMs` are the waits before each further attempt. */
export const createAsyncInvocations = (
  engine: Engine,
  functions: Functions,
  invoker: Invoker,
  delaysMs: readonly [number, number] = RETRY_DELAYS_MS,
): AsyncInvocations => {
  const configs = new Map<string, AsyncConfig>();
  const configOf = ({ fn }: FunctionReference): AsyncConfig => configs.get(fn.name) ?? DEFAULT_CONFIG;
  const recordOf = ({ item, attempts }: Owed<AsyncCall>, outcome: Finished) => {
    const target = functions.find(item.function);
    return { target, call: { ...item, attempts: attempts + 1 }, config: configOf(target), outcome };
  };

  const throttled = ({ item, attempts, ageMs }: Unpaid<AsyncCall>): Again | undefined => {
    const { maximumEventAgeSeconds } = configOf(functions.find(item.function));
    // Tried again until it is too old, after 1 s to 5 minutes; it does not count as an attempt.
    return ageMs < maximumEventAgeSeconds * 1000 ? { afterMs: Math.min(300_000, 1000 + ageMs), attempts } : undefined;
  };
  const failed = async (owed: Unpaid<AsyncCall>, error: unknown): Promise<Again | undefined> => {
    if (error instanceof FailedCall) return await retry(owed, error.outcome);
    if (!(error instanceof AwsError) || error.status !== 429) throw error;
    return throttled(owed) ?? (await retry(owed, failure(error)));
  };
  const retry = async (owed: Unpaid<AsyncCall>, outcome: Finished): Promise<Again | undefined> => {
    const record = recordOf(owed, outcome);
    const { maximumRetryAttempts, maximumEventAgeSeconds } = record.config;
    const young = owed.ageMs < maximumEventAgeSeconds * 1000;
    if (young && owed.attempts < maximumRetryAttempts) {
      return { afterMs: delaysMs[owed.attempts === 0 ? 0 : 1], attempts: owed.attempts + 1 };
    }
    await notifyFailure(engine, record);
    return undefined;
  };

  const outbox = createOutbox<AsyncCall, Finished>(
    engine.clock,
    createLedger(engine.store),
    {
      attempt: async ({ item: { function: name, requestId, payload } }) => {
        const outcome = await invoker.invoke(functions.find(name), { requestId, payload });
        if (outcome.kind === 'failure') throw new FailedCall(outcome);
        return outcome;
      },
      succeeded: (owed, outcome) => notifySuccess(engine, recordOf(owed, outcome)),
      failed,
      broken: ({ item }, error) => {
        const reason = error instanceof Error ? error.message : error;
        engine.log('lambda', `${item.function}: an asynchronous call is given up: ${reason}`);
      },
    },
    MAX_RUNNING,
  );

  return {
    accept: ({ arn }, requestId, payload) => outbox.owe({ function: arn, requestId, payload })(),
    configure: (name, config) => void configs.set(name, { ...DEFAULT_CONFIG, ...config }),
    start: outbox.start,
    stop: outbox.stop,
  };
};

const failure = ({ code, message }: AwsError): Finished => ({
  kind: 'failure',
  payload: JSON.stringify({ errorType: code, errorMessage: message }),
});

interface Row {
  readonly id: number;
  readonly function: string;
  readonly request_id: string;
  readonly payload: string;
  readonly attempts: number;
  readonly accepted: number;
  readonly due: number;
}

const createLedger = (store: Store): Ledger<AsyncCall> => {
  store.schema(`CREATE TABLE IF NOT EXISTS lambda_async (id INTEGER PRIMARY KEY AUTOINCREMENT, function TEXT NOT NULL,
    request_id TEXT NOT NULL, payload TEXT NOT NULL, attempts INTEGER NOT NULL, accepted INTEGER NOT NULL, due INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS lambda_async_due ON lambda_async (due, id);`);
  return {
    add: ({ function: arn, requestId, payload }, at) =>
      store.get<{ id: number }>(
        `INSERT INTO lambda_async (function, request_id, payload, attempts, accepted, due)
         VALUES (?, ?, ?, 0, ?, ?) RETURNING id`,
        arn,
        requestId,
        payload,
        at,
        at,
      )?.id ?? 0,
    postpone: (id, attempts, nextAt) =>
      void store.run('UPDATE lambda_async SET attempts = ?, due = ? WHERE id = ?', attempts, nextAt, id),
    remove: (id) => void store.run('DELETE FROM lambda_async WHERE id = ?', id),
    all: () =>
      store.all<Row>('SELECT * FROM lambda_async ORDER BY due, id').map((row) => ({
        id: row.id,
        item: { function: row.function, requestId: row.request_id, payload: row.payload },
        attempts: row.attempts,
        acceptedAt: row.accepted,
        nextAt: row.due,
      })),
  };
};
