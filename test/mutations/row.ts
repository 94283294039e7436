import type { Template } from 'local-aws/testing';
import type { WalkName } from './walks.ts';

/** A break of the template, what AWS does about it, and where the engine has to notice it. */
export interface Row {
  /** What is broken, in words of AWS. */
  readonly name: string;
  breaks(template: Template): void;
  /** What AWS does: a full sentence, which knows nothing of the shop. */
  readonly aws: string;
  /** Where AWS says so. */
  readonly page: string;
  /** Whether the start is refused, or which walk through the shop fails. */
  readonly noticed: 'start' | WalkName;
  /** What the refusal, or the failing walk and the engine's log, must say, so that the right thing is noticed. */
  readonly by: RegExp;
  /** Why the engine does not notice it (`unnoticed.ts`); a test says when it does. */
  readonly unnoticed?: string;
}

/** Rows of one service. */
export interface Rows {
  readonly service: string;
  readonly rows: readonly Row[];
}

/** A row as it is written: its page without what pages of AWS begin with. */
export type RowEntry = Omit<Row, 'unnoticed'>;

const DOCS = 'https://docs.aws.amazon.com/';

/** Rows of one service, whose pages are given as paths of AWS's documentation. */
export const rowsOf = (service: string, rows: readonly RowEntry[]): Rows => ({
  service,
  rows: rows.map((row) => ({ ...row, page: `${DOCS}${row.page}` })),
});
