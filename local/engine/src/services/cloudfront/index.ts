import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { readRequest, writeResponse } from '../../http.ts';
import type { AwsService, Engine, HttpResponse } from '../../service.ts';
import { distributionType } from './distribution-resource.ts';
import { errorPage } from './error-page.ts';
import { functionType } from './function/resource.ts';
import type { ApiLookup, Registry } from './model.ts';
import { accessControlType } from './origins/origin-resource.ts';
import { servePages } from './pages.ts';
import { cachePolicyType } from './policies/cache-policy-resource.ts';
import { headersPolicyType } from './policies/headers-policy-resource.ts';
import { originRequestPolicyType } from './policies/origin-request-policy.ts';
import { behaviourFor, serve } from './serve.ts';

/** CloudFront: the template's distribution, which takes every request to the site's origin; `apiAt` finds the REST
 * APIs that are its origins. It has to be created before API Gateway, which else answers the stages' paths itself. */
export const createCloudFront = (engine: Engine, apiAt: ApiLookup): AwsService => {
  const registry: Registry = {
    accessControls: new Map(),
    cachePolicies: new Map(),
    originRequestPolicies: new Map(),
    headersPolicies: new Map(),
    functions: new Map(),
  };
  engine.mount('site', {
    matches: () => registry.distribution !== undefined,
    handle: async (message, target) => {
      const { distribution } = registry;
      if (!distribution) return;
      engine.count('cloudfront.request');
      const path = (message.url ?? '/').split('?', 1)[0] ?? '/';
      if (engine.pages && (await servePages(engine.pages, behaviourFor(distribution, path), message, target))) return;
      const requestId = randomBytes(42).toString('base64url');
      const request = await readRequest(message);
      const response = request
        ? await serve({ engine, apiAt, distribution, request, requestId })
        : errorPage(413, requestId, 'The request is larger than the local engine reads.');
      send(target, response);
    },
  });
  return {
    name: 'cloudfront',
    protocol: 'rest-json',
    operations: {},
    resourceTypes: {
      'AWS::CloudFront::CachePolicy': cachePolicyType(registry),
      'AWS::CloudFront::Distribution': distributionType(engine, apiAt, registry),
      'AWS::CloudFront::Function': functionType(engine, registry),
      'AWS::CloudFront::OriginAccessControl': accessControlType(registry),
      'AWS::CloudFront::OriginRequestPolicy': originRequestPolicyType(registry),
      'AWS::CloudFront::ResponseHeadersPolicy': headersPolicyType(registry),
    },
  };
};

/** A 304 has no content, and no length either: that would be the length of what the viewer has. */
const send = (target: ServerResponse, response: HttpResponse): void => {
  if (response.status === 304) target.writeHead(304, response.headers as Record<string, string | string[]>).end();
  else writeResponse(target, response);
};
