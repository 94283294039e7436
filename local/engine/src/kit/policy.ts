import type { PolicyDocument, PolicyStatement } from '../service.ts';
import { type ContextOf, conditionHolds } from './policy-conditions.ts';
import { like } from './wildcards.ts';

/** What a statement is matched against. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly context: ContextOf;
  /** Present when a resource-based policy is asked. */
  readonly principal?: {
    /** ARNs of the caller itself: its role, its session. */
    readonly aws?: readonly string[];
    /** Names of the account that the caller belongs to. */
    readonly account?: readonly string[];
    readonly service?: string;
  };
}

/** `delegated`: only the caller's account is allowed, whose own policies decide about the caller. */
type Verdict = 'allow' | 'deny' | 'delegated' | 'silent';

/** Evaluates one policy: an explicit Deny wins, then an Allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export const evaluatePolicy = (policy: PolicyDocument, question: Question): Verdict => {
  let verdict: Verdict = 'silent';
  for (const statement of statementsOf(policy)) {
    const match = statementMatches(statement, question);
    if (!match) continue;
    if (statement.Effect === 'Deny') return 'deny';
    if (verdict !== 'allow') verdict = match === 'account' ? 'delegated' : 'allow';
  }
  return verdict;
};

/** A policy's statements, also where it has one outside a list. */
const statementsOf = (policy: PolicyDocument): readonly PolicyStatement[] =>
  Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement as PolicyStatement];

/** By whom a statement means the caller: as itself, or as one of its account. */
type Match = 'itself' | 'account' | undefined;

const statementMatches = (statement: PolicyStatement, question: Question): Match => {
  const { Action, NotAction, Resource, NotResource, Condition } = statement;
  const action = question.action.toLowerCase();
  const fits = (pattern: string): boolean => {
    const text = filledIn(pattern, question.context);
    return text !== undefined && like(text, question.resource);
  };
  if (Action && !list(Action).some((pattern) => like(pattern.toLowerCase(), action))) return undefined;
  if (NotAction && list(NotAction).some((pattern) => like(pattern.toLowerCase(), action))) return undefined;
  if (Resource && !list(Resource).some(fits)) return undefined;
  if (NotResource && list(NotResource).some(fits)) return undefined;
  const match = question.principal ? principalMatches(statement, question.principal) : 'itself';
  if (!match) return undefined;
  const holds = Object.entries(Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) => {
      const values = list(expected as string | string[]).map((value) => filledIn(String(value), question.context));
      return conditionHolds(
        operator,
        question.context(key.toLowerCase()),
        values.filter((value) => value !== undefined),
      );
    }),
  );
  return holds ? match : undefined;
};

/** A text with the values of its policy variables; undefined where one of them has none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
const filledIn = (text: string, context: ContextOf): string | undefined => {
  if (!text.includes('${')) return text;
  let complete = true;
  const filled = text.replace(/\$\{([^},]+)(?:,\s*'([^']*)')?\}/g, (_whole, key: string, otherwise?: string) => {
    if (key === '*' || key === '?' || key === '$') return key;
    const value = context(key.trim().toLowerCase()) ?? otherwise;
    if (typeof value !== 'string') complete = false;
    return String(value);
  });
  return complete ? filled : undefined;
};

type Asked = NonNullable<Question['principal']>;

const principalMatches = ({ Principal, NotPrincipal }: PolicyStatement, asked: Asked): Match => {
  if (NotPrincipal !== undefined) return namedBy(NotPrincipal, asked) ? undefined : 'itself';
  return namedBy(Principal, asked);
};

const namedBy = (principal: unknown, asked: Asked): Match => {
  if (principal === '*') return 'itself';
  if (principal === null || typeof principal !== 'object') return undefined;
  const { AWS, Service } = principal as { AWS?: string | string[]; Service?: string | string[] };
  const names = AWS ? list(AWS) : [];
  if (names.some((name) => name === '*' || asked.aws?.includes(name))) return 'itself';
  if (Service !== undefined && asked.service !== undefined && list(Service).includes(asked.service)) return 'itself';
  return names.some((name) => asked.account?.includes(name)) ? 'account' : undefined;
};

const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);
