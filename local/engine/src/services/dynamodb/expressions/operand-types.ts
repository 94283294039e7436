import { own } from '../../../kit/own.ts';
import { type AttributeType, typeOf } from '../values/compare.ts';
import { firstFault } from './fault.ts';
import type { Operand } from './syntax.ts';
import type { Values } from './values-of-request.ts';

/** The type of an operand where the expression itself tells: that of a value, not of a path. */
export const literalType = (operand: Operand, values: Values): AttributeType | undefined => {
  if (operand.kind !== 'value') return undefined;
  const value = own(values, operand.name);
  return value === undefined ? undefined : typeOf(value);
};

/** The first placeholder, of a name or a value, that the request does not define, in DynamoDB's words. */
export const undefinedPlaceholder = (operand: Operand, values: Values): string | undefined => {
  if (operand.kind === 'path') return undefinedName(operand.undefinedName);
  if (operand.kind === 'value') {
    if (own(values, operand.name) !== undefined) return undefined;
    return `An expression attribute value used in expression is not defined; attribute value: ${operand.name}`;
  }
  return firstFault(operand.args, (arg) => undefinedPlaceholder(arg, values));
};

/** The fault of a path with a name that the request does not define. */
export const undefinedName = (name: string | undefined): string | undefined =>
  name === undefined
    ? undefined
    : `An expression attribute name used in the document path is not defined; attribute name: ${name}`;

/** The fault of a function with more or fewer arguments than it takes. */
export const wrongCount = (name: string, count: number): string =>
  `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`;

/** The fault of an operator or function with an operand of a type that it does not take. */
export const wrongType = (name: string, type: string): string =>
  `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`;

/** The fault of a function that takes a path as its first argument and was given something else. */
export const pathRequired = (name: string): string =>
  `Operator or function requires a document path; operator or function: ${name}`;

/** The fault of a function where no function, or not this one, may stand. */
export const misusedFunction = (name: string): string =>
  `The function is not allowed to be used this way in an expression; function: ${name}`;

/** The fault of a reserved word that stands for a name. */
export const reservedWord = (word: string): string => `Attribute name is a reserved keyword; reserved keyword: ${word}`;
