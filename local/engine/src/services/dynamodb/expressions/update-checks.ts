import { own } from '../../../kit/own.ts';
import { type Fault, firstFault } from './fault.ts';
import {
  literalType,
  misusedFunction,
  pathRequired,
  undefinedPlaceholder,
  wrongCount,
  wrongType,
} from './operand-types.ts';
import type { Action, FunctionCall, Operand, SetValue } from './syntax.ts';
import type { ParsedUpdate } from './update-parser.ts';
import type { Values } from './values-of-request.ts';

/** DELETE takes none of these, ADD only the number; both take sets. */
const TYPE_WORDS: Readonly<Record<string, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  NULL: 'NULL',
  BOOL: 'BOOLEAN',
  L: 'LIST',
  M: 'MAP',
};

const valuesOf = (action: Action): readonly Operand[] => {
  if (action.kind === 'REMOVE') return [];
  return action.value.kind === 'arithmetic' ? [action.value.left, action.value.right] : [action.value];
};

const operandFault = (action: Action, values: Values): Fault => {
  if (action.kind !== 'ADD' && action.kind !== 'DELETE') return undefined;
  const type = literalType(action.value, values);
  const word = type === undefined ? undefined : own(TYPE_WORDS, type);
  if (word === undefined || (action.kind === 'ADD' && type === 'N')) return undefined;
  return `Incorrect operand type for operator or function; operator: ${action.kind}, operand type: ${word}`;
};

const typesFault = (name: string, operands: readonly Operand[], allowed: string, values: Values): Fault =>
  firstFault(operands, (operand) => {
    const type = literalType(operand, values);
    return type === undefined || type === allowed ? undefined : wrongType(name, type);
  });

const functionFault = (call: FunctionCall, values: Values): Fault => {
  const inner = firstFault(call.args, (arg) => valueFault(arg, values));
  if (inner !== undefined) return inner;
  if (call.args.length !== 2) return wrongCount(call.name, call.args.length);
  if (call.name === 'list_append') {
    // DynamoDB takes `if_not_exists` as an argument, but no `list_append` of a `list_append`.
    const nested = call.args.some((arg) => arg.kind === 'function' && arg.name === call.name);
    return nested ? misusedFunction(call.name) : typesFault(call.name, call.args, 'L', values);
  }
  return call.args[0]?.kind === 'path' ? undefined : pathRequired(call.name);
};

const valueFault = (value: SetValue, values: Values): Fault => {
  if (value.kind === 'function') return functionFault(value, values);
  if (value.kind !== 'arithmetic') return undefined;
  const operands = [value.left, value.right];
  return (
    firstFault(operands, (operand) => valueFault(operand, values)) ?? typesFault(value.operator, operands, 'N', values)
  );
};

/** What is wrong with an update for the values of a request, in DynamoDB's words and order. */
export const updateFault = ({ actions, pathsFault }: ParsedUpdate, values: Values): string | undefined =>
  firstFault(actions.flatMap(valuesOf), (operand) => undefinedPlaceholder(operand, values)) ??
  pathsFault ??
  firstFault(actions, (action) => operandFault(action, values)) ??
  firstFault(actions, (action) => (action.kind === 'SET' ? valueFault(action.value, values) : undefined));
