import { contextOf, type Exchange } from './exchange.ts';
import type { Route } from './router.ts';

type Values<T> = Record<string, T>;

/** The event of a Lambda proxy integration, as JSON.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
export const proxyEvent = (exchange: Exchange, route: Route): string => {
  const { request, stage } = exchange;
  const headers = forwardedHeaders(exchange);
  const query = new Map<string, string[]>();
  for (const [name, value] of request.query) query.set(name, [...(query.get(name) ?? []), value]);
  const binary = isBinary(exchange);
  return JSON.stringify({
    resource: route.resource.path,
    path: exchange.path,
    httpMethod: request.method,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: orNull([...query].map(([name, values]) => [name, values.at(-1)])),
    multiValueQueryStringParameters: orNull([...query]),
    pathParameters: orNull(Object.entries(route.parameters)),
    stageVariables: stage.variables ?? null,
    requestContext: contextOf(exchange),
    body: request.body.length === 0 ? null : request.body.toString(binary ? 'base64' : 'utf8'),
    isBase64Encoded: binary,
  });
};

const orNull = <T>(entries: readonly (readonly [string, T])[]): Values<T> | null =>
  entries.length === 0 ? null : Object.fromEntries(entries);

/** Headers that stay with the connection. */
const DROPPED: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'transfer-encoding',
  'te',
  'upgrade',
]);
/** Headers whose case API Gateway settles itself; the others arrive as the client wrote them, here in lower case. */
const CANONICAL: Readonly<Values<string>> = {
  host: 'Host',
  'user-agent': 'User-Agent',
  authorization: 'Authorization',
};

const forwardedHeaders = ({ request, traceId }: Exchange): Values<string> => {
  const forwardedFor = request.headers['x-forwarded-for'];
  const entries = Object.entries(request.headers)
    .filter(([name]) => !DROPPED.has(name) && !name.startsWith('x-forwarded-'))
    .map(([name, value]) => [Object.hasOwn(CANONICAL, name) ? CANONICAL[name] : name, value]);
  return {
    ...Object.fromEntries(entries),
    'X-Amzn-Trace-Id': traceId,
    'X-Forwarded-For': forwardedFor ? `${forwardedFor}, ${request.sourceIp}` : request.sourceIp,
    'X-Forwarded-Port': '443',
    'X-Forwarded-Proto': 'https',
  };
};

const isBinary = ({ api, request }: Exchange): boolean =>
  request.body.length > 0 && isBinaryType(api.binaryMediaTypes, request.headers['content-type']);

/** Whether a media type is among an API's binary ones. */
export const isBinaryType = (binaryMediaTypes: readonly string[], type = ''): boolean => {
  const [plain = ''] = type.split(/[;,]/, 1);
  return binaryMediaTypes.some((pattern) => pattern === '*/*' || pattern === plain.trim().toLowerCase());
};
