import type { Engine, PolicyDocument } from '../../service.ts';
import type { Blobs } from './blobs.ts';
import type { Objects } from './objects.ts';

/** A bucket of the template. */
export interface Bucket {
  readonly name: string;
  policy?: PolicyDocument;
  /** By a key of KMS. */
  readonly encryption?: { readonly keyId: string; readonly bucketKey: boolean } | undefined;
}

/** What the parts of S3 share. */
export interface S3 {
  readonly engine: Engine;
  readonly buckets: Map<string, Bucket>;
  readonly objects: Objects;
  readonly blobs: Blobs;
}

export const bucketArn = (bucket: string): string => `arn:aws:s3:::${bucket}`;
export const objectArn = (bucket: string, key: string): string => `${bucketArn(bucket)}/${key}`;
