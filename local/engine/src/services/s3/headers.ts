import type { StoredObject } from './objects.ts';

/** The headers with which S3 answers for an object. */
export const describeObject = (object: StoredObject): Record<string, string> => ({
  ...object.headers,
  ...Object.fromEntries(Object.entries(object.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
  etag: object.etag,
  'last-modified': new Date(object.lastModified).toUTCString(),
  'x-amz-server-side-encryption': 'AES256',
  server: 'AmazonS3',
});
