import { AwsError } from '../aws-error.ts';
import { jsonResponse } from '../http.ts';
import type { HttpResponse } from '../service.ts';
import type { Dialect, Protocol } from './protocol.ts';

/** Reads a body of JSON; an empty one stands for no members. Throws AwsError SerializationException. */
export const parseJson = (body: Buffer): Record<string, unknown> => {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString()) as Record<string, unknown>;
  } catch {
    throw new AwsError('SerializationException', 'The body is not JSON');
  }
};

/** An error as both JSON protocols write it. */
export const jsonError = (
  { queryErrorCode }: Dialect,
  { code, message, status, members }: AwsError,
  requestId: string,
  contentType: string,
): HttpResponse =>
  jsonResponse(
    status,
    { __type: code, message, ...members },
    {
      'content-type': contentType,
      'x-amzn-requestid': requestId,
      'x-amzn-errortype': code,
      ...(queryErrorCode && {
        'x-amzn-query-error': `${queryErrorCode(code)};${status < 500 ? 'Sender' : 'Receiver'}`,
      }),
    },
  );

const contentType = ({ jsonVersion = '1.0' }: Dialect): string => `application/x-amz-json-${jsonVersion}`;

/** AWS JSON: the operation in the header `X-Amz-Target`, all else in the body.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html */
export const json: Protocol = {
  decode: (_dialect, { headers, body }) => ({
    operation: (headers['x-amz-target'] ?? '').split('.')[1] ?? '',
    input: parseJson(body),
  }),
  encode: (dialect, _call, output, requestId) =>
    jsonResponse(200, output ?? {}, { 'x-amzn-requestid': requestId, 'content-type': contentType(dialect) }),
  encodeError: (dialect, error, requestId) => jsonError(dialect, error, requestId, contentType(dialect)),
  unknownOperation: (text) => new AwsError('UnknownOperationException', text, 400),
};
