import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { ofType, prodContext, render, synthesizedTemplate } from './synthesized.ts';

const template = synthesizedTemplate();
const only = (type: string) => {
  const [[, found] = [], ...others] = ofType(template, type);
  if (!found || others.length > 0) throw new Error(`there is not exactly one ${type}`);
  return found.Properties;
};
const { DistributionConfig: distribution } = only('AWS::CloudFront::Distribution');
const [apiBehavior, ...otherBehaviors] = distribution.CacheBehaviors;

describe('the site', () => {
  it('is served over https alone; the API never over anything else, not even to redirect', () => {
    expect(distribution.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https');
    expect(apiBehavior.ViewerProtocolPolicy).toBe('https-only');
    expect(otherBehaviors).toEqual([]);
  });

  it('forwards /api/* uncached, with all methods and all headers of the viewer but Host, to an unchanged path', () => {
    expect(apiBehavior.PathPattern).toBe('api/*');
    expect(apiBehavior.AllowedMethods).toHaveLength(7);
    // Managed policies: CachingDisabled, AllViewerExceptHostHeader.
    expect(apiBehavior.CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
    expect(apiBehavior.OriginRequestPolicyId).toBe('b689b0a8-53d0-40ab-baf2-68738e2966ac');
    const origin = distribution.Origins.find(({ Id }: { Id: string }) => Id === apiBehavior.TargetOriginId);
    expect(render(origin.DomainName)).toBe('OrderApiRestApi.execute-api.AWS::Region.AWS::URLSuffix');
    expect(origin.CustomOriginConfig.OriginProtocolPolicy).toBe('https-only');
    expect(origin.OriginPath).toBeUndefined();
  });

  it('rewrites paths of views by a function on the pages alone, and no error of the API into a page', () => {
    expect(distribution.CustomErrorResponses).toBeUndefined();
    expect(distribution.DefaultCacheBehavior.FunctionAssociations).toHaveLength(1);
    expect(apiBehavior.FunctionAssociations).toBeUndefined();
  });

  it.each([
    ['/', '/index.html'],
    ['/orders', '/index.html'],
    ['/orders/7K3M-9QXT-2V5H-A1BC', '/index.html'],
    ['/a.b/c', '/index.html'],
    ['/assets/index-1a2b.js', '/assets/index-1a2b.js'],
    ['/config.json', '/config.json'],
  ])('sends %s to %s', (uri, expected) => {
    const { FunctionCode } = only('AWS::CloudFront::Function');
    const event = { request: { uri } };
    const result = runInNewContext(`${FunctionCode}; handler(event)`, { event });
    expect(result.uri).toBe(expected);
  });

  it('has a private bucket that this distribution alone may read', () => {
    const pages = ofType(template, 'AWS::S3::BucketPolicy').find(([name]) => name === 'SitePagesPolicy');
    const statements = pages?.[1].Properties.PolicyDocument.Statement;
    const allowed = statements.filter(
      ({ Effect, Action }: { Effect: string; Action: unknown }) => Effect === 'Allow' && Action === 's3:GetObject',
    );
    expect(allowed).toHaveLength(1);
    expect(allowed[0].Principal).toEqual({ Service: 'cloudfront.amazonaws.com' });
    expect(render(allowed[0].Condition.StringEquals['AWS:SourceArn'])).toContain('distribution/SiteDistribution');
    for (const [name, { Properties }] of ofType(template, 'AWS::S3::Bucket')) {
      expect(Object.values(Properties.PublicAccessBlockConfiguration), name).toEqual([true, true, true, true]);
      expect(Properties.BucketEncryption, name).toBeDefined();
      expect(Properties.WebsiteConfiguration, name).toBeUndefined();
    }
  });

  it('allows no inline code, no foreign origin but the login, no frame and no sniffing', () => {
    const { SecurityHeadersConfig: headers } = only(
      'AWS::CloudFront::ResponseHeadersPolicy',
    ).ResponseHeadersPolicyConfig;
    const policy = render(headers.ContentSecurityPolicy.ContentSecurityPolicy);
    expect(policy).not.toMatch(/unsafe|\*|data:|http:/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(
      /connect-src 'self' https:\/\/IdentityUserPoolDomain\S*\.auth\.AWS::Region\.amazoncognito\.com;/,
    );
    expect(headers.StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThanOrEqual(31_536_000);
    // On an apex domain this would decide for every other name of the owner's.
    expect(headers.StrictTransportSecurity.IncludeSubdomains).toBe(false);
    expect(headers.ContentTypeOptions).toEqual({ Override: true });
    for (const behavior of [distribution.DefaultCacheBehavior, apiBehavior]) {
      expect(behavior.ResponseHeadersPolicyId).toEqual({ Ref: expect.stringContaining('SiteHeaders') });
    }
  });

  it('has names at CloudFront, which knows no regions, that another region’s stack has not', () => {
    const names = [
      only('AWS::CloudFront::ResponseHeadersPolicy').ResponseHeadersPolicyConfig.Name,
      only('AWS::CloudFront::OriginAccessControl').OriginAccessControlConfig.Name,
    ];
    expect(names.map(render)).toEqual(['OrderProcessing-AWS::Region-headers', 'OrderProcessing-AWS::Region-pages']);
  });

  it('keeps hashed assets in caches for a year, and documents not at all', () => {
    const deployments = ofType(template, 'Custom::CDKBucketDeployment').map(([name, { Properties }]) => [
      name.replace(/CustomResource.*$/, ''),
      Properties.SystemMetadata['cache-control'],
      Properties.Prune,
    ]);
    expect(deployments.sort()).toEqual([
      ['SiteContentAssets', 'public, max-age=31536000, immutable', false],
      ['SiteContentDocuments', 'no-cache', true],
    ]);
  });

  it('tells its pages the client and the login, and takes people back to its own address', () => {
    const client = only('AWS::Cognito::UserPoolClient');
    expect(client.CallbackURLs.map(render)).toEqual(['https://SiteDistribution.DomainName/']);
    expect(client.LogoutURLs.map(render)).toEqual(client.CallbackURLs.map(render));
    expect(render(template.Outputs.SiteUrl?.Value)).toBe('https://SiteDistribution.DomainName/');
  });

  it('on a domain of its own demands TLS 1.2 and takes people back there', () => {
    const domain = {
      domainName: 'shop.example.com',
      certificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/1',
    };
    const prod = synthesizedTemplate({ ...prodContext, ...domain });
    const [[, site] = []] = ofType(prod, 'AWS::CloudFront::Distribution');
    expect(site?.Properties.DistributionConfig.Aliases).toEqual(['shop.example.com']);
    expect(site?.Properties.DistributionConfig.ViewerCertificate.MinimumProtocolVersion).toBe('TLSv1.2_2021');
    const [[, client] = []] = ofType(prod, 'AWS::Cognito::UserPoolClient');
    expect(client?.Properties.CallbackURLs).toEqual(['https://shop.example.com/']);
  });
});
