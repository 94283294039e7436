import * as z from 'zod';
import type { HttpRequest, HttpResponse } from '../../../service.ts';
import type { Exchange } from '../exchange.ts';

interface Value {
  readonly value: string;
  readonly multiValue?: readonly { readonly value: string }[];
}
type Values = Record<string, Value>;

const value = z.object({ value: z.string(), multiValue: z.array(z.object({ value: z.string() })).optional() });
const cookie = value.extend({ attributes: z.string().optional() });
const values = z.record(z.string(), value);

const returnedRequest = z.object({
  method: z.string(),
  uri: z.string().startsWith('/'),
  querystring: z.union([values, z.string()]).default({}),
  headers: values.default({}),
  cookies: z.record(z.string(), cookie).default({}),
});
const returnedResponse = z.object({
  statusCode: z.number().int().min(200).max(599),
  statusDescription: z.string().optional(),
  headers: values.default({}),
  cookies: z.record(z.string(), cookie).default({}),
  body: z
    .union([z.string(), z.object({ encoding: z.enum(['text', 'base64']).default('text'), data: z.string() })])
    .default(''),
});

/** The event of a viewer-request function. Parameters of the query are percent-encoded, as the viewer sent them.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html */
export const viewerRequestEvent = ({ distribution, request, requestId }: Exchange): unknown => {
  const { cookie: cookies = '', ...headers } = request.headers;
  return {
    version: '1.0',
    context: {
      distributionDomainName: distribution.domain,
      distributionId: distribution.id,
      eventType: 'viewer-request',
      requestId,
    },
    viewer: { ip: request.sourceIp },
    request: {
      method: request.method,
      uri: request.path,
      querystring: group([...request.query].map((pair) => pair.map(encodeURIComponent) as [string, string])),
      headers: group(Object.entries(headers)),
      cookies: group(parseCookies(cookies)),
    },
  };
};

/** What a viewer-request function decided: a request to go on with, or the response. Throws where it returned neither. */
export const readDecision = (output: string | undefined, request: HttpRequest): HttpRequest | HttpResponse => {
  const returned: unknown = JSON.parse(output ?? 'null');
  const answers = returned !== null && typeof returned === 'object' && 'statusCode' in returned;
  return answers
    ? toResponse(check(returnedResponse, returned, 'response'))
    : toRequest(check(returnedRequest, returned, 'request'), request);
};

const check = <T>(schema: z.ZodType<T>, returned: unknown, what: string): T => {
  const parsed = schema.safeParse(returned);
  if (!parsed.success) throw new Error(`it returned no valid ${what}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};

export const isResponse = (decision: HttpRequest | HttpResponse): decision is HttpResponse => 'status' in decision;

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html */
const READ_ONLY_HEADERS = ['content-length', 'host', 'transfer-encoding', 'via'];

const toRequest = (returned: z.infer<typeof returnedRequest>, original: HttpRequest): HttpRequest => {
  const headers = Object.fromEntries(pairs(returned.headers).map(([name, text]) => [name.toLowerCase(), text]));
  const cookies = pairs(returned.cookies).map(([name, text]) => `${name}=${text}`);
  if (returned.method !== original.method) throw new Error('it changed the method, which is read-only');
  const changed = READ_ONLY_HEADERS.find((name) => headers[name] !== original.headers[name]);
  if (changed) throw new Error(`it changed the header ${changed}, which is read-only`);
  const query =
    typeof returned.querystring === 'string'
      ? returned.querystring
      : pairs(returned.querystring)
          .map((pair) => pair.join('='))
          .join('&');
  return {
    ...original,
    path: returned.uri,
    query: new URLSearchParams(query),
    headers: cookies.length > 0 ? { ...headers, cookie: cookies.join('; ') } : headers,
  };
};

const toResponse = (returned: z.infer<typeof returnedResponse>): HttpResponse => {
  const { statusCode, headers, cookies, body } = returned;
  const lines: Record<string, readonly string[]> = {};
  for (const [name, text] of pairs(headers)) lines[name.toLowerCase()] = [...(lines[name.toLowerCase()] ?? []), text];
  const setCookie = Object.entries(cookies).map(([name, { value: text, attributes }]) =>
    attributes ? `${name}=${text}; ${attributes}` : `${name}=${text}`,
  );
  return {
    status: statusCode,
    headers: { ...lines, ...(setCookie.length > 0 && { 'set-cookie': setCookie }) },
    body: typeof body === 'string' ? body : Buffer.from(body.data, body.encoding === 'base64' ? 'base64' : 'utf8'),
  };
};

const parseCookies = (header: string): [string, string][] =>
  header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
    });

/** Several values of one name stand in `multiValue`, the last of them in `value`. */
const group = (entries: readonly (readonly [string, string])[]): Values => {
  const grouped = Map.groupBy(entries, ([name]) => name);
  return Object.fromEntries(
    [...grouped].map(([name, same]) => {
      const list = same.map(([, text]) => ({ value: text }));
      return [name, { value: list.at(-1)?.value ?? '', ...(list.length > 1 && { multiValue: list }) }];
    }),
  );
};

const pairs = (from: Readonly<Record<string, Readonly<z.infer<typeof value>>>>): [string, string][] =>
  Object.entries(from).flatMap(([name, { value: text, multiValue }]) =>
    (multiValue ?? [{ value: text }]).map((one): [string, string] => [name, one.value]),
  );
