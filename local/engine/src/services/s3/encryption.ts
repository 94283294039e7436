import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import { flag, ignored } from '../../kit/properties.ts';
import type { KeyUse } from '../../service.ts';
import { type Bucket, bucketArn, objectArn, type S3 } from './context.ts';

const KMS_ALGORITHMS = ['aws:kms', 'aws:kms:dsse'];

const rule = z.strictObject({
  ServerSideEncryptionByDefault: z
    .strictObject({
      SSEAlgorithm: z.enum(['AES256', 'aws:kms', 'aws:kms:dsse']),
      KMSMasterKeyID: z.string().optional(),
    })
    .optional(),
  BucketKeyEnabled: flag.default(false),
  BlockedEncryptionTypes: ignored,
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-bucketencryption.html */
export const bucketEncryption = z
  .strictObject({ ServerSideEncryptionConfiguration: z.array(rule).min(1) })
  .transform(({ ServerSideEncryptionConfiguration: [first] }): Bucket['encryption'] => {
    const byDefault = first?.ServerSideEncryptionByDefault;
    if (!byDefault || !KMS_ALGORITHMS.includes(byDefault.SSEAlgorithm)) return undefined;
    return { keyId: byDefault.KMSMasterKeyID ?? 'alias/aws/s3', bucketKey: first?.BucketKeyEnabled === true };
  })
  .optional();

/** The use of a bucket's key for one object; with a bucket key, the bucket is the context.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html */
export const keyUses = ({ buckets }: S3, bucket: string, key: string, action: KeyUse['action']): readonly KeyUse[] => {
  const encryption = buckets.get(bucket)?.encryption;
  if (!encryption) return [];
  const arn = encryption.bucketKey ? bucketArn(bucket) : objectArn(bucket, key);
  return [{ action, keyId: encryption.keyId, service: 's3', encryptionContext: { 'aws:s3:arn': arn } }];
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const keyError = ({ code, message }: AwsError): AwsError =>
  code === 'AccessDeniedException' ? new AwsError('AccessDenied', message, 403) : new AwsError(`KMS.${code}`, message);
