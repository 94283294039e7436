import { sameAnswer } from './compare.ts';
import type { TableShape } from './generate/tables.ts';
import { type Answer, FAULT, type Request } from './sides.ts';

/** Both answers to a request, and the table that it was made for. */
interface Case {
  readonly request: Request;
  readonly ours: Answer;
  readonly theirs: Answer;
  readonly table: TableShape;
}

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
    applies: ({ request, ours, theirs, table }) =>
      request.input.ReturnConsumedCapacity !== undefined &&
      (table.indexes.length > 0 || request.operation === 'Query' || request.operation === 'Scan') &&
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
      /(=|<>|<|>)\s+[#a-z]/.test(expressionsOf(request)) &&
      [ours.code, theirs.code].every((code) => code !== 'SerializationException'),
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
      (found.request.input.ProjectionExpression !== undefined || found.request.input.Select === 'ALL_ATTRIBUTES'),
  },
  {
    name: 'consistent reads of a global index',
    documentation: `${API}/API_Scan.html#DDB-Scan-request-ConsistentRead`,
    applies: ({ ours, theirs }) =>
      theirs.code === undefined && says(ours, /Consistent reads are not supported on global secondary indexes/),
  },
  {
    name: 'ReturnValues of DeleteItem',
    documentation: `${API}/API_DeleteItem.html#DDB-DeleteItem-request-ReturnValues`,
    applies: ({ request, ours }) =>
      request.operation === 'DeleteItem' && says(ours, /^ReturnValues can only be ALL_OLD or NONE$/),
  },
  {
    name: 'an index added to an on-demand table, which has no throughput',
    documentation: `${API}/API_CreateGlobalSecondaryIndexAction.html#DDB-Type-CreateGlobalSecondaryIndexAction-ProvisionedThroughput`,
    applies: ({ request, theirs }) =>
      request.operation === 'UpdateTable' &&
      says(theirs, /create.provisionedThroughput' failed to satisfy constraint: Member must not be null/),
  },
  {
    name: 'an index that is not there, deleted',
    documentation: `${API}/API_UpdateTable.html#API_UpdateTable_Errors`,
    applies: ({ request, ours, theirs }) =>
      request.operation === 'UpdateTable' && ours.code === 'ResourceNotFoundException' && theirs.code === undefined,
  },
];
