import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { compareValues, equalValues, typeOf } from '../values/compare.ts';
import { beginsWith, contains, sizeOf } from './functions.ts';
import { valueAt } from './path.ts';
import type { Comparator, Condition, FunctionCall, Operand } from './syntax.ts';
import { type Values, valueNamed } from './values-of-request.ts';

/** A condition as a function of an item and the request's values. */
export type Test = (item: Item, values: Values) => boolean;

type Resolve = (item: Item, values: Values) => AttributeValue | undefined;

const resolveOperand = (operand: Operand | undefined): Resolve => {
  if (operand === undefined) return () => undefined;
  if (operand.kind === 'path') return (item) => valueAt(item, operand.steps);
  if (operand.kind === 'value') return (_, values) => valueNamed(values, operand.name);
  // `size` is the only function that may be an operand.
  const measured = resolveOperand(operand.args[0]);
  return (item, values) => {
    const value = measured(item, values);
    return value === undefined ? undefined : sizeOf(value);
  };
};

const inOrder = (operator: Exclude<Comparator, '=' | '<>'>, order: number): boolean => {
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
};

/** What the item lacks is equal to nothing, not even to what it lacks as well. */
const compiledComparison = (operator: Comparator, left: Resolve, right: Resolve): Test => {
  if (operator === '=' || operator === '<>') {
    const wanted = operator === '=';
    return (item, values) => {
      const [a, b] = [left(item, values), right(item, values)];
      return (a !== undefined && b !== undefined && equalValues(a, b)) === wanted;
    };
  }
  return (item, values) => {
    const [a, b] = [left(item, values), right(item, values)];
    const order = a === undefined || b === undefined ? undefined : compareValues(a, b);
    return order !== undefined && inOrder(operator, order);
  };
};

const compiledBetween = (operand: Resolve, lower: Resolve, upper: Resolve): Test => {
  const fromLower = compiledComparison('>=', operand, lower);
  const toUpper = compiledComparison('<=', operand, upper);
  return (item, values) => fromLower(item, values) && toUpper(item, values);
};

const compiledFunction = (call: FunctionCall): Test => {
  const first = resolveOperand(call.args[0]);
  const second = resolveOperand(call.args[1]);
  if (call.name === 'attribute_exists') return (item, values) => first(item, values) !== undefined;
  if (call.name === 'attribute_not_exists') return (item, values) => first(item, values) === undefined;
  return (item, values) => {
    const [a, b] = [first(item, values), second(item, values)];
    if (a === undefined || b === undefined) return false;
    if (call.name === 'begins_with') return beginsWith(a, b);
    return call.name === 'contains' ? contains(a, b) : 'S' in b && typeOf(a) === b.S;
  };
};

/** A condition as a function. The checks come first: it is only called for a condition that has no fault. */
export const compileCondition = (condition: Condition): Test => {
  switch (condition.kind) {
    case 'and': {
      const parts = condition.parts.map(compileCondition);
      return (item, values) => parts.every((part) => part(item, values));
    }
    case 'or': {
      const parts = condition.parts.map(compileCondition);
      return (item, values) => parts.some((part) => part(item, values));
    }
    case 'not': {
      const part = compileCondition(condition.part);
      return (item, values) => !part(item, values);
    }
    case 'compare':
      return compiledComparison(condition.operator, resolveOperand(condition.left), resolveOperand(condition.right));
    case 'between': {
      const { operand, lower, upper } = condition;
      return compiledBetween(resolveOperand(operand), resolveOperand(lower), resolveOperand(upper));
    }
    case 'in': {
      const operand = resolveOperand(condition.operand);
      const equals = condition.list.map((element) => compiledComparison('=', operand, resolveOperand(element)));
      return (item, values) => equals.some((test) => test(item, values));
    }
    case 'function':
      return compiledFunction(condition);
  }
};
