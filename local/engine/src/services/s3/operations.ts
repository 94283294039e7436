import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Access, type Operation, operation } from '../../service.ts';
import { type Bucket, bucketArn, objectArn, type S3 } from './context.ts';
import { keyUses } from './encryption.ts';
import { noSuchBucket, noSuchKey, preconditionFailed } from './errors.ts';
import type { StoredObject } from './objects.ts';

const bucketOnly = z.object({ Bucket: z.string() });
const one = bucketOnly.extend({ Key: z.string().min(1).max(1024) });
const strings = z.record(z.string(), z.string());
const put = one.extend({
  Body: z.instanceof(Buffer),
  /** content-type, cache-control, ...: lower-case names. */
  Headers: strings.default({}),
  Metadata: strings.default({}),
  /** `*`: only where there is no such object. */
  IfNoneMatch: z.literal('*').optional(),
  /** Only over the object of this ETag. */
  IfMatch: z.string().optional(),
});
type Put = z.infer<typeof put>;
const list = bucketOnly.extend({
  Prefix: z.string().default(''),
  StartAfter: z.string().default(''),
  Delimiter: z.string().default(''),
  EncodingType: z.literal('url').optional(),
});

/** What GetObject gives. */
export interface ReadObject extends StoredObject {
  readonly body: Buffer;
}

/** What ListObjectsV2 gives; it knows no pages. */
export interface ListedObjects {
  readonly bucket: string;
  readonly prefix: string;
  readonly delimiter: string;
  readonly encodingType?: 'url' | undefined;
  readonly objects: readonly StoredObject[];
  /** The folders that stand for the objects in them, where a delimiter is given. */
  readonly commonPrefixes: readonly string[];
}

/** What ListBuckets gives. */
export interface ListedBuckets {
  readonly buckets: readonly string[];
}

/** The object operations, for callers inside the engine; their members stand for the HTTP API's headers and bodies.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
export const createOperations = (s3: S3): Readonly<Record<string, Operation>> => ({
  GetObject: readObject(s3),
  // Its answer has the headers alone, which tell of the bytes.
  HeadObject: readObject(s3),
  PutObject: operation({
    input: put,
    access: ({ Bucket, Key }) => [{ action: 's3:PutObject', resource: objectArn(Bucket, Key) }],
    keys: ({ Bucket, Key }) => keyUses(s3, Bucket, Key, 'GenerateDataKey'),
    run: (request) => putObject(s3, request),
  }),
  DeleteObject: operation({
    input: one,
    access: ({ Bucket, Key }) => [{ action: 's3:DeleteObject', resource: objectArn(Bucket, Key) }],
    run: ({ Bucket, Key }) => s3.objects.remove(bucketNamed(s3, Bucket).name, Key),
  }),
  ListObjectsV2: operation({
    input: list,
    access: ({ Bucket }) => [{ action: 's3:ListBucket', resource: bucketArn(Bucket) }],
    run: (request) => listObjects(s3, request),
  }),
  ListBuckets: operation({
    input: z.object({}),
    access: () => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
    run: (): ListedBuckets => ({ buckets: [...s3.buckets.keys()].toSorted() }),
  }),
});

const listObjects = (
  s3: S3,
  { Bucket, Prefix, StartAfter, Delimiter, EncodingType }: z.infer<typeof list>,
): ListedObjects => {
  const found = s3.objects.list(bucketNamed(s3, Bucket).name, Prefix, StartAfter);
  const folderOf = (key: string): string | undefined => {
    const at = Delimiter === '' ? -1 : key.indexOf(Delimiter, Prefix.length);
    return at < 0 ? undefined : key.slice(0, at + Delimiter.length);
  };
  const folders = found.map(({ key }) => folderOf(key)).filter((folder) => folder !== undefined);
  return {
    bucket: Bucket,
    prefix: Prefix,
    delimiter: Delimiter,
    encodingType: EncodingType,
    objects: found.filter(({ key }) => folderOf(key) === undefined),
    commonPrefixes: [...new Set(folders)],
  };
};

const readObject = (s3: S3) =>
  operation({
    input: one,
    access: ({ Bucket, Key }) => readAccess(s3, Bucket, Key),
    keys: ({ Bucket, Key }) => (s3.objects.find(Bucket, Key) ? keyUses(s3, Bucket, Key, 'Decrypt') : []),
    run: async ({ Bucket, Key }): Promise<ReadObject> => {
      const object = existing(s3, Bucket, Key);
      return { ...object, body: await s3.blobs.read(Bucket, object.digest) };
    },
  });

/** Who may not list a bucket may not learn that a key is missing either: it is refused, not told 404.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html#API_GetObject_RequestSyntax */
const readAccess = (s3: S3, bucket: string, key: string): readonly Access[] => {
  const read = { action: 's3:GetObject', resource: objectArn(bucket, key) };
  if (s3.objects.find(bucket, key)) return [read];
  return [read, { action: 's3:ListBucket', resource: bucketArn(bucket) }];
};

const bucketNamed = (s3: S3, name: string): Bucket => {
  const bucket = s3.buckets.get(name);
  if (!bucket) throw noSuchBucket(name);
  return bucket;
};

const existing = (s3: S3, bucket: string, key: string): StoredObject => {
  const object = s3.objects.find(bucketNamed(s3, bucket).name, key);
  if (!object) throw noSuchKey(key);
  return object;
};

const putObject = async (s3: S3, request: Put): Promise<{ readonly etag: string }> => {
  const { Bucket: name, Key: key, Body: body, Headers: headers, Metadata: metadata } = request;
  bucketNamed(s3, name);
  checkConditions(s3, request);
  const etag = `"${createHash('md5').update(body).digest('hex')}"`;
  const digest = await s3.blobs.write(name, body);
  // Another may have written meanwhile: the one that comes last is refused.
  checkConditions(s3, request);
  s3.objects.put(name, {
    key,
    digest,
    etag,
    bytes: body.length,
    headers: { 'content-type': 'binary/octet-stream', ...headers },
    metadata,
    lastModified: s3.engine.now(),
  });
  return { etag };
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
const checkConditions = (s3: S3, { Bucket, Key, IfNoneMatch, IfMatch }: Put): void => {
  const object = s3.objects.find(Bucket, Key);
  if (IfNoneMatch && object) throw preconditionFailed('If-None-Match');
  if (IfMatch === undefined) return;
  if (!object) throw noSuchKey(Key);
  if (object.etag.replaceAll('"', '') !== IfMatch.replaceAll('"', '')) throw preconditionFailed('If-Match');
};
