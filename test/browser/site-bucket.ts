import type { RunningEngine } from 'local-aws';

const CONTENT_TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' };

/** The bucket of the shop's pages. */
const bucketOf = async (engine: RunningEngine): Promise<string> => {
  const { buckets } = await engine.call<{ readonly buckets: readonly string[] }>('s3', 'ListBuckets', {});
  for (const Bucket of buckets) {
    const { objects } = await engine.call<{ readonly objects: readonly unknown[] }>('s3', 'ListObjectsV2', {
      Bucket,
      Prefix: 'index.html',
    });
    if (objects.length > 0) return Bucket;
  }
  throw new Error('no bucket has the pages');
};

/** Reads a file of the site as it is published. */
export const publishedFile = async (engine: RunningEngine, Key: string): Promise<string> => {
  const Bucket = await bucketOf(engine);
  return (await engine.call<{ readonly body: Buffer }>('s3', 'GetObject', { Bucket, Key })).body.toString();
};

/** Publishes a file in place of the one that is there, as a deployment does. */
export const publishFile = async (engine: RunningEngine, Key: string, text: string): Promise<void> => {
  const contentType = CONTENT_TYPES[Key.split('.').at(-1) ?? ''] ?? 'binary/octet-stream';
  const Headers = { 'content-type': contentType, 'cache-control': 'no-cache' };
  await engine.call('s3', 'PutObject', { Bucket: await bucketOf(engine), Key, Body: Buffer.from(text), Headers });
};
