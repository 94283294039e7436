import type { Path } from './path.ts';

/** A value by its placeholder; which value it is, each request says. */
export interface ValueReference {
  kind: 'value';
  name: string;
}

/** A function with its arguments. */
export interface FunctionCall {
  kind: 'function';
  name: string;
  args: readonly Operand[];
}

/** What an operator or a function takes. */
export type Operand = Path | ValueReference | FunctionCall;

/** The comparators of conditions. */
export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** A condition without others in it. */
export type LeafCondition =
  | { kind: 'compare'; operator: Comparator; left: Operand; right: Operand }
  | { kind: 'between'; operand: Operand; lower: Operand; upper: Operand }
  | { kind: 'in'; operand: Operand; list: readonly Operand[] }
  | FunctionCall;

/** A condition, as written. */
export type Condition =
  | { kind: 'and'; parts: readonly Condition[] }
  | { kind: 'or'; parts: readonly Condition[] }
  | { kind: 'not'; part: Condition }
  | LeafCondition;

/** What such a condition compares, in the order written. */
export const operandsOf = (leaf: LeafCondition): readonly Operand[] => {
  if (leaf.kind === 'compare') return [leaf.left, leaf.right];
  if (leaf.kind === 'between') return [leaf.operand, leaf.lower, leaf.upper];
  return leaf.kind === 'in' ? [leaf.operand, ...leaf.list] : leaf.args;
};

/** What SET assigns: an operand, or two of them added or subtracted. */
export type SetValue = Operand | { kind: 'arithmetic'; operator: '+' | '-'; left: Operand; right: Operand };

/** One action of an update, as written. */
export type Action =
  | { kind: 'SET'; path: Path; value: SetValue }
  | { kind: 'REMOVE'; path: Path }
  | { kind: 'ADD' | 'DELETE'; path: Path; value: ValueReference };
