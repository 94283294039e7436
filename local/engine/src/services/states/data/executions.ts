import type { Store } from '../../../store.ts';
import { LIMITS } from '../limits.ts';

type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface ExecutionRow {
  readonly id: number;
  readonly arn: string;
  readonly machine: string;
  readonly name: string;
  readonly revision: number;
  readonly status: Status;
  readonly input: string;
  readonly trace: string | null;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly started: number;
  readonly stopped: number | null;
  readonly deadline: number | null;
  readonly redrives: number;
  readonly redriven: number | null;
  readonly redrive_token: string | null;
}

/** How an execution ended. */
export interface Ending {
  readonly status: Exclude<Status, 'RUNNING'>;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** A history event as it is written. */
export interface EventRow {
  readonly id: number;
  readonly at: number;
  readonly previous: number;
  readonly type: string;
  /** `{ "stateEnteredEventDetails": { ... } }` as JSON. */
  readonly details: string | null;
}

interface ListFilter {
  readonly status?: string;
  readonly redriven?: boolean;
}

type NewExecution = Pick<
  ExecutionRow,
  'arn' | 'machine' | 'name' | 'revision' | 'input' | 'trace' | 'started' | 'deadline'
>;

/** Executions, their histories and the interpreter's positions on disk; `changed` hears of each new status, in the
 * transaction that writes it. */
export const createExecutions = (store: Store, changed: (row: ExecutionRow) => void) => ({
  transaction: store.transaction,
  find: (arn: string) => store.get<ExecutionRow>('SELECT * FROM states_execution WHERE arn = ?', arn),
  running: () => store.all<ExecutionRow>("SELECT * FROM states_execution WHERE status = 'RUNNING' ORDER BY id"),
  runningOf: (machine: string) =>
    store.all<ExecutionRow>("SELECT * FROM states_execution WHERE machine = ? AND status = 'RUNNING'", machine),
  /** Undefined where the name is taken: the unique key decides between concurrent starts. */
  insert: (row: NewExecution): ExecutionRow | undefined => {
    const started = store.get<ExecutionRow>(
      `INSERT INTO states_execution (arn, machine, name, revision, status, input, trace, started, deadline, redrives)
       VALUES (?, ?, ?, ?, 'RUNNING', ?, ?, ?, ?, 0) ON CONFLICT (arn) DO NOTHING RETURNING *`,
      row.arn,
      row.machine,
      row.name,
      row.revision,
      row.input,
      row.trace,
      row.started,
      row.deadline,
    );
    if (started) changed(started);
    return started;
  },
  /** Newest first, older than the execution `before`. */
  list: (machine: string, filter: ListFilter, before: number, count: number): ExecutionRow[] => {
    const status = filter.status === undefined ? '' : 'AND status = ?';
    const redriven = filter.redriven === undefined ? '' : `AND redrives ${filter.redriven ? '>' : '='} 0`;
    const values = [machine, before, ...(filter.status === undefined ? [] : [filter.status]), count];
    return store.all<ExecutionRow>(
      `SELECT * FROM states_execution WHERE machine = ? AND id < ? ${status} ${redriven} ORDER BY id DESC LIMIT ?`,
      ...values,
    );
  },
  appendEvent: (execution: number, { id, at, previous, type, details }: EventRow): void => {
    store.run('INSERT INTO states_event VALUES (?, ?, ?, ?, ?, ?)', execution, id, at, previous, type, details);
  },
  history: (execution: number, reverse: boolean, from: number, count: number): EventRow[] =>
    reverse
      ? store.all<EventRow>(
          'SELECT * FROM states_event WHERE execution = ? AND id <= ? ORDER BY id DESC LIMIT ?',
          execution,
          from,
          count,
        )
      : store.all<EventRow>(
          'SELECT * FROM states_event WHERE execution = ? AND id >= ? ORDER BY id LIMIT ?',
          execution,
          from,
          count,
        ),
  lastEvent: (execution: number): number => lastEventOf(store, execution),
  saveFrame: (execution: number, id: number, body: string): void => {
    store.run(
      'INSERT INTO states_frame VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body',
      execution,
      id,
      body,
    );
  },
  removeFrame: (execution: number, id: number): void => {
    store.run('DELETE FROM states_frame WHERE execution = ? AND id = ?', execution, id);
  },
  removeFrames: (execution: number): void => {
    store.run('DELETE FROM states_frame WHERE execution = ?', execution);
  },
  frames: (execution: number) =>
    store
      .all<{ body: string }>('SELECT body FROM states_frame WHERE execution = ? ORDER BY id', execution)
      .map(({ body }) => body),
  close: (execution: number, at: number, ending: Ending): void => {
    const closed = store.get<ExecutionRow>(
      'UPDATE states_execution SET status = ?, output = ?, error = ?, cause = ?, stopped = ? WHERE id = ? RETURNING *',
      ending.status,
      ending.output ?? null,
      ending.error ?? null,
      ending.cause ?? null,
      at,
      execution,
    );
    if (closed) changed(closed);
  },
  reopen: (execution: number, at: number, deadline: number | null, token: string | null): void => {
    const reopened = store.get<ExecutionRow>(
      `UPDATE states_execution SET status = 'RUNNING', output = NULL, error = NULL, cause = NULL, stopped = NULL,
       deadline = ?, redrives = redrives + 1, redriven = ?, redrive_token = ? WHERE id = ? RETURNING *`,
      deadline,
      at,
      token,
      execution,
    );
    if (reopened) changed(reopened);
  },
  /** Forgets executions that closed longer ago than the service keeps them. */
  purge: (now: number): void =>
    store.transaction(() => {
      const before = now - LIMITS.retentionMs;
      for (const { id } of store.all<{ id: number }>('SELECT id FROM states_execution WHERE stopped < ?', before)) {
        store.run('DELETE FROM states_event WHERE execution = ?', id);
        store.run('DELETE FROM states_frame WHERE execution = ?', id);
        store.run('DELETE FROM states_execution WHERE id = ?', id);
      }
    }),
});

/** The id of an execution's last event; 0 where it has none. */
export const lastEventOf = (store: Store, execution: number): number =>
  store.get<{ id: number | null }>('SELECT max(id) AS id FROM states_event WHERE execution = ?', execution)?.id ?? 0;

export type Executions = ReturnType<typeof createExecutions>;
