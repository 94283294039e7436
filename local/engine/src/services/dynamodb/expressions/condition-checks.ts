import { type AttributeType, compareValues, typeOf } from '../values/compare.ts';
import { type Fault, firstFault } from './fault.ts';
import { literalType, pathRequired, undefinedPlaceholder, wrongCount, wrongType } from './operand-types.ts';
import { pathText, samePath } from './path.ts';
import { type Condition, type FunctionCall, type LeafCondition, type Operand, operandsOf } from './syntax.ts';
import { type Values, valueNamed } from './values-of-request.ts';

const COUNTS: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
};
const TYPES: ReadonlySet<string> = new Set<AttributeType>(['S', 'N', 'B', 'NULL', 'SS', 'BOOL', 'L', 'BS', 'NS', 'M']);
const ORDERED: ReadonlySet<string | undefined> = new Set([undefined, 'S', 'N', 'B']);
const MAX_IN_OPERANDS = 100;

/** The functions of a condition, those in arguments before those that they are arguments of. */
const functionsOf = (leaf: LeafCondition | Operand): readonly FunctionCall[] => {
  if (leaf.kind === 'path' || leaf.kind === 'value') return [];
  const inner = operandsOf(leaf).flatMap(functionsOf);
  return leaf.kind === 'function' ? [...inner, leaf] : inner;
};

const countFault = (call: FunctionCall): Fault =>
  COUNTS[call.name] === call.args.length ? undefined : wrongCount(call.name, call.args.length);

const distinctFault = (name: string, operands: readonly Operand[]): Fault => {
  const [first, second] = operands;
  if (operands.length !== 2 || first?.kind !== 'path' || second?.kind !== 'path') return undefined;
  if (!samePath(first.steps, second.steps)) return undefined;
  return (
    'The first operand must be distinct from the remaining operands for this operator or function; ' +
    `operator: ${name}, first operand: ${pathText(first.steps)}`
  );
};

const typeOfOperand = (operand: Operand | undefined, values: Values): AttributeType | undefined => {
  if (operand?.kind === 'function') return operand.name === 'size' ? 'N' : 'BOOL';
  return operand === undefined ? undefined : literalType(operand, values);
};

const attributeTypeFault = (call: FunctionCall, values: Values): Fault => {
  const named = call.args[1];
  const type = typeOfOperand(named, values);
  if (type !== 'S') return wrongType(call.name, type ?? '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}');
  const value = named?.kind === 'value' ? valueNamed(values, named.name) : undefined;
  if (value === undefined || !('S' in value) || TYPES.has(value.S)) return undefined;
  return `Invalid attribute type name found; type: ${value.S}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`;
};

const functionFault = (call: FunctionCall, values: Values): Fault => {
  const types = call.args.map((arg) => typeOfOperand(arg, values));
  if (call.name === 'attribute_exists' || call.name === 'attribute_not_exists') {
    return call.args[0]?.kind === 'path' ? undefined : pathRequired(call.name);
  }
  if (call.name === 'begins_with') {
    const wrong = types.find((type) => type !== undefined && type !== 'S' && type !== 'B');
    return wrong === undefined ? undefined : wrongType(call.name, wrong);
  }
  if (call.name === 'attribute_type') return attributeTypeFault(call, values);
  const [type] = types;
  if (call.name !== 'size' || (type !== 'N' && type !== 'BOOL' && type !== 'NULL')) return undefined;
  return wrongType(call.name, type);
};

const literalText = (operand: Operand, values: Values): string => {
  const [type, value] = operand.kind === 'value' ? (Object.entries(valueNamed(values, operand.name))[0] ?? []) : [];
  return `AttributeValue: {${type}:${value}}`;
};

const betweenFault = (lower: Operand, upper: Operand, values: Values): Fault => {
  if (lower.kind !== 'value' || upper.kind !== 'value') return undefined;
  const [low, high] = [valueNamed(values, lower.name), valueNamed(values, upper.name)];
  const bounds = `lower bound operand: ${literalText(lower, values)}, upper bound operand: ${literalText(upper, values)}`;
  if (typeOf(low) !== typeOf(high)) {
    return `The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`;
  }
  if ((compareValues(low, high) ?? 0) <= 0) return undefined;
  return `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`;
};

const orderFault = (operator: string, operands: readonly Operand[], values: Values): Fault =>
  firstFault(operands, (operand) => {
    const type = literalType(operand, values);
    return type === undefined || ORDERED.has(type) ? undefined : wrongType(operator, type);
  });

const operatorFault = (leaf: LeafCondition, values: Values): Fault => {
  if (leaf.kind === 'compare' && leaf.operator !== '=' && leaf.operator !== '<>') {
    return orderFault(leaf.operator, operandsOf(leaf), values);
  }
  if (leaf.kind === 'between') {
    return orderFault('BETWEEN', operandsOf(leaf), values) ?? betweenFault(leaf.lower, leaf.upper, values);
  }
  if (leaf.kind === 'in' && leaf.list.length > MAX_IN_OPERANDS) {
    return `The IN operator is provided with too many operands; number of operands: ${leaf.list.length}`;
  }
  return undefined;
};

const leafFault = (leaf: LeafCondition, values: Values): Fault => {
  const functions = functionsOf(leaf);
  return (
    firstFault(operandsOf(leaf), (operand) => undefinedPlaceholder(operand, values)) ??
    firstFault(functions, countFault) ??
    firstFault(functions, (call) => distinctFault(call.name, call.args)) ??
    (leaf.kind === 'compare' ? distinctFault(leaf.operator, operandsOf(leaf)) : undefined) ??
    firstFault(functions, (call) => functionFault(call, values)) ??
    operatorFault(leaf, values)
  );
};

/** What is wrong with a condition for the values of a request, in DynamoDB's words: the first of its comparisons and functions that has a
 * fault tells. */
export const conditionFault = (condition: Condition, values: Values): string | undefined => {
  if (condition.kind === 'and' || condition.kind === 'or') {
    return firstFault(condition.parts, (part) => conditionFault(part, values));
  }
  return condition.kind === 'not' ? conditionFault(condition.part, values) : leafFault(condition, values);
};
