import type { ITable } from 'aws-cdk-lib/aws-dynamodb';

/** A table, and by what else its metrics are told apart. */
export interface WatchedTable {
  /** As people call it. */
  readonly name: string;
  readonly table: ITable;
  readonly indexNames: readonly string[];
  /** The operations that functions call. */
  readonly operations: readonly string[];
}
