import { readResourcePolicy } from '../../kit/policy-document.ts';
import type { PolicyDocument } from '../../service.ts';

const MAXIMUM_BYTES = 20_480;

/** Reads a bucket's policy; throws an Error that says in S3's words what is wrong with it. What it says of its bucket is looked at before
 * the stack is created (template/creation/site.ts).
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
export const readBucketPolicy = (document: unknown): PolicyDocument => {
  const policy = readResourcePolicy(document);
  if (Buffer.byteLength(JSON.stringify(document)) > MAXIMUM_BYTES)
    throw new Error(`Policy exceeds the maximum allowed document size of ${MAXIMUM_BYTES} bytes`);
  return policy;
};
