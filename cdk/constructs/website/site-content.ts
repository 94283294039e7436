import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { StageConfig } from '../../config.ts';
import type { Site } from './site.ts';

/** Properties of {@link SiteContent}. */
export interface SiteContentProps {
  readonly config: StageConfig;
  readonly site: Site;
  /** The built pages. */
  readonly folder: string;
  /** What the pages read at run time, from `/config.json`. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What the shop must tell by law, by language: from `/texts.LANGUAGE.json`. */
  readonly texts: Readonly<Record<string, unknown>>;
}

/** Brings the built pages and their settings into the site's bucket. */
export class SiteContent extends Construct {
  constructor(scope: Construct, id: string, { config, site, folder, settings, texts }: SiteContentProps) {
    super(scope, id);
    const { logRetention: retention, removalPolicy } = config;
    const shared = {
      destinationBucket: site.bucket,
      logGroup: new LogGroup(this, 'Logs', { retention, removalPolicy }),
    };
    // First what the new document refers to; what the old one refers to stays, for pages that are open now.
    const assets = new BucketDeployment(this, 'Assets', {
      ...shared,
      sources: [Source.asset(folder)],
      exclude: ['*'],
      include: ['assets/*'],
      prune: false,
      // Their names are hashes of their contents.
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
    });
    const documents = new BucketDeployment(this, 'Documents', {
      ...shared,
      sources: [
        Source.asset(folder),
        Source.jsonData('config.json', settings),
        ...Object.entries(texts).map(([language, pages]) => Source.jsonData(`texts.${language}.json`, pages)),
      ],
      exclude: ['assets/*'],
      cacheControl: [CacheControl.noCache()],
      distribution: site.distribution,
      distributionPaths: ['/*'],
    });
    documents.node.addDependency(assets);
    acknowledgeProvider(Stack.of(this));
  }
}

/** CDK brings the function that copies the pages, and its role; it runs during deployments alone. */
const acknowledgeProvider = (stack: Stack): void => {
  const provider = stack.node.children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'));
  if (!provider) throw new Error('CDK no longer names the function that copies the pages Custom::CDKBucketDeployment');
  const copies = 'CDK’s provider reads its own assets and writes the pages, object by object.';
  Validations.of(provider).acknowledge(
    { id: 'AwsSolutions-L1', reason: 'CDK chooses the runtime of its provider.' },
    {
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      reason: 'CDK gives its provider this policy to write its log.',
    },
    { id: 'AwsSolutions-IAM5[Resource::*]', reason: 'Invalidating a distribution: CDK’s provider names no resource.' },
    ...[
      'Action::s3:GetBucket*',
      'Action::s3:GetObject*',
      'Action::s3:List*',
      'Action::s3:Abort*',
      'Action::s3:DeleteObject*',
      'Resource::<SitePages600CC8A7.Arn>/*',
      'Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*',
    ].map((finding) => ({ id: `AwsSolutions-IAM5[${finding}]`, reason: copies })),
  );
};
