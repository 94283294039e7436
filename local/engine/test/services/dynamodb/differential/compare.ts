import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../light-dynamodb.ts';
import { TABLE_NAME } from './generate/tables.ts';
import type { Answer } from './sides.ts';

/** What the clock, or the moment at which an emulator calls a table ready, decides. */
const VOLATILE: ReadonlySet<string> = new Set([
  ...['CreationDateTime', 'TableId', 'ItemCount', 'TableSizeBytes', 'IndexSizeBytes', 'TableStatus', 'IndexStatus'],
  ...['LastUpdateToPayPerRequestDateTime', 'LastIncreaseDateTime', 'LastDecreaseDateTime', 'Backfilling'],
]);
/** Members that the service has got since dynalite was written, or that its published model does not have. */
const NEWER: ReadonlySet<string> = new Set(['DeletionProtectionEnabled', 'TableThroughputModeSummary']);
/** Lists whose order the API leaves open; what BatchGetItem found in a table is under the table's name. */
const UNORDERED: ReadonlySet<string> = new Set([
  ...[
    'SS',
    'NS',
    'BS',
    TABLE_NAME,
    'AttributeDefinitions',
    'GlobalSecondaryIndexes',
    'LocalSecondaryIndexes',
    'NonKeyAttributes',
  ],
]);

const sorted = (list: readonly unknown[]): unknown[] =>
  [...list].sort((left, right) => (asText(left) < asText(right) ? -1 : 1));

/** An item, or anything else, as one text: equal for equal things. */
export const asText = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );

/** An update that returns no attribute returns no `Attributes`, or an empty one: to any client the same. */
const isNothing = (name: string, member: unknown): boolean =>
  member === undefined || (name === 'Attributes' && Object.keys(member as Json).length === 0);

/** An answer without what may differ: moments, and the order in lists that have none. */
export const comparable = (value: unknown, unordered: ReadonlySet<string> = UNORDERED): unknown => {
  if (Array.isArray(value)) return value.map((one) => comparable(one, unordered));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value as Json)
      .filter(([name, member]) => !VOLATILE.has(name) && !NEWER.has(name) && !isNothing(name, member))
      .map(([name, member]) => {
        const inner = comparable(member, unordered);
        return [name, unordered.has(name) && Array.isArray(inner) ? sorted(inner) : inner];
      }),
  );
};

/** Refusals whose wording is not compared: of a syntax error the service says which tokens its generated parser expected; a
 * request that is none it describes in terms of its Java classes; and dynalite says nothing of a table that is in use. */
const wordingIsOpen = (ours: string, theirs: string): boolean => {
  const syntax = /^Invalid \w+: Syntax error; /;
  return (syntax.test(ours) && syntax.exec(ours)?.[0] === syntax.exec(theirs)?.[0]) || theirs === '';
};

/** Whether two answers say the same. */
export const sameAnswer = (ours: Answer, theirs: Answer): boolean => {
  if (ours.code !== undefined && theirs.code !== undefined) {
    if (ours.code !== theirs.code) return false;
    return (
      ours.code === 'SerializationException' ||
      ours.message === theirs.message ||
      wordingIsOpen(ours.message, theirs.message)
    );
  }
  if (ours.code !== undefined || theirs.code !== undefined) return false;
  return isDeepStrictEqual(comparable(ours.output), comparable(theirs.output));
};

/** Items as a set, whatever their order. */
export const itemSet = (items: readonly unknown[]): readonly string[] =>
  items.map((item) => asText(comparable(item))).sort();
