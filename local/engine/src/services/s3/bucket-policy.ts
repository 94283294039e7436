import { statementsOf } from '../../kit/policy.ts';
import { readResourcePolicy } from '../../kit/policy-document.ts';
import type { PolicyDocument } from '../../service.ts';

const MAXIMUM_BYTES = 20_480;

/** Reads a bucket's policy; throws an Error that says in S3's words what is wrong with it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
export const readBucketPolicy = (arn: string, document: unknown): PolicyDocument => {
  const policy = readResourcePolicy(document);
  for (const { Action, NotAction, Resource, NotResource } of statementsOf(policy)) {
    const actions = [Action ?? NotAction ?? []].flat().map(String);
    if (!actions.every((action) => /^(\*$|s3:)/i.test(action))) throw new Error('Policy has invalid action');
    const resources = [Resource ?? NotResource ?? []].flat().map(String);
    if (!resources.every((resource) => resource === arn || resource.startsWith(`${arn}/`) || resource === `${arn}*`))
      throw new Error('Policy has invalid resource');
    const objects = Resource === undefined || resources.some((resource) => resource !== arn);
    if (!objects && Action && actions.some((action) => OF_OBJECTS.test(action)))
      throw new Error('Action does not apply to any resource(s) in statement');
  }
  if (Buffer.byteLength(JSON.stringify(document)) > MAXIMUM_BYTES)
    throw new Error(`Policy exceeds the maximum allowed document size of ${MAXIMUM_BYTES} bytes`);
  return policy;
};

/** Actions that only objects have. */
const OF_OBJECTS = /^s3:(Get|Put|Delete|Restore)Object(Acl|Tagging|Version|Retention|LegalHold|Attributes)*$/i;
