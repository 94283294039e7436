import * as z from 'zod';
import type { PolicyDocument } from '../service.ts';
import { invalidMembers } from './constraint-fault.ts';
import { checkPolicy } from './policy.ts';

const names = z.union([z.string(), z.array(z.string())]);
const statement = z.looseObject({
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.union([z.literal('*'), z.record(z.string(), names)]),
  Action: names.optional(),
  NotAction: names.optional(),
  Resource: names.optional(),
  NotResource: names.optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
const document = z.looseObject({ Statement: z.union([statement, z.array(statement)]) });

/** Reads a resource-based policy from its JSON; throws an Error that says what is wrong with it, and an EngineError where
 * the local evaluator cannot decide one of its conditions. */
export const parsePolicyDocument = (where: string, json: string): PolicyDocument => {
  const parsed = document.safeParse(parseJson(json));
  if (!parsed.success) throw new Error(invalidMembers(parsed.error) ?? 'it must be an object with statements');
  const policy = parsed.data as PolicyDocument;
  checkPolicy(where, policy);
  return policy;
};

const parseJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error('it is not valid JSON');
  }
};
