import * as z from 'zod';
import { flag, ignored } from '../../../kit/properties.ts';

const isTrue = z.union([z.literal(true), z.literal('true')]);
const strings = z.record(z.string(), z.coerce.string());

/** Metadata that S3 sends back as headers; what only S3 itself would act upon is ignored. */
const systemMetadata = z.strictObject({
  'cache-control': z.string().optional(),
  'content-disposition': z.string().optional(),
  'content-encoding': z.string().optional(),
  'content-language': z.string().optional(),
  'content-type': z.string().optional(),
  expires: z.string().optional(),
  acl: ignored,
  sse: ignored,
  'storage-class': ignored,
});

/** The properties that CDK's BucketDeployment writes into a template. Nothing is cached here, so nothing is invalidated. */
export const deploymentProperties = z.strictObject({
  SourceObjectKeys: z.array(z.string()),
  SourceMarkers: z.array(z.record(z.string(), z.unknown())).default([]),
  SourceMarkersConfig: z
    .array(z.strictObject({ jsonEscape: flag.default(false), markerEncodings: strings.default({}) }))
    .default([]),
  DestinationBucketName: z.string(),
  DestinationBucketKeyPrefix: z.string().default(''),
  DestinationBucketArn: z.string().optional(),
  Prune: flag.default(true),
  Exclude: z.array(z.string()).default([]),
  Include: z.array(z.string()).default([]),
  SystemMetadata: systemMetadata.default({}),
  UserMetadata: strings.default({}),
  Extract: isTrue.optional(),
  RetainOnDelete: isTrue.optional(),
  DistributionId: ignored,
  DistributionPaths: ignored,
  OutputObjectKeys: ignored,
  ServiceToken: ignored,
  SignContent: ignored,
  SourceBucketNames: ignored,
  WaitForDistributionInvalidation: ignored,
});

/** A bucket deployment of the template. */
export type BucketDeployment = z.infer<typeof deploymentProperties>;
