import { invalid } from '../errors.ts';
import { type ExpressionMember, type Expressions, readExpressions } from '../expressions/index.ts';
import type { Table } from '../storage/table.ts';
import { readValue } from '../values/read-value.ts';

/** The expressions of a request, their values checked. Throws ValidationException. */
export const expressionsOf = (
  request: Readonly<Record<string, unknown>>,
  wanted: readonly ExpressionMember[],
): Expressions => readExpressions(request, wanted, { readValue });

/** The projection of a request that has no other expression, and so no values: whatever stands there in their place is no member of it. */
export const projectionOf = ({
  ExpressionAttributeValues: _,
  ...request
}: Readonly<Record<string, unknown>>): Expressions => expressionsOf(request, ['ProjectionExpression']);

/** Throws ValidationException where an expression reaches into a key, which has no parts. */
export const refusePathsIntoKeys = (
  table: Table,
  expressions: Expressions,
  members: readonly ExpressionMember[],
): void => {
  for (const member of members) {
    const nested = expressions.nested(member);
    if (nested.size === 0) continue;
    const key = table.keyNames.find((name) => nested.has(name));
    if (key !== undefined) throw notScalar(`Key: ${key}`);
    for (const { hash, range } of table.indexes) {
      const indexKey = [hash, range].find((each) => each && nested.has(each.name));
      if (indexKey) throw notScalar(`IndexKey: ${indexKey.name}`);
    }
  }
};

const notScalar = (key: string) =>
  invalid(`Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${key}`);
