import * as z from 'zod';
import { EngineError } from '../../../aws-error.ts';
import { ignored } from '../../../kit/properties.ts';
import { type ResourceType, resourceType } from '../../../service.ts';
import { entityId } from '../ids.ts';
import type { ApiLookup, Origin, Registry } from '../model.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-origin.html */
export const originProperties = z.strictObject({
  Id: z.string(),
  DomainName: z.string(),
  OriginPath: z.string().default(''),
  OriginAccessControlId: z.string().default(''),
  OriginCustomHeaders: z.array(z.strictObject({ HeaderName: z.string(), HeaderValue: z.string() })).default([]),
  S3OriginConfig: z
    .strictObject({ OriginAccessIdentity: z.literal('').optional(), OriginReadTimeout: ignored })
    .optional(),
  ConnectionAttempts: ignored,
  ConnectionTimeout: ignored,
  CustomOriginConfig: ignored,
  OriginShield: ignored,
  ResponseCompletionTimeout: ignored,
});

/** What an origin of the template is here. Throws EngineError unless it is a bucket or a REST API of the same template. */
export const toOrigin = (apiAt: ApiLookup, registry: Registry, given: z.infer<typeof originProperties>): Origin => {
  const { Id, DomainName, OriginPath, OriginAccessControlId, OriginCustomHeaders } = given;
  const bucket = /^(.+)\.s3(?:\.[a-z0-9-]+)?\.amazonaws\.com$/.exec(DomainName)?.[1];
  if (bucket !== undefined) {
    const control = OriginAccessControlId ? registry.accessControls.get(OriginAccessControlId) : undefined;
    if (OriginAccessControlId && !control)
      throw new EngineError(`origin ${Id}: access control ${OriginAccessControlId} is not in the template`);
    return { kind: 'bucket', path: OriginPath, bucket, signed: control?.signs ?? false };
  }
  if (!apiAt(DomainName)) {
    throw new EngineError(`origin ${Id}: ${DomainName} is neither a bucket nor a REST API of this template`);
  }
  const headers = OriginCustomHeaders.map(({ HeaderName, HeaderValue }) => [HeaderName.toLowerCase(), HeaderValue]);
  return { kind: 'api', path: OriginPath, host: DomainName, headers: Object.fromEntries(headers) };
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-originaccesscontrol.html */
export const accessControlType = (registry: Registry): ResourceType =>
  resourceType({
    properties: z.strictObject({
      OriginAccessControlConfig: z.strictObject({
        Name: z.string(),
        Description: ignored,
        OriginAccessControlOriginType: z.literal('s3'),
        SigningBehavior: z.enum(['always', 'never', 'no-override']),
        SigningProtocol: z.literal('sigv4'),
      }),
    }),
    provision: ({ OriginAccessControlConfig: { SigningBehavior } }, { stackId, logicalId }) => {
      const id = entityId(`${stackId}/${logicalId}`);
      registry.accessControls.set(id, { signs: SigningBehavior !== 'never' });
      return { ref: id, attributes: { Id: id } };
    },
  });
