import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Caller, Engine, ResourceContext, ResourceType } from '../../../service.ts';
import { resourceType } from '../../../service.ts';
import type { ListedObjects } from '../listing.ts';
import type { StoredObject } from '../objects.ts';
import { contentTypeOf } from './content-type.ts';
import { createFilter } from './filters.ts';
import { replaceMarkers } from './markers.ts';
import { type BucketDeployment, deploymentProperties } from './properties.ts';
import { readSource } from './source.ts';

/** CDK's BucketDeployment, whose own function is Python around `aws s3 sync`: done here as that function does it, with each
 * start a deployment, because the addresses in what it publishes change with the engine's ports. An object that is the same
 * already is left alone.
 * https://github.com/aws/aws-cdk/tree/main/packages/%40aws-cdk/custom-resource-handlers/lib/aws-s3-deployment */
export const bucketDeploymentType = (engine: Engine): ResourceType =>
  resourceType({
    properties: deploymentProperties,
    provision: async (deployment, resource) => {
      const deployer: Caller = { kind: 'operator', arn: resource.stackId };
      const call = <O>(operation: string, input: object): Promise<O> =>
        engine.call<O>(deployer, 's3', operation, { Bucket: deployment.DestinationBucketName, ...input });
      await synchronise(deployment, collect(deployment, resource, engine.localOrigin), call);
      return {
        ref: resource.previous?.ref ?? `aws.cdk.s3deployment.${resource.generatedName()}`,
        attributes: {
          SourceObjectKeys: deployment.SourceObjectKeys,
          ...(deployment.DestinationBucketArn && { DestinationBucketArn: deployment.DestinationBucketArn }),
        },
      };
    },
  });

/** The files of all sources, a later one before an earlier one of the same path, with their markers replaced. */
const collect = (
  { SourceObjectKeys, SourceMarkers, SourceMarkersConfig }: BucketDeployment,
  resource: ResourceContext,
  localOrigin: Engine['localOrigin'],
): ReadonlyMap<string, Buffer> => {
  const files = new Map<string, Buffer>();
  for (const [index, key] of SourceObjectKeys.entries()) {
    const markers = SourceMarkers[index] ?? {};
    const config = SourceMarkersConfig[index] ?? { jsonEscape: false, markerEncodings: {} };
    for (const [path, bytes] of readSource(resource.assetFolder(key))) {
      const marked = Object.keys(markers).some((marker) => bytes.includes(marker));
      files.set(path, marked ? localise(replaceMarkers(bytes, markers, config), localOrigin) : bytes);
    }
  }
  return files;
};

/** A marker may be the host alone of an address whose `https://` stands in the file, which the template's resolver cannot see. */
const localise = (file: Buffer, localOrigin: Engine['localOrigin']): Buffer => {
  const text = file.toString('latin1');
  const localised = text.replace(/https:\/\/([a-zA-Z0-9.-]+)/g, (whole, host: string) => localOrigin(host) ?? whole);
  return Buffer.from(localised, 'latin1');
};

type Call = <O>(operation: string, input: object) => Promise<O>;

const synchronise = async (
  deployment: BucketDeployment,
  files: ReadonlyMap<string, Buffer>,
  call: Call,
): Promise<void> => {
  const prefix = prefixOf(deployment.DestinationBucketKeyPrefix);
  const takes = createFilter(deployment.Exclude, deployment.Include);
  const present = await objectsUnder(prefix, call);
  const wanted = new Set<string>();
  for (const [path, Body] of files) {
    if (!takes(path)) continue;
    const Key = prefix + path;
    wanted.add(Key);
    const Headers = headersOf(path, deployment);
    const Metadata = lowerCase(deployment.UserMetadata);
    if (!isSame(present.get(Key), Body, Headers, Metadata)) await call('PutObject', { Key, Body, Headers, Metadata });
  }
  if (!deployment.Prune) return;
  for (const Key of present.keys()) {
    if (!wanted.has(Key) && takes(Key.slice(prefix.length))) await call('DeleteObject', { Key });
  }
};

/** By their keys, page by page. */
const objectsUnder = async (prefix: string, call: Call): Promise<ReadonlyMap<string, StoredObject>> => {
  const found = new Map<string, StoredObject>();
  let token: string | undefined;
  do {
    const page = await call<ListedObjects>('ListObjectsV2', { Prefix: prefix, ContinuationToken: token });
    for (const object of page.objects) found.set(object.key, object);
    token = page.nextContinuationToken;
  } while (token !== undefined);
  return found;
};

const prefixOf = (prefix: string): string => {
  if (prefix === '' || prefix === '/') return '';
  return prefix.endsWith('/') ? prefix : `${prefix}/`;
};

const headersOf = (path: string, { SystemMetadata }: BucketDeployment): Record<string, string> => {
  const { acl, sse, 'storage-class': storageClass, ...headers } = SystemMetadata;
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { 'content-type': contentTypeOf(path) ?? 'binary/octet-stream', ...Object.fromEntries(given) };
};

const lowerCase = (metadata: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), value]));

const isSame = (
  object: StoredObject | undefined,
  body: Buffer,
  headers: Record<string, string>,
  metadata: Record<string, string>,
): boolean =>
  object?.etag === `"${createHash('md5').update(body).digest('hex')}"` &&
  isDeepStrictEqual(object.headers, headers) &&
  isDeepStrictEqual(object.metadata, metadata);
