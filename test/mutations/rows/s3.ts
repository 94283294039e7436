import { all, change, gone } from '../edits.ts';
import { rowsOf } from '../row.ts';

const GUIDE = 'AmazonS3/latest/userguide/';
const API = 'AmazonS3/latest/API/';
const NAMES = `${GUIDE}bucketnamingrules.html`;
const PAGES = 'S3::Bucket SitePages';
const POLICY = 'S3::BucketPolicy SitePagesPolicy';
const BLOCK = `${GUIDE}access-control-block-public-access.html`;

export const s3 = rowsOf('S3', [
  {
    name: 'a public policy where public policies are blocked',
    breaks: change(POLICY, {
      'PolicyDocument.Statement.2.Principal': '*',
      'PolicyDocument.Statement.2.Condition': undefined,
    }),
    aws: 'PutBucketPolicy is refused: public policies are blocked.',
    page: BLOCK,
    noticed: 'start',
    by: /SitePagesPolicy.*(public|BlockPublicPolicy)/,
  },
  {
    name: 'a public policy by an account’s wildcard',
    breaks: change(POLICY, {
      'PolicyDocument.Statement.2.Principal': { AWS: '*' },
      'PolicyDocument.Statement.2.Condition': undefined,
    }),
    aws: 'PutBucketPolicy is refused: public policies are blocked.',
    page: BLOCK,
    noticed: 'start',
    by: /SitePagesPolicy.*(public|BlockPublicPolicy)/,
  },
  {
    name: 'a policy that does not admit CloudFront',
    breaks: change(POLICY, { 'PolicyDocument.Statement.2': undefined }),
    aws: 'CloudFront gets 403 for every object.',
    page: 'AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
    noticed: 'pages',
    by: /GET \/ is 403/,
  },
  {
    name: 'a policy for another distribution',
    breaks: change(POLICY, {
      'PolicyDocument.Statement.2.Condition': {
        StringEquals: { 'AWS:SourceArn': 'arn:aws:cloudfront::000000000000:distribution/another' },
      },
    }),
    aws: 'CloudFront sends the distribution’s ARN as aws:SourceArn.',
    page: 'AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
    noticed: 'pages',
    by: /GET \/ is 403/,
  },
  {
    name: 'a policy for the bucket, not its objects',
    breaks: (template) =>
      change(POLICY, { 'PolicyDocument.Statement.2.Resource': { 'Fn::GetAtt': ['SitePages600CC8A7', 'Arn'] } })(
        template,
      ),
    aws: 'Action does not apply to any resource(s) in statement.',
    page: `${API}API_PutBucketPolicy.html`,
    noticed: 'start',
    by: /SitePagesPolicy.*Action does not apply/,
  },
  {
    name: 'a policy for another bucket',
    breaks: change(POLICY, { 'PolicyDocument.Statement.2.Resource': 'arn:aws:s3:::another/*' }),
    aws: 'Policy has invalid resource.',
    page: `${API}API_PutBucketPolicy.html`,
    noticed: 'start',
    by: /SitePagesPolicy.*invalid resource/,
  },
  {
    name: 'a policy of an action that S3 does not have',
    breaks: change(POLICY, { 'PolicyDocument.Statement.2.Action': 's3:ReadObject' }),
    aws: 'Policy has invalid action.',
    page: `${API}API_PutBucketPolicy.html`,
    noticed: 'start',
    by: /SitePagesPolicy.*([aA]ction)/,
  },
  {
    name: 'a policy of a principal that is none',
    breaks: change(POLICY, { 'PolicyDocument.Statement.2.Principal': { Service: 'cloudfront.amazon.com' } }),
    aws: 'Invalid principal in policy.',
    page: `${GUIDE}security_iam_service-with-iam.html`,
    noticed: 'start',
    by: /SitePagesPolicy.*[pP]rincipal/,
  },
  {
    name: 'a policy without a version of the language',
    breaks: change(POLICY, { 'PolicyDocument.Version': '2024-01-01' }),
    aws: 'The policy must contain a valid version string.',
    page: `${API}API_PutBucketPolicy.html`,
    noticed: 'start',
    by: /SitePagesPolicy.*([vV]ersion)/,
  },
  {
    name: 'a policy that denies everybody',
    breaks: change(POLICY, { 'PolicyDocument.Statement.0.Condition': undefined }),
    aws: 'An explicit Deny beats every Allow.',
    page: 'IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
    noticed: 'pages',
    by: /GET \/ is 403/,
  },
  {
    name: 'a policy of a bucket that is not there',
    breaks: change(POLICY, { Bucket: 'nowhere' }),
    aws: 'NoSuchBucket.',
    page: `${API}API_PutBucketPolicy.html`,
    noticed: 'start',
    by: /SitePagesPolicy.*(nowhere|NoSuchBucket|does not exist)/,
  },
  {
    name: 'a name in capitals',
    breaks: change(PAGES, { BucketName: 'Pages' }),
    aws: 'Bucket names have small letters, digits, dots and hyphens.',
    page: NAMES,
    noticed: 'start',
    by: /SitePages.*(BucketName|name)/i,
  },
  {
    name: 'a name of two characters',
    breaks: change(PAGES, { BucketName: 'pg' }),
    aws: 'Bucket names have 3 to 63 characters.',
    page: NAMES,
    noticed: 'start',
    by: /SitePages.*(BucketName|name)/i,
  },
  {
    name: 'a name like an address',
    breaks: change(PAGES, { BucketName: '192.168.5.4' }),
    aws: 'Bucket names are no IP addresses.',
    page: NAMES,
    noticed: 'start',
    by: /SitePages.*(BucketName|name)/i,
  },
  {
    name: 'a name that AWS keeps for itself',
    breaks: change(PAGES, { BucketName: 'xn--pages' }),
    aws: 'Bucket names do not begin with xn--.',
    page: NAMES,
    noticed: 'start',
    by: /SitePages.*(BucketName|name)/i,
  },
  {
    name: 'two buckets of one name',
    breaks: all(change(PAGES, { BucketName: 'one-name' }), change('S3::Bucket SiteLogs', { BucketName: 'one-name' })),
    aws: 'The second one is refused: BucketAlreadyOwnedByYou.',
    page: `${API}API_CreateBucket.html`,
    noticed: 'start',
    by: /Site(Pages|Logs).*(already|one-name)/,
  },
  {
    name: 'logs to a bucket that is not there',
    breaks: change(PAGES, { 'LoggingConfiguration.DestinationBucketName': 'nowhere' }),
    aws: 'The target bucket for logging does not exist.',
    page: `${API}API_PutBucketLogging.html`,
    noticed: 'start',
    by: /SitePages.*(nowhere|[lL]ogging)/,
  },
  {
    name: 'an encryption that is none',
    breaks: change(PAGES, {
      'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm': 'DES',
    }),
    aws: 'SSEAlgorithm is AES256, aws:kms or aws:kms:dsse.',
    page: `${API}API_PutBucketEncryption.html`,
    noticed: 'start',
    by: /SitePages.*(SSEAlgorithm|BucketEncryption)/,
  },
  {
    name: 'a lifecycle that does nothing',
    breaks: change('S3::Bucket SiteLogs', { 'LifecycleConfiguration.Rules.0.ExpirationInDays': undefined }),
    aws: 'A rule of a lifecycle has at least one action.',
    page: `${API}API_PutBucketLifecycleConfiguration.html`,
    noticed: 'start',
    by: /SiteLogs.*([lL]ifecycle|action)/,
  },
  {
    name: 'an expiry after no day',
    breaks: change('S3::Bucket SiteLogs', { 'LifecycleConfiguration.Rules.0.ExpirationInDays': 0 }),
    aws: 'Days of an expiry are positive.',
    page: `${API}API_PutBucketLifecycleConfiguration.html`,
    noticed: 'start',
    by: /SiteLogs.*([lL]ifecycle|ExpirationInDays|Days)/,
  },
  {
    name: 'content that was not uploaded',
    breaks: change('Custom::CDKBucketDeployment SiteContentAssetsCustomResource', {
      'SourceObjectKeys.0': 'nowhere.zip',
    }),
    aws: 'The objects that a deployment copies have to exist.',
    page: `${API}API_CopyObject.html`,
    noticed: 'start',
    by: /SiteContentAssets.*nowhere\.zip/,
  },
  {
    name: 'content for another bucket',
    breaks: (template) =>
      change('Custom::CDKBucketDeployment SiteContentDocumentsCustomResource', {
        DestinationBucketName: { Ref: 'SiteLogsBCCC85C3' },
      })(template),
    aws: 'What is not there is answered 403.',
    page: 'AmazonCloudFront/latest/DeveloperGuide/http-403-permission-denied.html',
    noticed: 'pages',
    by: /GET \/ is 403/,
  },
  {
    name: 'no bucket',
    breaks: gone(PAGES),
    aws: 'A template that refers to what it does not have is refused.',
    page: 'AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html',
    noticed: 'start',
    by: /SitePages/,
  },
]);
