import type { Json, LightDynamoDb } from '../light-dynamodb.ts';

/** A stream of requests that a process sends until it is killed; the same number is always the same request. */
export interface Workload {
  /** Makes the tables, and what is in them before the first request. */
  prepare(tables: LightDynamoDb): Promise<void>;
  request(number: number): { readonly operation: string; readonly input: Json };
  /** Begins with empty hands for a new data folder. */
  createModel(): Model;
}

/** What must be true of the tables, as far as their answers tell. */
export interface Model {
  acknowledged(number: number): void;
  refused(number: number, code: string): void;
  /** Throws where the tables contradict the answers, or themselves; `open` is the request without an answer. */
  check(tables: LightDynamoDb, open: number | undefined): Promise<void>;
}

/** A number below `limit` that depends on nothing but its arguments. */
export const pick = (seed: number, salt: number, limit: number): number => {
  let mixed = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return ((mixed ^ (mixed >>> 13)) >>> 0) % limit;
};

/** All items of a table or one of its indexes. */
export const everything = async (tables: LightDynamoDb, table: string, index?: string): Promise<Json[]> => {
  const items: Json[] = [];
  let ExclusiveStartKey: unknown;
  do {
    const input = {
      TableName: table,
      ...(index && { IndexName: index }),
      ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
    };
    const page = await tables.call('Scan', input);
    // Our items have no prototype, which no assertion takes for equal to those that have.
    items.push(...structuredClone(page.Items as Json[]));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
};
