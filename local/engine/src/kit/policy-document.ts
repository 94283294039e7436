import * as z from 'zod';
import type { PolicyDocument } from '../service.ts';
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
  const parsed = document.safeParse(JSON.parse(json));
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const policy = parsed.data as PolicyDocument;
  checkPolicy(where, policy);
  return policy;
};
