import * as z from 'zod';
import { EngineError } from '../../aws-error.ts';
import { ignored } from '../../kit/properties.ts';
import { type ResourceType, resourceType } from '../../service.ts';
import { readBucketPolicy } from './bucket-policy.ts';
import { bucketArn, type S3 } from './context.ts';
import { bucketEncryption } from './encryption.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucketName = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: 'no name that S3 allows' });

/** A private bucket; what ages its objects or logs its requests has no effect here.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const bucketType = (s3: S3): ResourceType =>
  resourceType({
    properties: z.strictObject({
      BucketName: bucketName.optional(),
      AccessControl: ignored,
      BucketEncryption: bucketEncryption,
      LifecycleConfiguration: ignored,
      LoggingConfiguration: ignored,
      OwnershipControls: ignored,
      PublicAccessBlockConfiguration: ignored,
      Tags: ignored,
      VersioningConfiguration: ignored,
    }),
    provision: ({ BucketName, BucketEncryption }, resource) => {
      const name = BucketName ?? resource.generatedName(63).toLowerCase();
      s3.buckets.set(name, { name, encryption: BucketEncryption });
      s3.blobs.sweep(name, new Set(s3.objects.list(name, '', '').map(({ digest }) => digest)));
      return {
        ref: name,
        attributes: {
          Arn: bucketArn(name),
          DomainName: `${name}.s3.amazonaws.com`,
          DualStackDomainName: `${name}.s3.dualstack.${s3.engine.region}.amazonaws.com`,
          RegionalDomainName: `${name}.s3.${s3.engine.region}.amazonaws.com`,
        },
      };
    },
    remove: (name) => {
      s3.objects.removeAll(name);
      s3.blobs.remove(name);
    },
  });

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const bucketPolicyType = (s3: S3): ResourceType =>
  resourceType({
    properties: z.strictObject({
      Bucket: z.string(),
      PolicyDocument: z.unknown(),
    }),
    provision: ({ Bucket, PolicyDocument }) => {
      const bucket = s3.buckets.get(Bucket);
      if (!bucket) throw new EngineError(`bucket ${Bucket} is not in the template`);
      bucket.policy = orMalformed(() => readBucketPolicy(PolicyDocument));
      return { ref: Bucket };
    },
  });

const orMalformed = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    throw new EngineError(`MalformedPolicy: ${error instanceof Error ? error.message : String(error)}`);
  }
};
