import { invalid } from '../errors.ts';
import { type Index, indexNamed, type Keyed, type Table } from '../storage/table.ts';

/** What a Query or Scan reads. */
export interface Source {
  readonly table: Table;
  readonly index?: Index | undefined;
  /** The keys of the index, where there is one, else of the table. */
  readonly keys: Keyed;
}

/** Finds the index that a request names. Throws ValidationException where there is none, or it cannot be read consistently. */
export const sourceOf = (
  table: Table,
  {
    IndexName,
    ConsistentRead,
  }: { readonly IndexName?: string | undefined; readonly ConsistentRead?: boolean | undefined },
): Source => {
  if (IndexName === undefined) return { table, keys: table };
  const index = indexNamed(table, IndexName);
  if (!index) throw invalid(`The table does not have the specified index: ${IndexName}`);
  if (index.global && ConsistentRead) throw invalid('Consistent reads are not supported on global secondary indexes');
  return { table, index, keys: index };
};
