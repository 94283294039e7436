import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  type DistributionProps,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';

// CDK's own validation takes 2.5 s a synthesis, and this is no stack that is deployed.
process.env.CDK_VALIDATION ??= 'false';

/** The feature flags of a new CDK app that change what such a site's template asks of the engine. */
const flags = {
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  '@aws-cdk/aws-s3:createDefaultLoggingPolicy': true,
  '@aws-cdk/aws-apigateway:disableCloudWatchRole': true,
  '@aws-cdk/core:checkSecretUsage': true,
};

/** A folder with these files, by their paths. */
const folderOf = (files: Readonly<Record<string, string | Buffer>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
};

/** Sends pages' paths to the one page that shows them all. */
export const SINGLE_PAGE = `function handler(event) {
  const request = event.request;
  if (!request.uri.split('/').pop().includes('.')) request.uri = '/index.html';
  return request;
}`;

/** Answers with what it received, under the status that the path names. */
const ECHO = `exports.handler = async ({ path, headers, queryStringParameters, body }) => ({
  statusCode: Number(/[0-9]{3}$/.exec(path)?.[0] ?? 200),
  headers: { 'content-type': 'application/problem+json', 'x-own': 'yes', 'cache-control': 'no-store' },
  body: JSON.stringify({ path, headers, query: queryStringParameters, body }),
});`;

export interface SiteOptions {
  readonly files: Readonly<Record<string, string | Buffer>>;
  readonly viewerRequest?: string;
  readonly distribution?: Partial<DistributionProps>;
  /** Without it, the API gets nothing of the viewer's request but its path. */
  readonly forward?: boolean;
}

/** Synthesizes a site as this project hosts one: private bucket, distribution with origin access control, function, headers
 * policy, API behaviour, two deployments, access logs. Gives the folder of the assembly. */
export const synthesizeSite = ({ files, viewerRequest, distribution, forward = true }: SiteOptions): string => {
  const app = new App({
    context: flags,
    analyticsReporting: false,
    outdir: mkdtempSync(join(tmpdir(), 'site-assembly-')),
  });
  const stack = new Stack(app, 'Site');
  const secured = {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    encryption: BucketEncryption.S3_MANAGED,
    removalPolicy: RemovalPolicy.DESTROY,
    autoDeleteObjects: true,
  };
  const logs = new Bucket(stack, 'Logs', { ...secured, objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED });
  const bucket = new Bucket(stack, 'Bucket', { ...secured, serverAccessLogsBucket: logs });
  const cdn = new Distribution(stack, 'Distribution', {
    defaultRootObject: 'index.html',
    logBucket: logs,
    defaultBehavior: {
      origin: S3BucketOrigin.withOriginAccessControl(bucket),
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: headersPolicy(stack),
      functionAssociations: viewerRequest
        ? [{ eventType: FunctionEventType.VIEWER_REQUEST, function: edgeFunction(stack, viewerRequest) }]
        : [],
    },
    additionalBehaviors: {
      'api/*': {
        origin: apiOrigin(stack),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        ...(forward && { originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER }),
      },
    },
    ...distribution,
  });
  deploy(stack, cdn, bucket, folderOf(files));
  new CfnOutput(stack, 'BucketName', { value: bucket.bucketName });
  new CfnOutput(stack, 'Host', { value: cdn.distributionDomainName });
  return app.synth().directory;
};

const edgeFunction = (stack: Stack, code: string): EdgeFunction =>
  new EdgeFunction(stack, 'ViewerRequest', { runtime: FunctionRuntime.JS_2_0, code: FunctionCode.fromInline(code) });

const headersPolicy = (stack: Stack): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(stack, 'Headers', {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: "default-src 'self'; frame-ancestors 'none'", override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'Permissions-Policy', value: 'camera=()', override: true },
        { header: 'Cache-Control', value: 'max-age=1', override: false },
      ],
    },
    removeHeaders: ['x-amz-server-side-encryption'],
  });

const apiOrigin = (stack: Stack): HttpOrigin => {
  const api = new RestApi(stack, 'Api', { deployOptions: { stageName: 'api' }, cloudWatchRole: false });
  const handler = new LambdaFunction(stack, 'Echo', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromAsset(folderOf({ 'index.js': ECHO })),
  });
  api.root.addProxy({ defaultIntegration: new LambdaIntegration(handler) });
  return new HttpOrigin(`${api.restApiId}.execute-api.${stack.region}.${stack.urlSuffix}`);
};

const deploy = (stack: Stack, distribution: Distribution, destinationBucket: Bucket, folder: string): void => {
  const settings = { 'https host': `https://${distribution.distributionDomainName}/back`, quoted: 'a "b"' };
  const hashed = new BucketDeployment(stack, 'Hashed', {
    sources: [Source.asset(folder)],
    destinationBucket,
    exclude: ['*'],
    include: ['assets/*'],
    prune: false,
    cacheControl: [CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
  });
  const pages = new BucketDeployment(stack, 'Pages', {
    sources: [
      Source.asset(folder),
      Source.jsonData('config.json', { ...settings, bucket: destinationBucket.bucketName }),
    ],
    destinationBucket,
    exclude: ['assets/*'],
    cacheControl: [CacheControl.noCache()],
    distribution,
    distributionPaths: ['/*'],
  });
  pages.node.addDependency(hashed);
};

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Sends a request exactly as written: fetch would tidy the path, and choose encodings. */
export const send = (
  origin: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { body, ...rest } = options;
    const { port } = new URL(origin);
    request({ host: '127.0.0.1', port, path, ...rest }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end(body);
  });
