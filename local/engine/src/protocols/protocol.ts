import type { AwsError } from '../aws-error.ts';
import type { AwsService, HttpRequest, HttpResponse, RestRoute } from '../service.ts';

/** What a request asks for. */
export interface DecodedCall {
  readonly operation: string;
  readonly input: unknown;
  /** In the REST protocols: the route that it took. */
  readonly route?: RestRoute;
}

/** What a protocol needs to know of a service to speak as that service does; nothing of it is known of a service that is not
 * emulated. */
export type Dialect = Partial<
  Pick<AwsService, 'jsonVersion' | 'xmlNamespace' | 'queryErrorCode' | 'queryModel' | 'routes'>
>;

/** How a family of AWS APIs is written on the wire. */
export interface Protocol {
  /** Reads a request. Throws AwsError where it cannot be read, or names no operation. */
  decode(dialect: Dialect, request: HttpRequest): DecodedCall;
  /** Writes what the operation gave. */
  encode(dialect: Dialect, call: DecodedCall, output: unknown, requestId: string): HttpResponse;
  /** Writes an error so that a client of this protocol reads its code and message. */
  encodeError(dialect: Dialect, error: AwsError, requestId: string): HttpResponse;
  /** The error with which AWS tells a call of this protocol that there is no such operation; `text` says what is missing. */
  unknownOperation(text: string): AwsError;
}
