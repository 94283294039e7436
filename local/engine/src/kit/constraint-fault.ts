import type * as z from 'zod';

/** Which members of a document within a request are at fault, where it is one at all. */
export const invalidMembers = ({ issues }: z.ZodError): string | undefined => {
  const members = issues.map(({ path }) => path.join('.')).filter((path) => path !== '');
  return members.length > 0 ? `Invalid value for ${members.join(', ')}.` : undefined;
};

/** A constraint that a member of a request breaks, in the words of AWS: `value` is null where the member is missing.
 * https://smithy.io/2.0/spec/constraint-traits.html */
export const constraintFault = (value: unknown, path: string, constraint: string): string =>
  `Value ${value === null || value === undefined ? 'null' : `'${shown(value)}'`} at '${path}' failed to satisfy constraint: ${constraint}`;

/** No service tells more faults at once. */
const MAX_FAULTS = 10;

/** The message of a request with such faults. */
export const validationMessage = (faults: readonly string[]): string => {
  const told = faults.slice(0, MAX_FAULTS);
  return `${told.length} validation error${told.length > 1 ? 's' : ''} detected: ${told.join('; ')}`;
};

/** A member's name as such a path has it: `TableName` is `tableName`. */
export const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const shown = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
};
