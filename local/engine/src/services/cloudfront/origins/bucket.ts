import { randomBytes, randomUUID } from 'node:crypto';
import { AwsError } from '../../../aws-error.ts';
import { xmlDocument } from '../../../protocols/xml.ts';
import type { Caller, HttpRequest, HttpResponse } from '../../../service.ts';
import { describeObject, type ReadObject } from '../../s3/index.ts';
import type { Exchange } from '../exchange.ts';
import type { BucketOrigin, Distribution } from '../model.ts';

/** Asks a bucket, in the name of the distribution, so that the bucket's policy decides.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html */
export const askBucket = async (
  { engine, distribution, request }: Exchange,
  origin: BucketOrigin,
): Promise<HttpResponse> => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return xmlError(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
  }
  const key = keyOf(origin.path + request.path);
  if (key === undefined) return xmlError(400, 'InvalidURI', "Couldn't parse the specified URI.");
  // S3 itself would list the bucket; nobody has asked a distribution for that.
  if (key === '') return xmlError(403, 'AccessDenied', 'Access Denied');
  try {
    const caller = callerOf(distribution, origin);
    const object = await engine.call<ReadObject>(caller, 's3', 'GetObject', { Bucket: origin.bucket, Key: key });
    return answer(object, request.headers);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return xmlError(error.status, error.code, error.code === 'AccessDenied' ? 'Access Denied' : error.message);
  }
};

/** The key that a path names; undefined where it is not percent-encoded UTF-8. A `..` is only a part of a key. */
const keyOf = (path: string): string | undefined => {
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    return undefined;
  }
};

/** Requests that are not signed are anybody's: only what a policy grants to `*` is open to them. */
const callerOf = (distribution: Distribution, { signed }: BucketOrigin): Caller => ({
  kind: 'service',
  arn: distribution.arn,
  principal: signed ? 'cloudfront.amazonaws.com' : 'anonymous',
  sourceArn: signed ? distribution.arn : '',
});

const answer = (object: ReadObject, headers: HttpRequest['headers']): HttpResponse => {
  const described = describeObject(object);
  return isFresh(object, headers)
    ? { status: 304, headers: described, body: '' }
    : { status: 200, headers: described, body: object.body };
};

/** The viewer's copy is that of a compressed response too, whose ETag is weak.
 * https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2 */
const isFresh = (object: ReadObject, headers: HttpRequest['headers']): boolean => {
  const none = headers['if-none-match'];
  if (none !== undefined) {
    return none.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === object.etag);
  }
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return !Number.isNaN(since) && Math.floor(object.lastModified / 1000) * 1000 <= since;
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#RESTErrorResponses */
const xmlError = (status: number, code: string, message: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/xml', server: 'AmazonS3' },
  body: xmlDocument('Error', {
    Code: code,
    Message: message,
    RequestId: randomBytes(8).toString('hex').toUpperCase(),
    HostId: randomUUID(),
  }),
});
