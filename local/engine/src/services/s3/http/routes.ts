import { ACCOUNT } from '../../../account.ts';
import { AwsError } from '../../../aws-error.ts';
import { type XmlValue, xmlDocument } from '../../../protocols/xml.ts';
import type { HttpRequest, HttpResponse, RestRoute } from '../../../service.ts';
import { describeObject } from '../headers.ts';
import type { ListedObjects } from '../listing.ts';
import type { ListedBuckets, ReadObject } from '../operations.ts';
import { readChunked } from './aws-chunked.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

const xml = (root: string, value: XmlValue): HttpResponse => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: xmlDocument(root, value, NAMESPACE),
});

/** The HTTP API with the bucket in the path, which clients use when they are given an endpoint: enough for `aws s3 ls`, `cp`,
 * `sync` and `rm` of objects that go in one request.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
export const routes: readonly RestRoute[] = [
  { method: 'GET', path: '/', operation: 'ListBuckets', read: () => ({}), write: (output) => writeBuckets(output) },
  {
    method: 'GET',
    path: '/{Bucket}',
    operation: 'ListObjectsV2',
    read: ({ query }, parameters) => readListing(query, parameters),
    write: (output) => writeListing(output),
  },
  {
    method: 'HEAD',
    path: '/{Bucket}',
    operation: 'HeadBucket',
    read: readOne,
    write: () => ({ status: 200, headers: { 'x-amz-bucket-region': ACCOUNT.region }, body: '' }),
  },
  { method: 'GET', path: '/{Bucket}/{Key+}', operation: 'GetObject', read: readObject, write: writeObject },
  { method: 'HEAD', path: '/{Bucket}/{Key+}', operation: 'HeadObject', read: readObject, write: writeObject },
  {
    method: 'PUT',
    path: '/{Bucket}/{Key+}',
    operation: 'PutObject',
    read: (request, parameters) => readPut(request, parameters),
    write: (output) => ({ status: 200, headers: { etag: (output as { etag: string }).etag }, body: '' }),
  },
  {
    method: 'DELETE',
    path: '/{Bucket}/{Key+}',
    operation: 'DeleteObject',
    read: readOne,
    write: () => ({ status: 204, headers: {}, body: '' }),
  },
];

function readOne({ query }: HttpRequest, parameters: Readonly<Record<string, string>>): unknown {
  refuseParameters(query);
  return parameters;
}

/** Headers of a read, and the members that stand for them. */
const READ_HEADERS = [
  ['range', 'Range'],
  ['if-match', 'IfMatch'],
  ['if-none-match', 'IfNoneMatch'],
  ['if-modified-since', 'IfModifiedSince'],
  ['if-unmodified-since', 'IfUnmodifiedSince'],
] as const;

function readObject(request: HttpRequest, parameters: Readonly<Record<string, string>>): unknown {
  const given = READ_HEADERS.map(([header, member]) => [member, request.headers[header]] as const);
  const options = Object.fromEntries(given.filter(([, value]) => value !== undefined));
  return { ...(readOne(request, parameters) as object), ...options };
}

function writeObject(output: unknown): HttpResponse {
  const object = output as ReadObject;
  const headers = { 'accept-ranges': 'bytes', ...describeObject(object) };
  if (object.unchanged) return { status: 304, headers, body: '' };
  const { range, bytes, body } = object;
  return range
    ? { status: 206, headers: { ...headers, 'content-range': `bytes ${range.first}-${range.last}/${bytes}` }, body }
    : { status: 200, headers, body };
}

/** A parameter in the query may ask for quite another operation (`?acl`, `?uploads`). */
const refuseParameters = (query: URLSearchParams, known: readonly string[] = ['x-id']): void => {
  const unknown = [...query.keys()].find((name) => !known.includes(name));
  if (unknown) throw new AwsError('NotImplemented', `S3 requests with ?${unknown} are not emulated`, 501);
};

const LIST_PARAMETERS = [
  'continuation-token',
  'list-type',
  'prefix',
  'delimiter',
  'start-after',
  'encoding-type',
  'max-keys',
  'fetch-owner',
  'x-id',
];

const readListing = (query: URLSearchParams, parameters: Readonly<Record<string, string>>): unknown => {
  refuseParameters(query, LIST_PARAMETERS);
  return {
    ...parameters,
    Prefix: query.get('prefix') ?? '',
    StartAfter: query.get('start-after') ?? '',
    Delimiter: query.get('delimiter') ?? '',
    EncodingType: query.get('encoding-type') ?? undefined,
    ...(query.has('max-keys') && { MaxKeys: Number(query.get('max-keys')) }),
    ...(query.has('continuation-token') && { ContinuationToken: query.get('continuation-token') }),
  };
};

const writeListing = (output: unknown): HttpResponse => {
  const { bucket, prefix, delimiter, encodingType, objects, commonPrefixes, ...page } = output as ListedObjects;
  const encode = (text: string): string =>
    encodingType === 'url' ? encodeURIComponent(text).replaceAll('%2F', '/') : text;
  return xml('ListBucketResult', {
    Name: bucket,
    Prefix: encode(prefix),
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    EncodingType: encodingType,
    KeyCount: objects.length + commonPrefixes.length,
    MaxKeys: page.maxKeys,
    IsTruncated: page.nextContinuationToken !== undefined,
    ContinuationToken: page.continuationToken,
    NextContinuationToken: page.nextContinuationToken,
    Contents: objects.map(({ key, etag, bytes, lastModified }) => ({
      Key: encode(key),
      LastModified: new Date(lastModified).toISOString(),
      ETag: etag,
      Size: bytes,
      StorageClass: 'STANDARD',
    })),
    CommonPrefixes: commonPrefixes.map((one) => ({ Prefix: encode(one) })),
  });
};

const writeBuckets = (output: unknown): HttpResponse =>
  xml('ListAllMyBucketsResult', {
    Buckets: {
      Bucket: (output as ListedBuckets).buckets.map((Name) => ({ Name, CreationDate: new Date(0).toISOString() })),
    },
  });

const KEPT = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

const readPut = ({ headers, query, body }: HttpRequest, parameters: Readonly<Record<string, string>>): unknown => {
  refuseParameters(query);
  if (headers['x-amz-copy-source'] !== undefined)
    throw new AwsError('NotImplemented', 'CopyObject is not emulated', 501);
  const chunked = /^STREAMING-/.test(headers['x-amz-content-sha256'] ?? '');
  const given = KEPT.flatMap((name): [string, string][] => {
    const value = headers[name]?.replace(/^aws-chunked,?/, '').trim();
    return value ? [[name, value]] : [];
  });
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-'));
  return {
    ...parameters,
    ...(headers['content-md5'] !== undefined && { ContentMD5: headers['content-md5'] }),
    ...(headers['if-none-match'] !== undefined && { IfNoneMatch: headers['if-none-match'] }),
    ...(headers['if-match'] !== undefined && { IfMatch: headers['if-match'] }),
    Body: chunked ? readChunked(body) : body,
    Headers: Object.fromEntries(given),
    Metadata: Object.fromEntries(metadata.map(([name, value]) => [name.slice('x-amz-meta-'.length), value])),
  };
};
