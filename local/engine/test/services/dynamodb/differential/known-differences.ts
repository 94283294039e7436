import { sameAnswer } from './compare.ts';
import type { TableShape } from './generate/tables.ts';
import { type Answer, FAULT, type Request } from './sides.ts';

/** Both answers to a request, and the table that it was made for. */
interface Case {
  readonly request: Request;
  readonly ours: Answer;
  readonly theirs: Answer;
  readonly table: TableShape;
  /** Whether the table has, or has had, an index. */
  readonly indexed: boolean;
}

/** What stands for dynalite's answer where a table cannot be made anew with an index that is added, for dynalite refuses its items. */
export const UNFIT_ITEM = 'unfit-item';

/** Where dynalite is wrong: `known-differences.test.ts` shows that ours is what the page says. */
export interface KnownDifference {
  readonly name: string;
  readonly documentation: string;
  /** Whether both did the same to the tables, so that what follows can be compared. */
  readonly sameState?: boolean;
  applies(found: Case): boolean;
}

const GUIDE = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide';
const API = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';

const messageOf = (answer: Answer): string => (answer.code === undefined ? '' : answer.message);
const says = (answer: Answer, pattern: RegExp): boolean => pattern.test(messageOf(answer));
const indexOf = ({ request, table }: Case) => table.indexes.find(({ name }) => name === request.input.IndexName);
const expressionsOf = ({ input }: Request): string =>
  ['ConditionExpression', 'FilterExpression'].map((member) => String(input[member] ?? '')).join(' ');

/** An answer without what it says it cost. */
const withoutCost = (answer: Answer): Answer =>
  answer.code === undefined ? { output: JSON.parse(JSON.stringify(answer.output), dropCost) } : answer;
const dropCost = (name: string, value: unknown): unknown => (name === 'ConsumedCapacity' ? undefined : value);

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    // It throws a TypeError out of a timer where an operand has another type than a function's.
    name: 'dynalite breaks down',
    documentation: `${GUIDE}/Expressions.OperatorsAndFunctions.html`,
    applies: ({ theirs }) => theirs.code === FAULT,
  },
  {
    name: 'capacity of indexes, and of reads that find nothing',
    documentation: `${GUIDE}/GSI.html#GSI.ThroughputConsiderations`,
    sameState: true,
    applies: ({ request, ours, theirs, indexed }) =>
      request.input.ReturnConsumedCapacity !== undefined &&
      (indexed || request.operation === 'Query' || request.operation === 'Scan') &&
      sameAnswer(withoutCost(ours), withoutCost(theirs)),
  },
  {
    name: 'NOT of a NOT',
    documentation: `${GUIDE}/Expressions.OperatorsAndFunctions.html#Expressions.OperatorsAndFunctions.Syntax`,
    applies: ({ request, theirs }) =>
      /NOT\s+NOT/i.test(expressionsOf(request)) && says(theirs, /Syntax error; Expected "\(" but "n" found/i),
  },
  {
    name: 'values that have no order, as operands of comparators and BETWEEN',
    documentation: `${API}/API_Condition.html`,
    applies: ({ ours }) =>
      says(
        ours,
        /Incorrect operand type for operator or function; operator or function: (<=?|>=?|BETWEEN), operand type: /,
      ),
  },
  {
    name: 'comparison of two attributes, neither of which is there',
    documentation: `${GUIDE}/Expressions.OperatorsAndFunctions.html`,
    applies: ({ request, ours, theirs }) =>
      /[=<>]\s+[#a-z]|BETWEEN\s+(\S+\s+AND\s+)?[#a-z]|\bIN\s*\(([^)]*,)?\s*[#a-z]/.test(expressionsOf(request)) &&
      (ours.code === theirs.code || [ours.code, theirs.code].includes('ConditionalCheckFailedException')),
  },
  {
    name: 'false in a list of IN, which dynalite never finds',
    documentation: `${GUIDE}/Expressions.OperatorsAndFunctions.html#Expressions.OperatorsAndFunctions.Comparators`,
    applies: ({ request, ours, theirs }) =>
      /\bIN\s*\(/i.test(expressionsOf(request)) &&
      JSON.stringify(request.input.ExpressionAttributeValues ?? {}).includes('{"BOOL":false}') &&
      (ours.code === theirs.code || [ours.code, theirs.code].includes('ConditionalCheckFailedException')),
  },
  {
    name: 'Select and ProjectionExpression that contradict each other',
    documentation: `${API}/API_Query.html#DDB-Query-request-Select`,
    applies: ({ ours }) =>
      says(
        ours,
        /ALL_PROJECTED_ATTRIBUTES can be used only when|when choosing to get (SPECIFIC_ATTRIBUTES|only the Count|ALL_)/,
      ),
  },
  {
    name: 'attributes that a global index does not project',
    documentation: `${GUIDE}/GSI.html#GSI.Reading`,
    applies: ({ ours }) => says(ours, /Global secondary index \S+ does not project/),
  },
  {
    name: 'attributes that a local index does not project, which are fetched',
    documentation: `${GUIDE}/LSI.html#LSI.Projections`,
    applies: (found) =>
      indexOf(found)?.global === false &&
      found.ours.code === undefined &&
      found.theirs.code === undefined &&
      (found.request.input.Select === 'ALL_ATTRIBUTES' ||
        ['ProjectionExpression', 'FilterExpression'].some((member) => found.request.input[member] !== undefined)),
  },
  {
    name: 'consistent reads of a global index',
    documentation: `${API}/API_Scan.html#DDB-Scan-request-ConsistentRead`,
    applies: ({ ours }) => says(ours, /Consistent reads are not supported on global secondary indexes/),
  },
  {
    // Which segment a key is in, each side's own hash decides.
    name: 'a starting key of another segment',
    documentation: `${API}/API_Scan.html#DDB-Scan-request-Segment`,
    applies: ({ ours, theirs }) =>
      [ours, theirs].some((answer) => says(answer, /Please use ExclusiveStartKey with correct Segment/)),
  },
  {
    name: 'a segment without their number',
    documentation: `${API}/API_Scan.html#DDB-Scan-request-Segment`,
    applies: ({ request, ours }) =>
      request.operation === 'Scan' && says(ours, /^The TotalSegments parameter is required but was not present/),
  },
  {
    // Of two faults the service names that of the JSON first; ours reads values when it comes to them.
    name: 'a value of a wrong JSON type beside another fault',
    documentation: `${GUIDE}/Programming.LowLevelAPI.html`,
    applies: ({ ours, theirs }) => ours.code === 'ValidationException' && theirs.code === 'SerializationException',
  },
  {
    // dynalite counts UTF-16 units, and so lets larger items pass.
    name: 'size of items with texts beyond ASCII',
    documentation: `${GUIDE}/CapacityUnitCalculations.html#ItemSizeCalculations`,
    applies: ({ request, ours, theirs }) =>
      /[^ -~]/.test(JSON.stringify(request.input)) &&
      theirs.code !== 'ValidationException' &&
      says(ours, /Item size (to update )?has exceeded the maximum allowed size$/),
  },
  {
    // dynalite tells keys apart by their values alone.
    name: 'keys of other names in a batch, with one value',
    documentation: `${API}/API_BatchGetItem.html#DDB-BatchGetItem-request-RequestItems`,
    applies: ({ request, ours, theirs }) =>
      request.operation === 'BatchGetItem' &&
      says(ours, /^The provided key element does not match the schema$/) &&
      says(theirs, /contains duplicates$/),
  },
  {
    name: 'ReturnValues of DeleteItem',
    documentation: `${API}/API_DeleteItem.html#DDB-DeleteItem-request-ReturnValues`,
    applies: ({ request, ours }) =>
      request.operation === 'DeleteItem' && says(ours, /^ReturnValues can only be ALL_OLD or NONE$/),
  },
  {
    // An item whose attribute has another type than the new index's key is not in the index.
    name: 'items that do not fit an index that is added',
    documentation: `${GUIDE}/GSI.OnlineOps.html#GSI.OnlineOps.ViolationDetection`,
    applies: ({ theirs }) => theirs.code === UNFIT_ITEM,
  },
  {
    name: 'index changes of UpdateTable, which dynalite does not check',
    documentation: `${API}/API_UpdateTable.html#DDB-UpdateTable-request-GlobalSecondaryIndexUpdates`,
    applies: ({ request, ours, theirs }) =>
      request.operation === 'UpdateTable' &&
      request.input.GlobalSecondaryIndexUpdates !== undefined &&
      ours.code !== undefined &&
      (theirs.code === undefined ||
        says(theirs, /provisionedThroughput' failed to satisfy constraint: Member must not be null/)),
  },
  {
    name: 'attribute definitions that no key uses, and INCLUDE without attributes',
    documentation: `${API}/API_CreateTable.html#DDB-CreateTable-request-AttributeDefinitions`,
    applies: ({ request, ours, theirs }) =>
      request.operation === 'CreateTable' &&
      theirs.code !== 'ValidationException' &&
      says(
        ours,
        /Some AttributeDefinitions are not used|ProjectionType is INCLUDE, but NonKeyAttributes is not specified/,
      ),
  },
  {
    name: 'empty values of keys',
    documentation: `${GUIDE}/WorkingWithItems.html`,
    applies: ({ ours }) => says(ours, /cannot contain an empty (string|binary) value\. /),
  },
  {
    name: 'sums of more than 38 digits',
    documentation: `${GUIDE}/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number`,
    applies: ({ request, ours }) =>
      request.operation === 'UpdateItem' &&
      says(ours, /^Attempting to store more than 38 significant digits in a Number$/),
  },
  {
    name: 'size of texts beyond ASCII',
    documentation: `${GUIDE}/ql-functions.size.html`,
    applies: ({ request, ours, theirs }) =>
      /size\s*\(/.test(expressionsOf(request)) &&
      [ours, theirs].every(({ code }) => code === undefined || code === 'ConditionalCheckFailedException'),
  },
  {
    // Since tables can be named by their ARN, names in a batch have no pattern any more.
    name: 'short table names in batches',
    documentation: `${API}/API_BatchGetItem.html#DDB-BatchGetItem-request-RequestItems`,
    applies: ({ request, theirs }) =>
      request.operation.startsWith('Batch') &&
      says(theirs, /at 'requestItems' failed to satisfy constraint: Map keys must/),
  },
  {
    // Only the wording differs: a value that no key can have is refused by both.
    name: 'key conditions on values that no key can have',
    documentation: `${API}/API_Query.html#DDB-Query-request-KeyConditionExpression`,
    applies: ({ ours, theirs }) =>
      ours.code !== undefined && says(theirs, /ComparisonOperator \w+ is not valid for \w+ AttributeValue type/),
  },
  {
    // dynalite looks at the expression before the item: it refuses also what would have had no effect, or failed otherwise.
    name: 'types of index keys, which ours looks at in the item as it would be',
    documentation: `${GUIDE}/GSI.html#GSI.Writes`,
    applies: ({ request, theirs }) =>
      request.operation === 'UpdateItem' &&
      says(theirs, /Type mismatch for Index Key|secondary index key to unsupported type/),
  },
];
