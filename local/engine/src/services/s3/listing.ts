import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import type { Objects, StoredObject } from './objects.ts';

const PAGE = 1000;

/** Which objects of a bucket to list.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listInput = z.object({
  Bucket: z.string(),
  Prefix: z.string().default(''),
  StartAfter: z.string().default(''),
  Delimiter: z.string().default(''),
  EncodingType: z.literal('url').optional(),
  /** More than a page is a page. */
  MaxKeys: z.number().int().min(0).max(2_147_483_647).default(PAGE),
  ContinuationToken: z.string().optional(),
});

/** What ListObjectsV2 gives. */
export interface ListedObjects {
  readonly bucket: string;
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  readonly encodingType?: 'url' | undefined;
  readonly objects: readonly StoredObject[];
  /** The folders that stand for the objects in them, where a delimiter is given. */
  readonly commonPrefixes: readonly string[];
  readonly continuationToken?: string | undefined;
  /** Where there is more. */
  readonly nextContinuationToken?: string | undefined;
}

/** One page of a bucket's keys and folders, in their order. A token is the last of a page. */
export const listObjects = (objects: Objects, input: z.infer<typeof listInput>): ListedObjects => {
  const { Bucket, Prefix, StartAfter, Delimiter, EncodingType, ContinuationToken } = input;
  const maxKeys = Math.min(input.MaxKeys, PAGE);
  const after = ContinuationToken === undefined ? StartAfter : readToken(ContinuationToken);
  const folderOf = (key: string): string | undefined => {
    const at = Delimiter === '' ? -1 : key.indexOf(Delimiter, Prefix.length);
    return at < 0 ? undefined : key.slice(0, at + Delimiter.length);
  };
  const entries = new Map<string, StoredObject | undefined>();
  let more = false;
  for (const object of objects.list(Bucket, Prefix, after)) {
    const folder = folderOf(object.key);
    // The keys of a folder that ended the page before.
    if (folder !== undefined && folder === after) continue;
    const name = folder ?? object.key;
    more = !entries.has(name) && entries.size === maxKeys;
    if (more) break;
    entries.set(name, folder === undefined ? object : undefined);
  }
  const names = [...entries.keys()];
  const next = more ? names.at(-1) : undefined;
  return {
    bucket: Bucket,
    prefix: Prefix,
    delimiter: Delimiter,
    maxKeys,
    encodingType: EncodingType,
    objects: [...entries.values()].filter((one) => one !== undefined),
    commonPrefixes: names.filter((name) => entries.get(name) === undefined),
    continuationToken: ContinuationToken,
    nextContinuationToken: next === undefined ? undefined : Buffer.from(`after:${next}`).toString('base64'),
  };
};

const readToken = (token: string): string => {
  const text = Buffer.from(token, 'base64').toString();
  if (text.startsWith('after:')) return text.slice('after:'.length);
  throw new AwsError('InvalidArgument', 'The continuation token provided is incorrect', 400, {
    ArgumentName: 'continuation-token',
  });
};
