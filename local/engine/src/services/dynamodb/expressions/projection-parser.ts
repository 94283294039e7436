import { reservedWord, undefinedName } from './operand-types.ts';
import { type Path, pathsFault } from './path.ts';
import { type Mentions, Reader } from './reader.ts';

/** The paths of a projection expression, and what is wrong with them. */
export interface ParsedProjection {
  paths: readonly Path[];
  mentions: Mentions;
  fault?: string;
}

/** Reads a projection expression; throws for wrong syntax.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html */
export const parseProjection = (text: string, names: Readonly<Record<string, string>>): ParsedProjection => {
  const reader = new Reader('ProjectionExpression', text, names);
  const paths = [reader.path()];
  while (reader.cursor.skip(',')) paths.push(reader.path());
  reader.cursor.expectEnd();
  const fault =
    (reader.reserved === undefined ? undefined : reservedWord(reader.reserved)) ??
    undefinedName(paths.find((path) => path.undefinedName !== undefined)?.undefinedName) ??
    pathsFault(paths);
  return { paths, mentions: reader.mentions, ...(fault === undefined ? {} : { fault }) };
};
