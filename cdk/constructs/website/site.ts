import { Aws, Duration, Fn, Stack, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  type FunctionAssociation,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import { type OriginProof, VIEWER_HEADER } from '../api/web-firewall.ts';

/** Properties of {@link Site}. */
export interface SiteProps {
  readonly config: StageConfig;
  /** The REST API whose stage is `api`, so that `/api/*` reaches it unchanged. */
  readonly restApiId: string;
  /** The origin of the sign-in pages and OAuth endpoints; the only other one that a page may talk to. */
  readonly loginUrl: string;
  /** What the API's web firewall asks for; absent where there is none. */
  readonly origin?: OriginProof | undefined;
}

/** The shop's pages on a private bucket, and the API, on one address behind CloudFront. */
export class Site extends Construct {
  /** Ends with `/`. */
  readonly url: string;
  /** The distribution's own address, which serves also before the domain of the shop leads there; ends with `/`. */
  readonly distributionUrl: string;
  readonly bucket: Bucket;
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: SiteProps) {
    super(scope, id);
    const { config } = props;
    const logs = createBucket(this, 'Logs', config, { objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED });
    Validations.of(logs).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'It holds the access logs; a log of the reading of logs would need a log in turn.',
    });
    this.bucket = createBucket(this, 'Pages', config, {
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: 'pages/',
    });
    this.distribution = createDistribution(this, props, this.bucket, logs);
    this.distributionUrl = `https://${this.distribution.distributionDomainName}/`;
    this.url = config.domain ? `https://${config.domain.name}/` : this.distributionUrl;
  }
}

const createBucket = (
  scope: Construct,
  id: string,
  { removalPolicy, logRetention }: StageConfig,
  more: Partial<ConstructorParameters<typeof Bucket>[2]>,
): Bucket =>
  new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    removalPolicy,
    autoDeleteObjects: removalPolicy === 'destroy',
    ...(id === 'Logs' && { lifecycleRules: [{ expiration: Duration.days(logRetention) }] }),
    ...more,
  });

/** Pages are all one document; a path without a file extension is one of its views, and so is a product, in whose name a
 * dot may be. Error responses cannot do this: they would turn the API's own 403 and 404 into pages. */
const VIEWS_TO_DOCUMENT = `function handler(event) {
  var request = event.request;
  var isFile = request.uri.lastIndexOf('.') > request.uri.lastIndexOf('/');
  if (!isFile || request.uri.startsWith('/products/')) request.uri = '/index.html';
  return request;
}
`;

/** A firewall behind the distribution sees only the distribution's addresses; what a viewer wrote there is overwritten. */
const tellViewer = (scope: Construct): FunctionAssociation => ({
  eventType: FunctionEventType.VIEWER_REQUEST,
  function: new EdgeFunction(scope, 'TellViewer', {
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(`function handler(event) {
  event.request.headers['${VIEWER_HEADER}'] = { value: event.viewer.ip };
  return event.request;
}
`),
    comment: 'Tells the web firewall of the API whose request it is.',
  }),
});

const createDistribution = (scope: Construct, props: SiteProps, bucket: Bucket, logs: Bucket): Distribution => {
  const { config, restApiId, loginUrl, origin } = props;
  const responseHeadersPolicy = createHeadersPolicy(scope, loginUrl);
  const distribution = new Distribution(scope, 'Distribution', {
    comment: `${Stack.of(scope).stackName}: pages and API.`,
    defaultRootObject: 'index.html',
    httpVersion: HttpVersion.HTTP2_AND_3,
    minimumProtocolVersion: config.domain ? SecurityPolicyProtocol.TLS_V1_2_2021 : undefined,
    ...(config.domain && {
      domainNames: [config.domain.name],
      certificate: Certificate.fromCertificateArn(scope, 'Certificate', config.domain.certificateArn),
    }),
    logBucket: logs,
    logFilePrefix: 'distribution/',
    defaultBehavior: {
      origin: S3BucketOrigin.withOriginAccessControl(bucket, {
        originAccessControl: new S3OriginAccessControl(scope, 'PagesAccess', {
          originAccessControlName: nameOfRegion(scope, 'pages'),
        }),
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      compress: true,
      responseHeadersPolicy,
      functionAssociations: [
        {
          eventType: FunctionEventType.VIEWER_REQUEST,
          function: new EdgeFunction(scope, 'ViewsToDocument', {
            runtime: FunctionRuntime.JS_2_0,
            code: FunctionCode.fromInline(VIEWS_TO_DOCUMENT),
            comment: 'Sends paths of views to the one document that shows them.',
          }),
        },
      ],
    },
    additionalBehaviors: {
      'api/*': {
        origin: new HttpOrigin(`${restApiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`, {
          protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
          customHeaders: origin?.headers,
        }),
        ...(origin && { functionAssociations: [tellViewer(scope)] }),
        // An order must never be sent again over https after it went over the wire in the clear.
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        // Host would be the distribution's, which API Gateway does not know.
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        responseHeadersPolicy,
      },
    },
  });
  acknowledgeFindings(distribution, config);
  return distribution;
};

const acknowledgeFindings = (distribution: Distribution, config: StageConfig): void => {
  Validations.of(distribution).acknowledge(
    { id: 'AwsSolutions-CFR1', reason: 'The shop sells wherever its customers are.' },
    {
      id: 'AwsSolutions-CFR2',
      reason: 'The pages are static files; what can be attacked is the API, and its own firewall stands there.',
    },
  );
  if (config.domain) return;
  Validations.of(distribution).acknowledge({
    id: 'AwsSolutions-CFR4',
    reason:
      'The certificate of *.cloudfront.net brings its own policy; with a domain of its own the stage demands TLS 1.2.',
  });
};

/** CloudFront has one list of names for all regions of an account, where CDK would make up the same name in each. */
const nameOfRegion = (scope: Construct, what: string): string => `${Stack.of(scope).stackName}-${Aws.REGION}-${what}`;

const createHeadersPolicy = (scope: Construct, loginUrl: string): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, 'Headers', {
    responseHeadersPolicyName: nameOfRegion(scope, 'headers'),
    comment: 'Security headers of the pages and the API.',
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(loginUrl), override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override: true },
      // Of this name alone: the shop may stand on an apex domain, beside subdomains that are not its own to decide on.
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: false, override: true },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=()', override: true },
        { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
      ],
    },
  });

const contentSecurityPolicy = (loginUrl: string): string =>
  Fn.join('; ', [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self' ${loginUrl}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    // For the one place that reads HTML, to show support a mail, never into the page itself (docs/adr/0034), and for the one that names
    // the worker (docs/adr/0037).
    'trusted-types mail worker',
  ]);
