import * as z from 'zod';
import { flag, ignored } from '../../../kit/properties.ts';
import { type ResourceType, resourceType } from '../../../service.ts';
import { policyId } from '../ids.ts';
import type { Registry } from '../model.ts';
import type { HeadersPolicy } from './headers-policy.ts';

const override = { Override: flag };
const securityHeaders = z.strictObject({
  ContentSecurityPolicy: z.strictObject({ ...override, ContentSecurityPolicy: z.string() }).optional(),
  ContentTypeOptions: z.strictObject(override).optional(),
  FrameOptions: z.strictObject({ ...override, FrameOption: z.enum(['DENY', 'SAMEORIGIN']) }).optional(),
  ReferrerPolicy: z.strictObject({ ...override, ReferrerPolicy: z.string() }).optional(),
  StrictTransportSecurity: z
    .strictObject({
      ...override,
      AccessControlMaxAgeSec: z.coerce.number().int().min(0),
      IncludeSubdomains: flag.default(false),
      Preload: flag.default(false),
    })
    .optional(),
  XSSProtection: z
    .strictObject({
      ...override,
      Protection: flag,
      ModeBlock: flag.default(false),
      ReportUri: z.string().optional(),
    })
    .optional(),
});
type SecurityHeaders = z.infer<typeof securityHeaders>;

const headersPolicyProperties = z.strictObject({
  ResponseHeadersPolicyConfig: z.strictObject({
    Name: z.string(),
    Comment: ignored,
    CustomHeadersConfig: z
      .strictObject({ Items: z.array(z.strictObject({ ...override, Header: z.string(), Value: z.string() })) })
      .optional(),
    RemoveHeadersConfig: z.strictObject({ Items: z.array(z.strictObject({ Header: z.string() })) }).optional(),
    SecurityHeadersConfig: securityHeaders.optional(),
    ServerTimingHeadersConfig: ignored,
  }),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-responseheaderspolicy.html */
export const headersPolicyType = (registry: Registry): ResourceType =>
  resourceType({
    properties: headersPolicyProperties,
    provision: ({ ResponseHeadersPolicyConfig: config }, { stackId, logicalId }) => {
      const id = policyId(`${stackId}/${logicalId}`);
      const custom = (config.CustomHeadersConfig?.Items ?? []).map(({ Header, Value, Override }) => ({
        name: Header.toLowerCase(),
        value: Value,
        override: Override,
      }));
      const removed = (config.RemoveHeadersConfig?.Items ?? []).map(({ Header }) => Header.toLowerCase());
      registry.headersPolicies.set(id, {
        set: [...security(config.SecurityHeadersConfig ?? {}), ...custom],
        remove: new Set(removed),
      });
      return { ref: id, attributes: { Id: id } };
    },
  });

/** Strict-Transport-Security is sent as declared: browsers heed it on https only. */
const security = (given: SecurityHeaders): HeadersPolicy['set'] => {
  const { ContentSecurityPolicy: csp, StrictTransportSecurity: hsts, XSSProtection: xss } = given;
  const headers: readonly (readonly [string, { readonly Override: boolean } | undefined, string | undefined])[] = [
    ['content-security-policy', csp, csp?.ContentSecurityPolicy],
    ['x-content-type-options', given.ContentTypeOptions, 'nosniff'],
    ['x-frame-options', given.FrameOptions, given.FrameOptions?.FrameOption],
    ['referrer-policy', given.ReferrerPolicy, given.ReferrerPolicy?.ReferrerPolicy],
    ['strict-transport-security', hsts, hsts && hstsValue(hsts)],
    ['x-xss-protection', xss, xss && xssValue(xss)],
  ];
  return headers.flatMap(([name, config, value]) =>
    config && value !== undefined ? [{ name, value, override: config.Override }] : [],
  );
};

const hstsValue = (hsts: NonNullable<SecurityHeaders['StrictTransportSecurity']>): string =>
  [
    `max-age=${hsts.AccessControlMaxAgeSec}`,
    ...(hsts.IncludeSubdomains ? ['includeSubDomains'] : []),
    ...(hsts.Preload ? ['preload'] : []),
  ].join('; ');

const xssValue = (xss: NonNullable<SecurityHeaders['XSSProtection']>): string => {
  if (!xss.Protection) return '0';
  if (xss.ModeBlock) return '1; mode=block';
  return xss.ReportUri === undefined ? '1' : `1; report=${xss.ReportUri}`;
};
