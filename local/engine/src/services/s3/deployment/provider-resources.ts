import * as z from 'zod';
import { ignored } from '../../../kit/properties.ts';
import { type Engine, type ResourceType, resourceType } from '../../../service.ts';

/** Empties a bucket before it is deleted, which a bucket's removal does here anyway. */
export const autoDeleteType: ResourceType = resourceType({
  properties: z.strictObject({ ServiceToken: ignored, BucketName: z.string() }),
  provision: ({ BucketName }) => ({ ref: `${BucketName}-auto-delete` }),
});

/** Carries the AWS CLI for the function of a bucket deployment, which does not run here: a layer without effect.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-layerversion.html */
export const layerVersionType = ({ region, accountId }: Engine): ResourceType =>
  resourceType({
    properties: z.strictObject({
      Content: ignored,
      CompatibleArchitectures: ignored,
      CompatibleRuntimes: ignored,
      Description: ignored,
      LayerName: z.string().optional(),
      LicenseInfo: ignored,
    }),
    provision: ({ LayerName }, resource) => {
      const arn = `arn:aws:lambda:${region}:${accountId}:layer:${LayerName ?? resource.generatedName()}:1`;
      return { ref: arn, attributes: { LayerVersionArn: arn } };
    },
  });
