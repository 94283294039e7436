import { AwsError } from '../../aws-error.ts';
import type { AwsService, Engine } from '../../service.ts';
import { createBlobs } from './blobs.ts';
import { bucketPolicyType, bucketType } from './bucket-resources.ts';
import type { S3 } from './context.ts';
import { autoDeleteType, layerVersionType } from './deployment/provider-resources.ts';
import { bucketDeploymentType } from './deployment/resource.ts';
import { keyError } from './encryption.ts';
import { routes } from './http/routes.ts';
import { createObjects } from './objects.ts';
import { createOperations } from './operations.ts';

export { describeObject } from './headers.ts';
export type { ReadObject } from './operations.ts';

/** S3: buckets on disk, with their policies, filled by CDK's bucket deployments. */
export const createS3 = (engine: Engine): AwsService => {
  const s3: S3 = {
    engine,
    buckets: new Map(),
    objects: createObjects(engine.store),
    blobs: createBlobs(engine.dataDir),
  };
  return {
    name: 's3',
    protocol: 'rest-xml',
    invalidInputCode: 'InvalidArgument',
    accessDeniedCode: 'AccessDenied',
    keyError,
    operations: createOperations(s3),
    routes,
    elsewhere: {
      lists: {},
      everywhere: ['ListBuckets'],
      missing: (_input, region) =>
        new AwsError(
          'AuthorizationHeaderMalformed',
          `The authorization header is malformed; the region '${region}' is wrong; expecting '${engine.region}'`,
          400,
          { Region: engine.region },
        ),
    },
    resourceTypes: {
      'AWS::S3::Bucket': bucketType(s3),
      'AWS::S3::BucketPolicy': bucketPolicyType(s3),
      'Custom::CDKBucketDeployment': bucketDeploymentType(engine),
      'Custom::S3AutoDeleteObjects': autoDeleteType,
      'AWS::Lambda::LayerVersion': layerVersionType(engine),
    },
    resourcePolicy: (arn) => s3.buckets.get(/^arn:aws:s3:::([^/]+)/.exec(arn)?.[1] ?? '')?.policy,
  };
};
