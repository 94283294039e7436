import { own } from '../../kit/own.ts';

/** A global secondary index, as far as a write's bill needs it. */
export interface BilledIndex {
  readonly keys: readonly string[];
  readonly projection: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  readonly included: readonly string[];
}

type Request = Readonly<Record<string, unknown>>;

/** Capacity units as billed: `ConsumedCapacity` of the table, and what a write costs each global secondary index on top, which
 * dynalite leaves out. The item as it was before is not looked at: a put counts as a new item, an update as one that every
 * index already holds.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes */
export const capacityUnits = (
  consumed: unknown,
  operation: string,
  request: Request,
  indexes: readonly BilledIndex[],
): number => {
  const list = Array.isArray(consumed) ? consumed : [consumed];
  const table = list.reduce<number>(
    (sum, item) => sum + Number((item as { CapacityUnits?: number })?.CapacityUnits ?? 0),
    0,
  );
  const writes = indexes.reduce((sum, index) => sum + writesTo(index, operation, request), 0);
  return table * (1 + writes);
};

/** How many times an index is written by one write of the table. */
const writesTo = (index: BilledIndex, operation: string, request: Request): number => {
  if (operation === 'PutItem') {
    const item = (request.Item ?? {}) as Request;
    // An item without a key of the index is not in it.
    return index.keys.every((key) => key in item) ? 1 : 0;
  }
  if (operation !== 'UpdateItem') return 1;
  const changed = changedBy(request);
  // Another key is an entry deleted and an entry put.
  if (index.keys.some((key) => changed.has(key))) return 2;
  if (index.projection === 'ALL') return 1;
  return index.included.some((name) => changed.has(name)) ? 1 : 0;
};

/** The attributes that an update's expression names; one that is only read costs too much here, which is rare. */
const changedBy = ({ UpdateExpression, ExpressionAttributeNames, AttributeUpdates }: Request): ReadonlySet<string> => {
  const names = (ExpressionAttributeNames ?? {}) as Readonly<Record<string, string>>;
  const words = String(UpdateExpression ?? '').match(/(?<![:\w])#?\w+/g) ?? [];
  return new Set([
    ...words.map((word) => own(names, word) ?? word),
    ...Object.keys((AttributeUpdates as object) ?? {}),
  ]);
};

export const WRITE_OPERATIONS: ReadonlySet<string> = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem']);
export const READ_OPERATIONS: ReadonlySet<string> = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);
