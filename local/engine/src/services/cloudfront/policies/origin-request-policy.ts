import * as z from 'zod';
import { ignored } from '../../../kit/properties.ts';
import { type ResourceType, resourceType } from '../../../service.ts';
import { policyId } from '../ids.ts';
import type { Registry } from '../model.ts';
import { allBut, everything, type Forwarding, forwardingShape, nothing, only, toForwarding } from './forwarding.ts';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html */
export const managedOriginRequestPolicies: Readonly<Record<string, Forwarding>> = {
  // AllViewer
  '216adef6-5c7f-47e4-b989-5492eafa07d3': { headers: everything, cookies: everything, query: everything },
  // AllViewerExceptHostHeader
  'b689b0a8-53d0-40ab-baf2-68738e2966ac': { headers: allBut('host'), cookies: everything, query: everything },
  // CORS-S3Origin
  '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf': {
    headers: only('origin', 'access-control-request-headers', 'access-control-request-method'),
    cookies: nothing,
    query: nothing,
  },
  // UserAgentRefererHeaders
  'acba4595-bd28-49b8-b9fe-13317c0390fa': { headers: only('user-agent', 'referer'), cookies: nothing, query: nothing },
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-originrequestpolicy.html */
export const originRequestPolicyType = (registry: Registry): ResourceType =>
  resourceType({
    properties: z.strictObject({
      OriginRequestPolicyConfig: z.strictObject({ Name: z.string(), Comment: ignored, ...forwardingShape }),
    }),
    provision: ({ OriginRequestPolicyConfig }, { stackId, logicalId }) => {
      const id = policyId(`${stackId}/${logicalId}`);
      registry.originRequestPolicies.set(id, toForwarding(OriginRequestPolicyConfig));
      return { ref: id, attributes: { Id: id } };
    },
  });
