import type { CreationCheck, CreationChecks } from './check.ts';

interface Statement {
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

const listOf = (value: unknown): string[] => [value ?? []].flat().map(String);

/** Whether anybody is meant, and no condition says who.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
const isPublic = ({ Effect, Principal, Condition = {} }: Statement): boolean => {
  if (Effect !== 'Allow') return false;
  const { AWS } = (typeof Principal === 'object' && Principal !== null ? Principal : {}) as { AWS?: unknown };
  if (Principal !== '*' && !listOf(AWS).includes('*')) return false;
  const keys = Object.values(Condition).flatMap((test) => Object.keys(test).map((key) => key.toLowerCase()));
  const fixing = [
    ...['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceip', 'aws:sourcevpc', 'aws:sourcevpce', 'aws:sourceorgid'],
    ...['aws:principalarn', 'aws:principalorgid', 'aws:principalaccount', 'aws:userid', 's3:dataaccesspointarn'],
  ];
  return !keys.some((key) => fixing.includes(key));
};

const BUCKET_ACTION =
  /^s3:(ListBucket|GetBucket|PutBucket|DeleteBucket|CreateBucket|GetEncryption|PutEncryption|GetLifecycle|PutLifecycle)/;
const OBJECT_ACTION =
  /^s3:(GetObject|PutObject|DeleteObject|RestoreObject|AbortMultipartUpload|ListMultipartUploadParts)/;
const KNOWN_ACTION =
  /^s3:([*?]|(Abort|Bypass|Create|Delete|Describe|Get|Head|Initiate|List|Object|Pause|Put|Replicate|Restore|Submit|Tag|Untag|Update)[\w*?]*)$/;
const READS = /^s3:(Get|List)/;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
const bucketPolicy: CreationCheck = ({ Bucket, PolicyDocument }, stack) => {
  const bucket = stack.created('AWS::S3::Bucket').find(({ ref }) => ref === Bucket);
  if (!bucket) return `The specified bucket does not exist (NoSuchBucket): ${Bucket}`;
  const statements = [PolicyDocument?.Statement ?? []].flat() as readonly Statement[];
  const arn = `arn:aws:s3:::${Bucket}`;
  for (const { Action, Resource } of statements) {
    const actions = listOf(Action);
    const resources = listOf(Resource);
    const foreign = resources.find((name) => name !== '*' && name !== arn && !name.startsWith(`${arn}/`));
    if (foreign !== undefined) return `Policy has invalid resource: ${foreign}`;
    const unknown = actions.find(
      (action) => action !== '*' && !(KNOWN_ACTION.test(action) && !/^s3:ReadObject/.test(action)),
    );
    if (unknown !== undefined) return `Policy has invalid action: ${unknown}`;
    const named = actions.filter((action) => !/[*?]/.test(action) || READS.test(action));
    const objects = resources.some((name) => name === '*' || name.startsWith(`${arn}/`));
    const buckets = resources.some((name) => name === '*' || name === arn);
    const idle = named.find(
      (action) => (OBJECT_ACTION.test(action) && !objects) || (BUCKET_ACTION.test(action) && !buckets),
    );
    if (idle !== undefined) return `Action does not apply to any resource(s) in statement: ${idle}`;
  }
  const blocks = String(bucket.properties.PublicAccessBlockConfiguration?.BlockPublicPolicy ?? 'true') === 'true';
  return blocks && statements.some(isPublic)
    ? 'Access Denied: s3:PutBucketPolicy, because public policies are blocked by the BlockPublicPolicy block public access setting.'
    : undefined;
};

const bucketLogs: CreationCheck = ({ LoggingConfiguration }, stack) => {
  const name = LoggingConfiguration?.DestinationBucketName;
  return name !== undefined && !stack.created('AWS::S3::Bucket').some(({ ref }) => ref === name)
    ? `The target bucket for logging does not exist: ${name}`
    : undefined;
};

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html */
const distributionLogs: CreationCheck = ({ DistributionConfig }, stack) => {
  const host = DistributionConfig?.Logging?.Bucket;
  if (host === undefined) return undefined;
  const bucket = stack.created('AWS::S3::Bucket').find(({ ref }) => String(host).startsWith(`${ref}.`));
  const ownership = bucket?.properties.OwnershipControls?.Rules?.[0]?.ObjectOwnership ?? 'BucketOwnerEnforced';
  return bucket && ownership === 'BucketOwnerEnforced'
    ? `Invalid request provided: AWS::CloudFront::Distribution: The S3 bucket that you specified for CloudFront logs does not enable ACL access: ${host}`
    : undefined;
};

const paths: CreationCheck = ({ DistributionConfig }) => {
  const patterns = ((DistributionConfig?.CacheBehaviors ?? []) as { PathPattern?: string }[]).map(({ PathPattern }) =>
    String(PathPattern).replace(/^\//, ''),
  );
  const twice = patterns.find((pattern, index) => patterns.indexOf(pattern) < index);
  return twice && `The parameter PathPattern contains a duplicate path pattern: ${twice}`;
};

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html */
const aliases: CreationCheck = ({ DistributionConfig }) => {
  const { Aliases = [], ViewerCertificate: certificate = {} } = DistributionConfig ?? {};
  return Aliases.length > 0 && !(certificate.AcmCertificateArn || certificate.IamCertificateId)
    ? `To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the domain name: ${Aliases.join(', ')}`
    : undefined;
};

/** What S3 and CloudFront refuse at creation. */
export const siteChecks: CreationChecks = {
  'AWS::S3::BucketPolicy': [bucketPolicy],
  'AWS::S3::Bucket': [bucketLogs],
  'AWS::CloudFront::Distribution': [paths, aliases, distributionLogs],
};
