import { createHash } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import { type Access, type Operation, operation } from '../../service.ts';
import { type Bucket, bucketArn, objectArn, type S3 } from './context.ts';
import { keyUses } from './encryption.ts';
import { noSuchBucket, noSuchKey, preconditionFailed } from './errors.ts';
import { listInput, listObjects } from './listing.ts';
import type { StoredObject } from './objects.ts';
import { isUnchanged, rangeOf, readOptions } from './reading.ts';

const bucketOnly = z.object({ Bucket: z.string() });
const one = bucketOnly.extend({ Key: z.string().min(1).max(1024) });
const strings = z.record(z.string(), z.string());
const put = one.extend({
  Body: z.instanceof(Buffer),
  /** content-type, cache-control, ...: lower-case names. */
  Headers: strings.default({}),
  Metadata: strings.default({}),
  /** What the body's MD5 has to be, in base64. */
  ContentMD5: z.string().optional(),
  /** `*`: only where there is no such object. */
  IfNoneMatch: z.literal('*').optional(),
  /** Only over the object of this ETag. */
  IfMatch: z.string().optional(),
});
type Put = z.infer<typeof put>;
const read = one.extend(readOptions);

/** What GetObject gives. */
export interface ReadObject extends StoredObject {
  readonly body: Buffer;
  /** Whether the reader has it already. */
  readonly unchanged: boolean;
  /** Of the body, where it is a part. */
  readonly range?: { readonly first: number; readonly last: number } | undefined;
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
    input: listInput,
    access: ({ Bucket }) => [{ action: 's3:ListBucket', resource: bucketArn(Bucket) }],
    run: (request) => listObjects(s3.objects, { ...request, Bucket: bucketNamed(s3, request.Bucket).name }),
  }),
  HeadBucket: operation({
    input: bucketOnly,
    access: ({ Bucket }) => [{ action: 's3:ListBucket', resource: bucketArn(Bucket) }],
    run: ({ Bucket }) => void bucketNamed(s3, Bucket),
  }),
  ListBuckets: operation({
    input: z.object({}),
    access: () => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
    run: (): ListedBuckets => ({ buckets: [...s3.buckets.keys()].toSorted() }),
  }),
});

const readObject = (s3: S3) =>
  operation({
    input: read,
    access: ({ Bucket, Key }) => readAccess(s3, Bucket, Key),
    keys: ({ Bucket, Key }) => (s3.objects.find(Bucket, Key) ? keyUses(s3, Bucket, Key, 'Decrypt') : []),
    run: async ({ Bucket, Key, ...options }): Promise<ReadObject> => {
      const object = existing(s3, Bucket, Key);
      const unchanged = isUnchanged(object, options);
      const range = unchanged ? undefined : rangeOf(options.Range, object.bytes);
      const bytes = await s3.blobs.read(Bucket, object.digest);
      return { ...object, unchanged, range, body: range ? bytes.subarray(range.first, range.last + 1) : bytes };
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
  const md5 = createHash('md5').update(body).digest();
  checkDigest(md5, request.ContentMD5);
  const etag = `"${md5.toString('hex')}"`;
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

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
const checkDigest = (md5: Buffer, given: string | undefined): void => {
  if (given === undefined) return;
  const wanted = Buffer.from(given, 'base64');
  if (wanted.length !== md5.length) throw new AwsError('InvalidDigest', 'The Content-MD5 you specified was invalid.');
  if (!wanted.equals(md5))
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
const checkConditions = (s3: S3, { Bucket, Key, IfNoneMatch, IfMatch }: Put): void => {
  const object = s3.objects.find(Bucket, Key);
  if (IfNoneMatch && object) throw preconditionFailed('If-None-Match');
  if (IfMatch === undefined) return;
  if (!object) throw noSuchKey(Key);
  if (object.etag.replaceAll('"', '') !== IfMatch.replaceAll('"', '')) throw preconditionFailed('If-Match');
};
