import type { TableShape } from './generate/tables.ts';
import { type Answer, FAULT, type Request } from './sides.ts';

/** Both answers to a request, and the table that it was made for. */
export interface Case {
  readonly request: Request;
  readonly ours: Answer;
  readonly theirs: Answer;
  readonly table: TableShape;
}

/** Where dynalite is wrong: `known-differences.test.ts` shows that ours is what the page says. */
export interface KnownDifference {
  readonly name: string;
  readonly documentation: string;
  applies(found: Case): boolean;
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    // An operand of another type than a function's: it throws a TypeError in place of an answer.
    name: 'dynalite breaks down',
    documentation:
      'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html',
    applies: ({ theirs }) => theirs.code === FAULT,
  },
];
