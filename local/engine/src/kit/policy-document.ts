import type { PolicyDocument } from '../service.ts';
import { policyFault } from './policy-grammar.ts';
import { like } from './wildcards.ts';

/** Reads a resource-based policy; throws an Error that says in IAM's words what is wrong with it. */
export const readResourcePolicy = (document: unknown): PolicyDocument => {
  const fault = policyFault(document, 'resource');
  if (fault) throw new Error(fault);
  return document as PolicyDocument;
};

/** The same from its JSON. */
export const parseResourcePolicy = (json: string): PolicyDocument => readResourcePolicy(parsed(json));

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error('The policy is not in the valid JSON format.');
  }
};

/** The actions of a policy's statements that fit none of a service's; a pattern fits where one of them is like it. */
export const strangeActions = (
  { Statement }: PolicyDocument,
  vendor: string,
  actions: readonly string[],
): readonly string[] => {
  const known = actions.map((action) => `${vendor}:${action}`.toLowerCase());
  const named = [Statement].flat().flatMap(({ Action, NotAction }) => [Action ?? NotAction ?? []].flat() as string[]);
  return named.filter((action) => !known.some((each) => like(action.toLowerCase(), each)));
};
