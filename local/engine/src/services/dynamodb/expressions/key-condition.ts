import { AwsError } from '../../../aws-error.ts';
import type { AttributeValue } from '../values/attribute-value.ts';
import { typeOf } from '../values/compare.ts';
import { type Comparator, type Condition, type LeafCondition, type Operand, operandsOf } from './syntax.ts';
import { type Values, valueNamed } from './values-of-request.ts';

/** One condition on one key attribute. */
export interface KeyTest {
  name: string;
  operator: '=' | '<' | '<=' | '>' | '>=' | 'BETWEEN' | 'begins_with';
  values: readonly AttributeValue[];
}

const invalid = (message: string): AwsError => new AwsError('ValidationException', message);

const MIRRORED = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

const checkOperator = (condition: Condition): void => {
  const { kind } = condition;
  const operator =
    kind === 'or' || kind === 'not' || kind === 'in'
      ? kind.toUpperCase()
      : kind === 'compare' && condition.operator === '<>'
        ? '<>'
        : kind === 'function' && condition.name !== 'begins_with'
          ? condition.name
          : undefined;
  if (operator !== undefined) throw invalid(`Invalid operator used in KeyConditionExpression: ${operator}`);
};

const mustStartWithKey = (operator: string): AwsError =>
  invalid(
    `Invalid condition in KeyConditionExpression: ${operator} operator must have the key attribute as its first operand`,
  );

/** The one attribute of a condition, as its place among the operands. */
const keyIndex = (operands: readonly Operand[]): number => {
  let found = -1;
  for (const [index, operand] of operands.entries()) {
    if (operand.kind === 'function') throw invalid('KeyConditionExpressions cannot contain nested operations');
    if (operand.kind !== 'path') continue;
    if (found >= 0) {
      throw invalid('Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition');
    }
    if (operand.steps.length > 1) {
      throw invalid('KeyConditionExpressions cannot have conditions on nested attributes');
    }
    found = index;
  }
  if (found < 0) throw invalid('Invalid condition in KeyConditionExpression: No key attribute specified');
  return found;
};

const operatorOf = (leaf: LeafCondition, keyFirst: boolean): KeyTest['operator'] => {
  if (leaf.kind === 'between') return 'BETWEEN';
  if (leaf.kind !== 'compare') return 'begins_with';
  const operator = leaf.operator as Exclude<Comparator, '<>'>;
  return keyFirst ? operator : MIRRORED[operator];
};

const testOf = (leaf: LeafCondition, values: Values): KeyTest => {
  const operands = operandsOf(leaf);
  if (leaf.kind === 'between' && leaf.operand.kind !== 'path') throw mustStartWithKey('BETWEEN');
  if (leaf.kind === 'function' && operands[0]?.kind !== 'path') throw mustStartWithKey(leaf.name);
  const index = keyIndex(operands);
  const key = operands[index];
  return {
    name: key?.kind === 'path' ? key.head : '',
    operator: operatorOf(leaf, index === 0),
    values: operands.flatMap((operand) => (operand.kind === 'value' ? [valueNamed(values, operand.name)] : [])),
  };
};

/** In the order written, so that the first fault is the one that is told. */
function* testsOf(condition: Condition, values: Values): Generator<KeyTest> {
  if (condition.kind === 'and') {
    for (const part of condition.parts) yield* testsOf(part, values);
    return;
  }
  checkOperator(condition);
  if (condition.kind !== 'or' && condition.kind !== 'not') yield testOf(condition, values);
}

/** The conditions on keys that a key condition joins by AND. Throws a ValidationException for what a key condition may not have.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html */
export const keyTests = (condition: Condition, values: Values): readonly KeyTest[] => {
  const tests: KeyTest[] = [];
  for (const test of testsOf(condition, values)) {
    if (tests.some(({ name }) => name === test.name)) {
      throw invalid('KeyConditionExpressions must only contain one condition per key');
    }
    tests.push(test);
  }
  if (tests.length > 2) throw invalid('Conditions can be of length 1 or 2 only');
  return tests;
};

/** The key attributes of a table or an index, and the types of attributes. */
export interface KeyAttributes {
  hash: string;
  range?: string | undefined;
  types: Readonly<Record<string, 'S' | 'N' | 'B'>>;
}

const checkTypes = (test: KeyTest, { types }: KeyAttributes): void => {
  if (test.values.some((value) => typeOf(value) !== types[test.name])) {
    throw invalid('One or more parameter values were invalid: Condition parameter type does not match schema type');
  }
};

const missed = (name: string): AwsError => invalid(`Query condition missed key schema element: ${name}`);

/** The conditions of a query on the partition key and the sort key of what it reads. Throws a ValidationException when one is on another
 * attribute, of another type than the key, or other than equality on the partition key.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html */
export const checkKeyCondition = (
  tests: readonly KeyTest[],
  keys: KeyAttributes,
): { hash: AttributeValue; range?: KeyTest } => {
  if (keys.range === undefined && tests.length > 1) throw invalid('Query key condition not supported');
  const hash = tests.find(({ name }) => name === keys.hash);
  if (hash === undefined) throw missed(keys.hash);
  checkTypes(hash, keys);
  const [value] = hash.values;
  if (hash.operator !== '=' || value === undefined) throw invalid('Query key condition not supported');
  const range = tests.find(({ name }) => name === keys.range);
  if (range === undefined && tests.length > 1) throw missed(keys.range ?? '');
  if (range === undefined) return { hash: value };
  checkTypes(range, keys);
  return { hash: value, range };
};
