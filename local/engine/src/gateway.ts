import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from './aws-error.ts';
import type { Dispatcher } from './dispatch.ts';
import { jsonResponse, readRequest, writeResponse } from './http.ts';
import type { Iam } from './iam/index.ts';
import { parseQuery, queryAnswer, queryError } from './protocols/query.ts';
import { type XmlValue, xmlDocument } from './protocols/xml.ts';
import type { AwsService, HttpRequest, HttpResponse, RestRoute } from './service.ts';

/** Answers AWS API requests on the one endpoint: parse, authorize, dispatch. */
export const createGateway = (dispatcher: Dispatcher, iam: Iam, report: (line: string) => void) => {
  const answer = async (request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> => {
    const scope = /Credential=([^/,\s]+)\/[^/]*\/[^/]*\/([^/]+)\//.exec(request.headers.authorization ?? '');
    const [targetPrefix, targetOperation] = (request.headers['x-amz-target'] ?? '').split('.');
    const service = targetPrefix
      ? dispatcher.services().find((candidate) => candidate.targetPrefix === targetPrefix)
      : dispatcher.find(scope?.[2] ?? '');
    if (!service) return unknownService(request, scope?.[2] ?? targetPrefix ?? '');
    const requestId = randomUUID();
    try {
      const { operation, input, route } = read(service, request, targetOperation);
      const output = await dispatcher.call(iam.callerOf(scope?.[1] ?? ''), service.name, operation, input, signal);
      return write(service, operation, output, requestId, route);
    } catch (error) {
      return writeError(service, error, requestId, report);
    }
  };

  return async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const request = await readRequest(message);
    if (!request) {
      writeResponse(
        response,
        jsonResponse(413, { __type: 'RequestEntityTooLargeException', message: 'body too large' }),
      );
      return;
    }
    writeResponse(response, await answer(request, gone.signal));
  };
};

interface ReadCall {
  readonly operation: string;
  readonly input: unknown;
  readonly route?: RestRoute;
}

const read = (service: AwsService, request: HttpRequest, targetOperation: string | undefined): ReadCall => {
  if (service.protocol === 'json') {
    return { operation: targetOperation ?? '', input: parseJson(request.body) };
  }
  if (service.protocol === 'query') {
    const { action, input } = parseQuery(request.body.toString() || request.query.toString());
    return { operation: action, input };
  }
  for (const route of service.routes ?? []) {
    const parameters = route.method === request.method ? matchPath(route.path, request.path) : undefined;
    if (!parameters) continue;
    const input = route.read
      ? route.read(request, parameters)
      : { ...Object.fromEntries(request.query), ...parseJson(request.body), ...parameters };
    return { operation: route.operation, input, route };
  }
  throw new AwsError('UnknownOperationException', `${request.method} ${request.path} is not emulated`, 404);
};

const parseJson = (body: Buffer): Record<string, unknown> => {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString()) as Record<string, unknown>;
  } catch {
    throw new AwsError('SerializationException', 'The body is not JSON');
  }
};

/** Matches `/v1/pipes/{Name}`; a parameter that ends in `+` takes the rest of the path. */
export const matchPath = (pattern: string, path: string): Record<string, string> | undefined => {
  const want = pattern.split('/');
  const have = path.replace(/(.)\/$/, '$1').split('/');
  const parameters: Record<string, string> = {};
  for (const [index, segment] of want.entries()) {
    const name = /^\{(.+?)(\+?)\}$/.exec(segment);
    const value = have[index];
    if (value === undefined) return undefined;
    if (name?.[1] && name[2]) {
      parameters[name[1]] = have.slice(index).map(decodeURIComponent).join('/');
      return parameters;
    }
    if (name?.[1]) parameters[name[1]] = decodeURIComponent(value);
    else if (segment !== value) return undefined;
  }
  return want.length === have.length ? parameters : undefined;
};

const write = (
  service: AwsService,
  operation: string,
  output: unknown,
  requestId: string,
  route?: RestRoute,
): HttpResponse => {
  if (service.protocol === 'query') {
    return {
      status: 200,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
      body: queryAnswer(operation, service.xmlNamespace ?? '', output, requestId),
    };
  }
  const response = route?.write
    ? route.write(output)
    : jsonResponse(200, output ?? {}, { 'content-type': contentType(service) });
  return { ...response, headers: { 'x-amzn-requestid': requestId, ...response.headers } };
};

const contentType = (service: AwsService): string =>
  service.protocol === 'json' ? `application/x-amz-json-${service.jsonVersion ?? '1.0'}` : 'application/json';

const writeError = (
  service: AwsService,
  error: unknown,
  requestId: string,
  report: (line: string) => void,
): HttpResponse => {
  if (!(error instanceof AwsError))
    report(`${service.name}: ${error instanceof Error ? (error.stack ?? error) : error}`);
  const { code, message, status, members } =
    error instanceof AwsError
      ? error
      : { code: 'InternalFailure', message: 'The local engine failed; its log says how', status: 500, members: {} };
  if (service.protocol === 'query') {
    return {
      status,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
      body: queryError(service.xmlNamespace ?? '', code, message, status, requestId),
    };
  }
  if (service.protocol === 'rest-xml') {
    return {
      status,
      headers: { 'content-type': 'application/xml', 'x-amzn-requestid': requestId },
      body: xmlDocument('Error', {
        Code: code,
        Message: message,
        ...(members as Record<string, XmlValue>),
        RequestId: requestId,
      }),
    };
  }
  return jsonResponse(
    status,
    { __type: code, message, ...members },
    {
      'content-type': contentType(service),
      'x-amzn-requestid': requestId,
      'x-amzn-errortype': code,
      ...(service.queryErrorCode && {
        'x-amzn-query-error': `${service.queryErrorCode(code)};${status < 500 ? 'Sender' : 'Receiver'}`,
      }),
    },
  );
};

const unknownService = (request: HttpRequest, name: string): HttpResponse =>
  name
    ? jsonResponse(400, { __type: 'UnknownOperationException', message: `AWS service ${name} is not emulated` })
    : jsonResponse(403, {
        __type: 'MissingAuthenticationTokenException',
        message: `${request.method} ${request.path}: this is the AWS endpoint; sign the request (any credentials will do)`,
      });
