import { AwsError } from '../../../aws-error.ts';

/** Takes a body out of the chunks in which SDKs send it to sign or check it piece by piece; signatures and trailing checksums
 * are passed over. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html */
export const readChunked = (body: Buffer): Buffer => {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = body.indexOf('\r\n', at);
    const size = /^[0-9a-f]{1,8}(?=$|;)/i.exec(body.toString('latin1', at, Math.max(at, end)))?.[0];
    const bytes = Number.parseInt(size ?? '', 16);
    if (size === undefined || end + 2 + bytes > body.length)
      throw new AwsError('IncompleteBody', 'The request body terminated unexpectedly');
    if (bytes === 0) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + bytes));
    at = end + 2 + bytes + 2;
  }
};
