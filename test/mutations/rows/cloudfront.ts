import { change, gone, resourceOf } from '../edits.ts';
import { rowsOf } from '../row.ts';

const API = 'cloudfront/latest/APIReference/';
const GUIDE = 'AmazonCloudFront/latest/DeveloperGuide/';
const DISTRIBUTION_API = `${API}API_DistributionConfig.html`;
const BEHAVIOR_API = `${API}API_CacheBehavior.html`;
const CACHE = `${GUIDE}using-managed-cache-policies.html`;
const OAC = `${GUIDE}private-content-restricting-access-to-s3.html`;
const SITE = 'CloudFront::Distribution';
const ROOT = 'DistributionConfig.DefaultCacheBehavior';
const CALLS = 'DistributionConfig.CacheBehaviors.0';
const FUNCTION = 'CloudFront::Function';
const OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const ALL_VIEWER = '216adef6-5c7f-47e4-b989-5492eafa07d3';

export const cloudfront = rowsOf('CloudFront', [
  {
    name: 'answers of an API that are cached',
    breaks: change(SITE, { [`${CALLS}.CachePolicyId`]: OPTIMIZED }),
    aws: 'A cache policy with a minimum TTL above 0 caches every answer, and without Authorization in its key gives it to another.',
    page: CACHE,
    noticed: 'strangers',
    by: /another one's answer|Authorization/,
  },
  {
    name: 'a cache policy that is none',
    breaks: change(SITE, { [`${CALLS}.CachePolicyId`]: '11111111-2222-3333-4444-555555555555' }),
    aws: 'The cache policy has to exist.',
    page: BEHAVIOR_API,
    noticed: 'start',
    by: /SiteDistribution.*(cache policy|CachePolicy|11111111)/i,
  },
  {
    name: 'an origin request policy that is none',
    breaks: change(SITE, { [`${CALLS}.OriginRequestPolicyId`]: '11111111-2222-3333-4444-555555555555' }),
    aws: 'The origin request policy has to exist.',
    page: BEHAVIOR_API,
    noticed: 'start',
    by: /SiteDistribution.*(origin request policy|OriginRequestPolicy|11111111)/i,
  },
  {
    name: 'a headers policy that is none',
    breaks: change(SITE, { [`${ROOT}.ResponseHeadersPolicyId`]: '11111111-2222-3333-4444-555555555555' }),
    aws: 'The response headers policy has to exist.',
    page: BEHAVIOR_API,
    noticed: 'start',
    by: /SiteDistribution.*(headers policy|ResponseHeadersPolicy|11111111)/i,
  },
  {
    name: 'the viewer’s Host handed to an API',
    breaks: change(SITE, { [`${CALLS}.OriginRequestPolicyId`]: ALL_VIEWER }),
    aws: 'API Gateway knows no API of that host: 403.',
    page: `${GUIDE}using-managed-origin-request-policies.html`,
    noticed: 'edge',
    by: /GET \/api\/products is 403/,
  },
  {
    name: 'no headers handed to an API',
    breaks: change(SITE, { [`${CALLS}.OriginRequestPolicyId`]: undefined }),
    aws: 'Without an origin request policy the origin gets no Authorization.',
    page: `${GUIDE}controlling-origin-requests.html`,
    noticed: 'edge',
    by: /GET \/api\/orders is 401/,
  },
  {
    name: 'a behaviour for reading alone',
    breaks: change(SITE, { [`${CALLS}.AllowedMethods`]: ['GET', 'HEAD'] }),
    aws: 'Other methods are answered 403.',
    page: BEHAVIOR_API,
    noticed: 'edge',
    by: /POST \/api\/orders is 403/,
  },
  {
    name: 'methods that do not go together',
    breaks: change(SITE, { [`${CALLS}.AllowedMethods`]: ['GET', 'HEAD', 'POST'] }),
    aws: 'Methods are the two, the three or all seven.',
    page: `${API}API_AllowedMethods.html`,
    noticed: 'start',
    by: /SiteDistribution.*AllowedMethods/,
  },
  {
    name: 'no behaviour for an API',
    breaks: change(SITE, { [CALLS]: undefined }),
    aws: 'The paths of the API go to the origin of the pages.',
    page: BEHAVIOR_API,
    noticed: 'edge',
    by: /GET \/api\/products/,
  },
  {
    name: 'a behaviour of an origin that is not there',
    breaks: change(SITE, { [`${CALLS}.TargetOriginId`]: 'nowhere' }),
    aws: 'The origin of a behaviour is one of the distribution’s.',
    page: BEHAVIOR_API,
    noticed: 'start',
    by: /SiteDistribution.*(nowhere|[oO]rigin)/,
  },
  {
    name: 'two behaviours of one path',
    breaks: (template) => {
      const { DistributionConfig } = resourceOf(template, SITE).Properties as {
        DistributionConfig: { CacheBehaviors: object[] };
      };
      DistributionConfig.CacheBehaviors.push({ ...DistributionConfig.CacheBehaviors[0] });
    },
    aws: 'Each path pattern stands once.',
    page: BEHAVIOR_API,
    noticed: 'start',
    by: /SiteDistribution.*(api\/\*|path pattern|duplicate)/i,
  },
  {
    name: 'a viewer protocol that is none',
    breaks: change(SITE, { [`${ROOT}.ViewerProtocolPolicy`]: 'http-only' }),
    aws: 'ViewerProtocolPolicy is allow-all, https-only or redirect-to-https.',
    page: BEHAVIOR_API,
    noticed: 'start',
    by: /SiteDistribution.*ViewerProtocolPolicy/,
  },
  {
    name: 'a path of an origin without its slash',
    breaks: change(SITE, { 'DistributionConfig.Origins.1.OriginPath': 'api' }),
    aws: 'OriginPath begins with a slash.',
    page: `${API}API_Origin.html`,
    noticed: 'start',
    by: /SiteDistribution.*OriginPath/,
  },
  {
    name: 'the stage in the path twice',
    breaks: change(SITE, { 'DistributionConfig.Origins.1.OriginPath': '/api' }),
    aws: 'The origin is asked for its path and the viewer’s: 403.',
    page: `${API}API_Origin.html`,
    noticed: 'edge',
    by: /GET \/api\/products is 40[34]/,
  },
  {
    name: 'an origin with a scheme',
    breaks: change(SITE, { 'DistributionConfig.Origins.1.DomainName': 'https://example.com' }),
    aws: 'DomainName is the name of a host.',
    page: `${API}API_Origin.html`,
    noticed: 'start',
    by: /SiteDistribution.*(DomainName|domain|example\.com)/i,
  },
  {
    name: 'an origin that is neither a bucket nor another',
    breaks: change(SITE, { 'DistributionConfig.Origins.1.CustomOriginConfig': undefined }),
    aws: 'An origin has the settings of a bucket or of another.',
    page: `${API}API_Origin.html`,
    noticed: 'start',
    by: /SiteDistribution.*([oO]rigin)/,
  },
  {
    name: 'pages without access control',
    breaks: change(SITE, { 'DistributionConfig.Origins.0.OriginAccessControlId': undefined }),
    aws: 'A private bucket answers unsigned requests 403.',
    page: OAC,
    noticed: 'pages',
    by: /GET \/ is 403/,
  },
  {
    name: 'access control that never signs',
    breaks: change('CloudFront::OriginAccessControl', { 'OriginAccessControlConfig.SigningBehavior': 'never' }),
    aws: 'A private bucket answers unsigned requests 403.',
    page: OAC,
    noticed: 'pages',
    by: /GET \/ is 403/,
  },
  {
    name: 'access control of a protocol that is none',
    breaks: change('CloudFront::OriginAccessControl', { 'OriginAccessControlConfig.SigningProtocol': 'sigv5' }),
    aws: 'SigningProtocol is sigv4.',
    page: `${API}API_OriginAccessControlConfig.html`,
    noticed: 'start',
    by: /PagesAccess.*SigningProtocol/,
  },
  {
    name: 'no document at the root',
    breaks: (template) => {
      change(SITE, { 'DistributionConfig.DefaultRootObject': undefined, [`${ROOT}.FunctionAssociations`]: undefined })(
        template,
      );
      gone(FUNCTION)(template);
    },
    aws: 'The root of a bucket without ListBucket is answered 403.',
    page: `${GUIDE}DefaultRootObject.html`,
    noticed: 'pages',
    by: /GET \/ is 403/,
  },
  {
    name: 'no function for the paths of views',
    breaks: (template) => {
      change(SITE, { [`${ROOT}.FunctionAssociations`]: undefined })(template);
      gone(FUNCTION)(template);
    },
    aws: 'A path without an object is answered 403.',
    page: `${GUIDE}private-content-restricting-access-to-s3.html`,
    noticed: 'pages',
    by: /GET \/orders is 403/,
  },
  {
    name: 'a function that throws',
    breaks: change(FUNCTION, { FunctionCode: 'function handler(event) { throw new Error("no"); }' }),
    aws: 'The viewer gets 503.',
    page: `${GUIDE}troubleshooting-functions.html`,
    noticed: 'pages',
    by: /GET \/ is 503/,
  },
  {
    name: 'a function that does not parse',
    breaks: change(FUNCTION, { FunctionCode: 'function handler(event {' }),
    aws: 'A function that does not parse is refused, or answers 503.',
    page: `${GUIDE}troubleshooting-functions.html`,
    noticed: 'start',
    by: /ViewsToDocument/,
  },
  {
    name: 'a function without a handler',
    breaks: change(FUNCTION, { FunctionCode: 'var a = 1;' }),
    aws: 'The viewer gets 503.',
    page: `${GUIDE}writing-function-code.html`,
    noticed: 'pages',
    by: /GET \/ is 503/,
  },
  {
    name: 'a function of over 10 KB',
    breaks: (template) => {
      const { Properties } = resourceOf(template, FUNCTION);
      Properties.FunctionCode = `${Properties.FunctionCode}// ${'x'.repeat(10_240)}`;
    },
    aws: 'Functions have at most 10 KB.',
    page: `${GUIDE}cloudfront-limits.html`,
    noticed: 'start',
    by: /ViewsToDocument.*(10 ?KB|10,?240|size)/,
  },
  {
    name: 'a function runtime that is none',
    breaks: change(FUNCTION, { 'FunctionConfig.Runtime': 'cloudfront-js-3.0' }),
    aws: 'Runtimes are cloudfront-js-1.0 and cloudfront-js-2.0.',
    page: `${API}API_FunctionConfig.html`,
    noticed: 'start',
    by: /ViewsToDocument.*Runtime/,
  },
  {
    name: 'a function name with a dot',
    breaks: change(FUNCTION, { Name: 'views.to.document' }),
    aws: 'Function names have letters, digits, hyphens and underscores.',
    page: `${API}API_CreateFunction.html`,
    noticed: 'start',
    by: /ViewsToDocument.*Name/,
  },
  {
    name: 'a function that is not published',
    breaks: change(FUNCTION, { AutoPublish: false }),
    aws: 'A distribution takes published functions alone.',
    page: `${GUIDE}publish-function.html`,
    noticed: 'start',
    by: /(SiteDistribution|ViewsToDocument).*([pP]ublish)/,
  },
  {
    name: 'two functions at one event',
    breaks: (template) => {
      const { DistributionConfig } = resourceOf(template, SITE).Properties as {
        DistributionConfig: { DefaultCacheBehavior: { FunctionAssociations: object[] } };
      };
      const { FunctionAssociations } = DistributionConfig.DefaultCacheBehavior;
      FunctionAssociations.push({ ...FunctionAssociations[0] });
    },
    aws: 'An event has one function.',
    page: `${GUIDE}edge-function-restrictions-all.html`,
    noticed: 'start',
    by: /SiteDistribution.*(FunctionAssociations|viewer-request|event)/i,
  },
  {
    name: 'a function at an event that is none',
    breaks: change(SITE, { [`${ROOT}.FunctionAssociations.0.EventType`]: 'origin-request' }),
    aws: 'CloudFront Functions run at viewer-request and viewer-response.',
    page: `${API}API_FunctionAssociation.html`,
    noticed: 'start',
    by: /SiteDistribution.*(EventType|origin-request)/,
  },
  {
    name: 'every error as the document of the pages',
    breaks: change(SITE, {
      'DistributionConfig.CustomErrorResponses': [
        { ErrorCode: 403, ResponseCode: 200, ResponsePagePath: '/index.html' },
        { ErrorCode: 401, ResponseCode: 200, ResponsePagePath: '/index.html' },
      ],
    }),
    aws: 'Custom error responses hold for the API’s answers too; 401 has none.',
    page: `${API}API_CustomErrorResponse.html`,
    noticed: 'start',
    by: /SiteDistribution.*(CustomErrorResponses|ErrorCode|401)/,
  },
  {
    name: 'logs to a bucket without access lists',
    breaks: change('S3::Bucket SiteLogs', { OwnershipControls: undefined }),
    aws: 'The bucket for standard logs has to allow access control lists.',
    page: `${GUIDE}standard-logging-legacy-s3.html`,
    noticed: 'start',
    by: /SiteDistribution.*(ACL|access control)/,
  },
  {
    name: 'logs to what is no bucket',
    breaks: change(SITE, { 'DistributionConfig.Logging.Bucket': 'logs.example.com' }),
    aws: 'Logs go to a bucket’s domain name.',
    page: `${API}API_LoggingConfig.html`,
    noticed: 'start',
    by: /SiteDistribution.*(Logging|logs\.example\.com|bucket)/i,
  },
  {
    name: 'a price class that is none',
    breaks: change(SITE, { 'DistributionConfig.PriceClass': 'PriceClass_300' }),
    aws: 'Price classes are 100, 200, All and None.',
    page: DISTRIBUTION_API,
    noticed: 'start',
    by: /SiteDistribution.*PriceClass/,
  },
  {
    name: 'a comment of 129 characters',
    breaks: change(SITE, { 'DistributionConfig.Comment': 'c'.repeat(129) }),
    aws: 'Comments have at most 128 characters.',
    page: DISTRIBUTION_API,
    noticed: 'start',
    by: /SiteDistribution.*Comment/,
  },
  {
    name: 'a version of HTTP that is none',
    breaks: change(SITE, { 'DistributionConfig.HttpVersion': 'http4' }),
    aws: 'HttpVersion is one of a list.',
    page: DISTRIBUTION_API,
    noticed: 'start',
    by: /SiteDistribution.*HttpVersion/,
  },
  {
    name: 'another name without a certificate',
    breaks: change(SITE, { 'DistributionConfig.Aliases': ['shop.example.com'] }),
    aws: 'An alternate domain name needs a certificate.',
    page: `${GUIDE}CNAMEs.html`,
    noticed: 'start',
    by: /SiteDistribution.*([aA]liases|certificate)/,
  },
  {
    name: 'a distribution that is switched off',
    breaks: change(SITE, { 'DistributionConfig.Enabled': false }),
    aws: 'A disabled distribution answers nothing.',
    page: DISTRIBUTION_API,
    noticed: 'start',
    by: /SiteDistribution.*Enabled/,
  },
  {
    name: 'headers that are not allowed in a policy',
    breaks: change('CloudFront::ResponseHeadersPolicy', {
      'ResponseHeadersPolicyConfig.CustomHeadersConfig.Items.0.Header': 'Content-Encoding',
    }),
    aws: 'Some headers cannot be set by a policy.',
    page: `${GUIDE}adding-response-headers.html`,
    noticed: 'start',
    by: /SiteHeaders.*(Content-Encoding|Header)/,
  },
  {
    name: 'a security header as a custom one',
    breaks: change('CloudFront::ResponseHeadersPolicy', {
      'ResponseHeadersPolicyConfig.CustomHeadersConfig.Items.0.Header': 'X-Frame-Options',
    }),
    aws: 'Security headers have settings of their own, and are refused as custom ones.',
    page: `${GUIDE}understanding-response-headers-policies.html`,
    noticed: 'start',
    by: /SiteHeaders.*Items\/0\/Header: failed/,
  },
  {
    name: 'no policy of headers',
    breaks: change(SITE, { [`${ROOT}.ResponseHeadersPolicyId`]: undefined }),
    aws: 'Answers have the origin’s headers alone.',
    page: `${GUIDE}adding-response-headers.html`,
    noticed: 'pages',
    by: /policy of content/,
  },
]);
