import { AwsError } from '../../aws-error.ts';
import type { Engine } from '../../service.ts';
import type { AsyncConfig } from './async-config.ts';
import { notifyFailure, notifySuccess } from './destinations.ts';
import type { FunctionReference, Functions } from './functions.ts';
import type { Invoker } from './invoker.ts';
import type { Finished } from './outcome.ts';

const defaultConfig: AsyncConfig = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };

/** One minute before the second attempt, two before the third.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const retryDelaysMs = [60_000, 120_000] as const;

/** At most this many at once, so that a backlog leaves a function's queue to synchronous callers too. */
const maxRunning = 8;

interface Row {
  readonly id: number;
  readonly function: string;
  readonly request_id: string;
  readonly payload: string;
  readonly attempts: number;
  readonly accepted: number;
  readonly due: number;
}

/** The durable queue of calls with InvocationType Event. */
export interface AsyncInvocations {
  accept(target: FunctionReference, requestId: string, payload: string): void;
  configure(functionName: string, config: Partial<AsyncConfig>): void;
  start(): void;
  stop(): void;
}

/** Creates the queue; `delaysMs` are the waits before each further attempt. */
export const createAsyncInvocations = (
  engine: Engine,
  functions: Functions,
  invoker: Invoker,
  delaysMs: readonly [number, number] = retryDelaysMs,
): AsyncInvocations => {
  const { store } = engine;
  store.schema(`CREATE TABLE IF NOT EXISTS lambda_async (id INTEGER PRIMARY KEY AUTOINCREMENT, function TEXT NOT NULL,
    request_id TEXT NOT NULL, payload TEXT NOT NULL, attempts INTEGER NOT NULL, accepted INTEGER NOT NULL, due INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS lambda_async_due ON lambda_async (due, id);`);
  const configs = new Map<string, AsyncConfig>();
  const running = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = true;

  const finish = (row: Row): void => void store.run('DELETE FROM lambda_async WHERE id = ?', row.id);
  const again = (row: Row, attempts: number, delayMs: number): void =>
    void store.run(
      'UPDATE lambda_async SET attempts = ?, due = ? WHERE id = ?',
      attempts,
      engine.now() + delayMs,
      row.id,
    );

  const attempt = async (row: Row): Promise<void> => {
    const target = functions.find(row.function);
    const config = configs.get(target.fn.name) ?? defaultConfig;
    const ageMs = engine.now() - row.accepted;
    let outcome: Finished;
    try {
      outcome = await invoker.invoke(target, { requestId: row.request_id, payload: row.payload });
    } catch (error) {
      if (!(error instanceof AwsError) || error.status !== 429) throw error;
      // Throttled: tried again until it is too old, waiting 1 s to 5 minutes.
      if (ageMs < config.maximumEventAgeSeconds * 1000)
        return again(row, row.attempts, Math.min(300_000, 1000 + ageMs));
      outcome = { kind: 'failure', payload: JSON.stringify({ errorType: error.code, errorMessage: error.message }) };
    }
    if (stopped) return;
    const record = { target, row: { ...row, attempts: row.attempts + 1 }, config, outcome };
    if (outcome.kind === 'success') await notifySuccess(engine, record);
    else if (row.attempts < config.maximumRetryAttempts && ageMs < config.maximumEventAgeSeconds * 1000) {
      return again(row, row.attempts + 1, delaysMs[row.attempts === 0 ? 0 : 1]);
    } else await notifyFailure(engine, record);
    finish(row);
  };

  const run = async (row: Row): Promise<void> => {
    running.add(row.id);
    try {
      await attempt(row);
    } catch (error) {
      if (!stopped) {
        engine.log(
          'lambda',
          `${row.function}: an asynchronous call is given up: ${error instanceof Error ? error.message : error}`,
        );
        finish(row);
      }
    } finally {
      running.delete(row.id);
      pump();
    }
  };

  const pump = (): void => {
    if (stopped) return;
    clearTimeout(timer);
    timer = undefined;
    const rows = store.all<Row>('SELECT * FROM lambda_async ORDER BY due, id LIMIT ?', maxRunning + running.size);
    for (const row of rows) {
      if (running.has(row.id)) continue;
      if (running.size >= maxRunning) return;
      const wait = row.due - engine.now();
      if (wait > 0) {
        timer = setTimeout(pump, wait);
        return;
      }
      void run(row);
    }
  };

  return {
    accept: (target, requestId, payload) => {
      store.run(
        'INSERT INTO lambda_async (function, request_id, payload, attempts, accepted, due) VALUES (?, ?, ?, 0, ?, ?)',
        target.arn,
        requestId,
        payload,
        engine.now(),
        engine.now(),
      );
      pump();
    },
    configure: (name, config) => void configs.set(name, { ...defaultConfig, ...config }),
    start: () => {
      stopped = false;
      pump();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
