import type { SQLInputValue } from 'node:sqlite';
import type { Store } from '../../../../src/store.ts';

/** A store that calls `step` before and after each statement, and before and after each commit. */
export const steppedStore = (store: Store, step: () => void): Store => ({
  ...store,
  schema: (sql) => stepped(step, () => store.schema(sql)),
  run: (sql, ...values) => stepped(step, () => store.run(sql, ...values)),
  get: <R>(sql: string, ...values: SQLInputValue[]) => stepped(step, () => store.get<R>(sql, ...values)),
  all: <R>(sql: string, ...values: SQLInputValue[]) => stepped(step, () => store.all<R>(sql, ...values)),
  transaction: (work) =>
    stepped(step, () =>
      store.transaction(() => {
        const result = work();
        step();
        return result;
      }),
    ),
});

const stepped = <R>(step: () => void, work: () => R): R => {
  step();
  const result = work();
  step();
  return result;
};

/** Ends this process as kill -9 does, at the n-th call of the function that this gives; never for n = 0. */
export const killAt = (n: number): (() => void) => {
  let steps = 0;
  return () => {
    steps += 1;
    if (steps === n) process.kill(process.pid, 'SIGKILL');
  };
};
