import { AwsError } from '../../../aws-error.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { addNumbers, subtractNumbers } from '../values/numbers.ts';
import { addToValue, deleteFromSet } from './add-and-delete.ts';
import { type Steps, valueAt } from './path.ts';
import type { Action, Operand, SetValue } from './syntax.ts';
import { type Values, valueNamed } from './values-of-request.ts';
import { type Write, written } from './write-paths.ts';

const invalid = (message: string): AwsError => new AwsError('ValidationException', message);

const WRONG_TYPE = 'An operand in the update expression has an incorrect data type';
const NO_ATTRIBUTE = 'The provided expression refers to an attribute that does not exist in the item';
const INVALID_PATH = 'The document path provided in the update expression is invalid for update';

const resolve = (value: SetValue, item: Item, values: Values): AttributeValue => {
  if (value.kind === 'value') return valueNamed(values, value.name);
  if (value.kind === 'path') {
    const found = valueAt(item, value.steps);
    if (found === undefined) throw invalid(NO_ATTRIBUTE);
    return found;
  }
  if (value.kind === 'arithmetic') {
    const [left, right] = [number(value.left, item, values), number(value.right, item, values)];
    return { N: value.operator === '+' ? addNumbers(left, right) : subtractNumbers(left, right) };
  }
  const [first, second] = value.args;
  if (first === undefined || second === undefined) throw new TypeError(`${value.name} without its operands`);
  if (value.name === 'list_append') return { L: [...list(first, item, values), ...list(second, item, values)] };
  const existing = first.kind === 'path' ? valueAt(item, first.steps) : undefined;
  return existing ?? resolve(second, item, values);
};

const number = (operand: Operand, item: Item, values: Values): string => {
  const value = resolve(operand, item, values);
  if (!('N' in value)) throw invalid(WRONG_TYPE);
  return value.N;
};

const list = (operand: Operand, item: Item, values: Values): readonly AttributeValue[] => {
  const value = resolve(operand, item, values);
  if (!('L' in value)) throw invalid(WRONG_TYPE);
  return value.L;
};

/** A path can be written when what holds its last step is there and of the step's kind. */
const checkPath = (item: Item, path: Steps): void => {
  if (path.length === 1) return;
  const parent = valueAt(item, path.slice(0, -1));
  const holds = typeof path.at(-1) === 'number' ? 'L' : 'M';
  if (parent === undefined || !(holds in parent)) throw invalid(INVALID_PATH);
};

const changed = (
  action: Exclude<Action, { kind: 'SET' | 'REMOVE' }>,
  item: Item,
  values: Values,
): Write | undefined => {
  const existing = valueAt(item, action.path.steps);
  const operand = valueNamed(values, action.value.name);
  if (action.kind === 'ADD') {
    const value = addToValue(existing, operand);
    if (value === undefined) throw invalid(WRONG_TYPE);
    return { path: action.path.steps, value };
  }
  if (existing === undefined) return undefined;
  const left = deleteFromSet(existing, operand);
  if (left === undefined) throw invalid(WRONG_TYPE);
  return { path: action.path.steps, value: left === 'empty' ? undefined : left };
};

/** The item that an update makes of an item, which stays as it is: every action reads what was there before, whatever their order. Throws a
 * ValidationException for an operand or a path that the item does not have, or not of the type needed.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html */
export const applyUpdate = (actions: readonly Action[], item: Item, values: Values, isNew = false): Item => {
  const assigned = actions.map((action) => (action.kind === 'SET' ? resolve(action.value, item, values) : undefined));
  const writes: Write[] = [];
  for (const [index, action] of actions.entries()) {
    const path = action.path.steps;
    // Of an item that is not there, DynamoDB lets any path be removed.
    if (isNew && action.kind === 'REMOVE') continue;
    checkPath(item, path);
    if (action.kind === 'SET' || action.kind === 'REMOVE') writes.push({ path, value: assigned[index] });
    else {
      const write = changed(action, item, values);
      if (write !== undefined) writes.push(write);
    }
  }
  return written(item, writes);
};
