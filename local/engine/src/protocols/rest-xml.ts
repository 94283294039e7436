import type { Protocol } from './protocol.ts';
import { decodeRest, unknownRestOperation } from './rest.ts';
import { type XmlValue, xmlDocument } from './xml.ts';

/** AWS REST XML: the operation in method and path; each route writes its own answer.
 * https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html */
export const restXml: Protocol = {
  decode: decodeRest,
  encode: ({ xmlNamespace }, { operation, route }, output, requestId) => {
    const response = route?.write?.(output) ?? {
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: xmlDocument(`${operation}Result`, (output ?? {}) as XmlValue, xmlNamespace),
    };
    return { ...response, headers: { 'x-amzn-requestid': requestId, ...response.headers } };
  },
  encodeError: (_dialect, { code, message, status, members }, requestId) => ({
    status,
    headers: { 'content-type': 'application/xml', 'x-amzn-requestid': requestId },
    body: xmlDocument('Error', {
      Code: code,
      Message: message,
      ...(members as Record<string, XmlValue>),
      RequestId: requestId,
    }),
  }),
  unknownOperation: unknownRestOperation,
};
