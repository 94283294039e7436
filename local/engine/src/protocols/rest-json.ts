import { jsonResponse } from '../http.ts';
import { jsonError } from './json.ts';
import type { Protocol } from './protocol.ts';
import { decodeRest, unknownRestOperation } from './rest.ts';

/** AWS REST JSON: the operation in method and path. https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export const restJson: Protocol = {
  decode: decodeRest,
  encode: (_dialect, { route }, output, requestId) => {
    const response = route?.write ? route.write(output) : jsonResponse(200, output ?? {});
    return { ...response, headers: { 'x-amzn-requestid': requestId, ...response.headers } };
  },
  encodeError: (dialect, error, requestId) => jsonError(dialect, error, requestId, 'application/json'),
  unknownOperation: unknownRestOperation,
};
