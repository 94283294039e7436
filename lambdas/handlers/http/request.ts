import type { APIGatewayProxyEvent } from 'aws-lambda';

/** The value of a header by its lower-case name; API Gateway passes names as the client wrote them. */
export const headerOf = ({ headers }: APIGatewayProxyEvent, name: string): string | undefined =>
  Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];

/** The bytes of the body as the client sent them. */
export const bodyBytesOf = ({ body, isBase64Encoded }: APIGatewayProxyEvent): Buffer =>
  Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');

/** Reads JSON; undefined stands for text that is none, as JSON itself has no such value. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
