import { parseResourcePolicy, strangeActions } from '../../kit/policy-document.ts';
import type { PolicyDocument } from '../../service.ts';
import { invalidParameter } from './errors.ts';

/** What a topic's policy may speak of.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html */
const ACTIONS = [
  'AddPermission',
  'DeleteTopic',
  'GetDataProtectionPolicy',
  'GetTopicAttributes',
  'ListSubscriptionsByTopic',
  'ListTagsForResource',
  'Publish',
  'PutDataProtectionPolicy',
  'Receive',
  'RemovePermission',
  'SetTopicAttributes',
  'Subscribe',
];
const MAXIMUM_BYTES = 30_720;

/** Reads a topic's policy; throws InvalidParameter. `sns:*` speaks of more than a topic, and is refused too. */
export const readTopicPolicy = (json: string): PolicyDocument => {
  const policy = readOrRefuse(json);
  const all = [policy.Statement].flat().flatMap(({ Action, NotAction }) => [Action ?? NotAction ?? []].flat());
  const tooWide = all.some((action) => /^(\*|sns:\*)$/i.test(String(action)));
  if (tooWide || strangeActions(policy, 'sns', ACTIONS).length > 0)
    throw invalidParameter('Policy statement action out of service scope!');
  if (Buffer.byteLength(json) > MAXIMUM_BYTES) throw invalidParameter('Policy Error: the policy is too long');
  return policy;
};

const readOrRefuse = (json: string): PolicyDocument => {
  try {
    return parseResourcePolicy(json);
  } catch (error) {
    throw invalidParameter(`Policy Error: ${error instanceof Error ? error.message : String(error)}`);
  }
};
