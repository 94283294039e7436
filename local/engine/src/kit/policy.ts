import { EngineError } from '../aws-error.ts';
import type { PolicyDocument, PolicyStatement } from '../service.ts';
import { own } from './own.ts';
import { wildcardExpression } from './wildcards.ts';

/** What a statement is matched against. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  /** Values of condition keys; keys in lower case. */
  readonly context: Readonly<Record<string, string>>;
  /** Present when a resource-based policy is asked. */
  readonly principal?: { readonly aws?: readonly string[]; readonly service?: string };
}

type Verdict = 'allow' | 'deny' | 'silent';

/** Evaluates one policy: an explicit Deny wins, then an Allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export const evaluatePolicy = (policy: PolicyDocument, question: Question): Verdict => {
  let verdict: Verdict = 'silent';
  for (const statement of statementsOf(policy)) {
    if (!statementMatches(statement, question)) continue;
    if (statement.Effect === 'Deny') return 'deny';
    verdict = 'allow';
  }
  return verdict;
};

const statementsOf = (policy: PolicyDocument): readonly PolicyStatement[] =>
  Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement as PolicyStatement];

const statementMatches = (statement: PolicyStatement, question: Question): boolean => {
  const { Action, NotAction, Resource, NotResource, Principal, Condition } = statement;
  const action = question.action.toLowerCase();
  if (Action && !list(Action).some((pattern) => like(pattern.toLowerCase(), action))) return false;
  if (NotAction && list(NotAction).some((pattern) => like(pattern.toLowerCase(), action))) return false;
  if (Resource && !list(Resource).some((pattern) => like(pattern, question.resource))) return false;
  if (NotResource && list(NotResource).some((pattern) => like(pattern, question.resource))) return false;
  if (question.principal && !principalMatches(Principal, question.principal)) return false;
  return Object.entries(Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) =>
      conditionHolds(operator, question.context[key.toLowerCase()], list(expected as string | string[]).map(String)),
    ),
  );
};

const principalMatches = (principal: unknown, asked: NonNullable<Question['principal']>): boolean => {
  if (principal === '*') return true;
  if (principal === null || typeof principal !== 'object') return false;
  const { AWS, Service } = principal as { AWS?: string | string[]; Service?: string | string[] };
  if (AWS && list(AWS).some((name) => name === '*' || asked.aws?.some((arn) => like(name, arn)))) return true;
  return Service !== undefined && asked.service !== undefined && list(Service).includes(asked.service);
};

type Comparison = (actual: string, expected: string) => boolean;
const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: (actual, expected) => actual === expected,
  StringLike: (actual, expected) => like(expected, actual),
  ArnEquals: (actual, expected) => like(expected, actual),
  ArnLike: (actual, expected) => like(expected, actual),
  Bool: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
};
const NEGATIONS: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const conditionHolds = (operator: string, actual: string | undefined, expected: readonly string[]): boolean => {
  if (operator === 'Null') return expected.some((value) => (value === 'true') === (actual === undefined));
  const optional = operator.endsWith('IfExists');
  const name = optional ? operator.slice(0, -'IfExists'.length) : operator;
  const negated = own(NEGATIONS, name);
  const compare = own(comparisons, negated ?? name);
  if (!compare) throw new EngineError(`IAM condition operator ${operator} is not emulated`);
  if (actual === undefined) return optional || negated !== undefined;
  const some = expected.some((value) => compare(actual, value));
  return negated ? !some : some;
};

/** Refuses, at start, what the evaluator could only guess at later. */
export const checkPolicy = (where: string, policy: PolicyDocument): void => {
  for (const { Condition } of statementsOf(policy)) {
    for (const operator of Object.keys(Condition ?? {})) {
      const name = operator.replace(/IfExists$/, '');
      if (name !== 'Null' && !own(comparisons, name) && !own(NEGATIONS, name)) {
        throw new EngineError(`${where}: IAM condition operator ${operator} is not emulated`);
      }
    }
  }
};

const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

const patterns = new Map<string, RegExp>();
/** IAM's wildcards: `*` any characters, `?` one. */
const like = (pattern: string, value: string): boolean => {
  if (pattern === '*' || pattern === value) return true;
  if (!pattern.includes('*') && !pattern.includes('?')) return false;
  let expression = patterns.get(pattern);
  if (!expression) {
    expression = wildcardExpression(pattern, '*?');
    patterns.set(pattern, expression);
  }
  return expression.test(value);
};
