import { invalid, invalidParameter } from '../errors.ts';
import type { Expressions } from '../expressions/index.ts';
import { projected } from '../storage/rows.ts';
import type { Index } from '../storage/table.ts';
import type { Item } from '../values/attribute-value.ts';

/** Which attributes a Query or Scan sees and gives. */
export interface View {
  /** Whether items are read in the table beside the index: a local index is asked for what it does not hold. */
  readonly fetches: boolean;
  readonly countOnly: boolean;
  /** What the index holds of an item; the item itself where the index holds all, or there is none. */
  entry(item: Item): Item;
  /** What the filter sees. */
  seen(item: Item): Item;
  /** What the answer has of it. */
  given(seen: Item): Item;
}

interface Selection {
  readonly Select?: string | undefined;
  readonly ProjectionExpression?: unknown;
}

/** The view of a request. Throws ValidationException where Select, the projection and the index do not go together.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html#DDB-Query-request-Select */
export const viewOf = (
  { Select }: Selection,
  expressions: Expressions,
  index: Index | undefined,
  verb: 'Querying' | 'Scanning',
): View => {
  const { projection } = expressions;
  checkSelect(Select, projection !== undefined, index, verb);
  const wanted = new Set([
    ...expressions.topLevel('ProjectionExpression'),
    ...expressions.topLevel('FilterExpression'),
  ]);
  const fetches = index?.attributes !== undefined && beyond(index, Select, wanted);
  const entry = (item: Item): Item => (index ? projected(index, item) : item);
  return {
    fetches,
    countOnly: Select === 'COUNT',
    entry,
    seen: fetches ? (item) => item : entry,
    given: (seen) => {
      if (projection) return projection.project(seen);
      return fetches && index && Select !== 'ALL_ATTRIBUTES' ? projected(index, seen) : seen;
    },
  };
};

const beyond = (index: Index, select: string | undefined, wanted: ReadonlySet<string>): boolean => {
  if (select === 'ALL_ATTRIBUTES') {
    if (!index.global) return true;
    throw invalidParameter(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  }
  const missing = [...wanted].filter((name) => !index.attributes?.has(name));
  if (missing.length === 0) return false;
  if (!index.global) return true;
  throw invalidParameter(`Global secondary index ${index.name} does not project [${missing.join(', ')}]`);
};

const checkSelect = (
  select: string | undefined,
  hasProjection: boolean,
  index: Index | undefined,
  verb: 'Querying' | 'Scanning',
): void => {
  if (select === 'ALL_PROJECTED_ATTRIBUTES' && !index) {
    throw invalidParameter(`ALL_PROJECTED_ATTRIBUTES can be used only when ${verb} using an IndexName`);
  }
  if (select === 'SPECIFIC_ATTRIBUTES' && !hasProjection) {
    throw invalidParameter(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  }
  if (!hasProjection || select === undefined || select === 'SPECIFIC_ATTRIBUTES') return;
  const chosen = select === 'COUNT' ? 'only the Count' : select;
  throw invalid(`Cannot specify the ProjectionExpression when choosing to get ${chosen}`);
};
