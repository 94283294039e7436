import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import { preconditionFailed } from './errors.ts';
import type { StoredObject } from './objects.ts';

/** What a read may ask beside the object: a part of it, and conditions; dates as HTTP writes them.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export const readOptions = {
  Range: z.string().optional(),
  IfMatch: z.string().optional(),
  IfNoneMatch: z.string().optional(),
  IfModifiedSince: z.string().optional(),
  IfUnmodifiedSince: z.string().optional(),
};

type ReadOptions = z.infer<z.ZodObject<typeof readOptions>>;

/** Whether the reader has the object already. Throws PreconditionFailed. An ETag weighs more than a date of the same kind.
 * https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2 */
export const isUnchanged = (object: Pick<StoredObject, 'etag' | 'lastModified'>, options: ReadOptions): boolean => {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = options;
  // HTTP's dates know no milliseconds.
  const modified = Math.floor(object.lastModified / 1000) * 1000;
  if (IfMatch !== undefined) {
    if (!names(IfMatch, object.etag)) throw preconditionFailed('If-Match');
  } else if (modified > dateOf(IfUnmodifiedSince, Number.POSITIVE_INFINITY))
    throw preconditionFailed('If-Unmodified-Since');
  if (IfNoneMatch !== undefined) return names(IfNoneMatch, object.etag);
  return modified <= dateOf(IfModifiedSince, Number.NEGATIVE_INFINITY);
};

const names = (header: string, etag: string): boolean =>
  header.split(',').some((one) => one.trim() === '*' || bare(one) === bare(etag));

const bare = (etag: string): string => etag.trim().replace(/^W\//, '').replaceAll('"', '');

/** A date that is none counts for nothing. */
const dateOf = (text: string | undefined, otherwise: number): number => {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? otherwise : time;
};

/** The first byte and the last; undefined for the whole object, as where the header is none that S3 reads. Throws InvalidRange.
 * https://www.rfc-editor.org/rfc/rfc9110#section-14.2 */
export const rangeOf = (
  header: string | undefined,
  bytes: number,
): { readonly first: number; readonly last: number } | undefined => {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  const first = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
  const last = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (first > last)
    throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416, {
      RangeRequested: header,
      ActualObjectSize: bytes,
    });
  return { first, last };
};
