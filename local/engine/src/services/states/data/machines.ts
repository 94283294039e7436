import { randomUUID } from 'node:crypto';
import type { Store } from '../../../store.ts';
import { nameOf } from '../arns.ts';

/** What a state machine declares beside its definition and role; described, without effect here. */
export interface Settings {
  readonly loggingConfiguration?: unknown;
  readonly tracingConfiguration?: unknown;
  readonly encryptionConfiguration?: unknown;
}

/** A state machine in its current revision. */
export interface MachineRow {
  readonly arn: string;
  readonly name: string;
  readonly created: number;
  readonly settings: string;
  readonly tags: string;
  readonly revision: number;
  readonly revision_id: string;
  readonly definition: string;
  readonly role: string;
  readonly updated: number;
}

/** The definition and role that an execution keeps to its end. */
export type RevisionRow = Pick<MachineRow, 'definition' | 'role' | 'revision_id' | 'updated'> & {
  readonly machine: string;
};

/** State machines on disk; each change of definition or role is a revision. */
export const createMachines = (store: Store, now: () => number) => {
  const revise = (arn: string, definition: string, role: string, revisionId: string): number => {
    store.run(
      'INSERT INTO states_revision (machine, revision_id, definition, role, updated) VALUES (?, ?, ?, ?, ?)',
      arn,
      revisionId,
      definition,
      role,
      now(),
    );
    const row = store.get<{ id: number }>('SELECT last_insert_rowid() AS id');
    return row?.id ?? 0;
  };
  /** Those that were asked for: they do not change, and a definition is long. */
  const revisions = new Map<number, RevisionRow>();
  const revision = (id: number): RevisionRow | undefined => {
    const known = revisions.get(id);
    if (known) return known;
    const row = store.get<RevisionRow>(
      'SELECT machine, definition, role, revision_id, updated FROM states_revision WHERE id = ?',
      id,
    );
    if (row) revisions.set(id, row);
    return row;
  };
  const find = (arn: string): MachineRow | undefined => {
    const row = store.get<Omit<MachineRow, keyof RevisionRow>>('SELECT * FROM states_machine WHERE arn = ?', arn);
    const current = row && revision(row.revision);
    return row && current && { ...current, ...row };
  };
  return {
    find,
    create: (arn: string, definition: string, role: string, settings: Settings, tags: Record<string, string>): void =>
      store.transaction(() => {
        store.run(
          'INSERT INTO states_machine (arn, name, revision, settings, tags, created) VALUES (?, ?, ?, ?, ?, ?)',
          arn,
          nameOf(arn),
          revise(arn, definition, role, 'INITIAL'),
          JSON.stringify(settings),
          JSON.stringify(tags),
          now(),
        );
      }),
    update: (machine: MachineRow, definition: string, role: string, settings: Settings): void =>
      store.transaction(() => {
        const same = machine.definition === definition && machine.role === role;
        store.run(
          'UPDATE states_machine SET revision = ?, settings = ? WHERE arn = ?',
          same ? machine.revision : revise(machine.arn, definition, role, randomUUID()),
          JSON.stringify(settings),
          machine.arn,
        );
      }),
    tag: (arn: string, tags: Record<string, string>): void => {
      store.run('UPDATE states_machine SET tags = ? WHERE arn = ?', JSON.stringify(tags), arn);
    },
    /** In the order of their names, after `after`. */
    list: (after: string, count: number): MachineRow[] =>
      store.all<MachineRow>(
        `SELECT m.*, r.revision_id, r.definition, r.role, r.updated FROM states_machine m
         JOIN states_revision r ON r.id = m.revision WHERE m.arn > ? ORDER BY m.arn LIMIT ?`,
        after,
        count,
      ),
    revision,
    /** Removes the state machine with its executions and their histories. */
    remove: (arn: string): void => {
      revisions.clear();
      store.transaction(() => {
        const executions = 'SELECT id FROM states_execution WHERE machine = ?';
        store.run(`DELETE FROM states_event WHERE execution IN (${executions})`, arn);
        store.run(`DELETE FROM states_frame WHERE execution IN (${executions})`, arn);
        store.run('DELETE FROM states_execution WHERE machine = ?', arn);
        store.run('DELETE FROM states_revision WHERE machine = ?', arn);
        store.run('DELETE FROM states_machine WHERE arn = ?', arn);
      });
    },
  };
};

export type Machines = ReturnType<typeof createMachines>;
