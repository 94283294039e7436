import type { HttpRequest, HttpResponse } from '../../../service.ts';
import { errorPage } from '../error-page.ts';
import type { Exchange } from '../exchange.ts';
import type { ApiOrigin, Behaviour } from '../model.ts';
import { admits, type Selection } from '../policies/forwarding.ts';

/** Asks a REST API, with what the behaviour's policies let through and nothing else.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html */
export const askApi = async (
  { apiAt, distribution, behaviour, request, requestId }: Exchange,
  origin: ApiOrigin,
): Promise<HttpResponse> => {
  const api = apiAt(origin.host);
  if (!api) return errorPage(502, requestId, 'CloudFront could not reach the origin.');
  const { headers, query } = forwarded(behaviour, request);
  // API Gateway finds an API by its host: with the viewer's own it finds none.
  if (headers.host !== undefined) {
    return { status: 403, headers: { 'content-type': 'application/json' }, body: '{"message":"Forbidden"}' };
  }
  return await api({
    ...request,
    path: origin.path + request.path,
    query,
    headers: {
      'user-agent': 'Amazon CloudFront',
      ...headers,
      ...origin.headers,
      host: origin.host,
      via: `1.1 ${distribution.domain} (CloudFront)`,
      'x-amz-cf-id': requestId,
      'x-forwarded-for': [request.headers['x-forwarded-for'], request.sourceIp].filter(Boolean).join(', '),
      ...(request.headers['content-type'] && { 'content-type': request.headers['content-type'] }),
    },
  });
};

/** Headers that belong to the connection, or that CloudFront writes itself. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'cookie',
  'keep-alive',
  'te',
  'transfer-encoding',
  'upgrade',
  'via',
  'x-amz-cf-id',
  'x-forwarded-for',
]);

const forwarded = (behaviour: Behaviour, request: HttpRequest) => {
  const policies = [behaviour.cachePolicy.forwarding, behaviour.originRequestPolicy].filter((one) => one !== undefined);
  const select = (kind: 'headers' | 'cookies' | 'query'): readonly Selection[] => policies.map((one) => one[kind]);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (!OWN_HEADERS.has(name) && admits(select('headers'), name)) headers[name] = value;
  }
  const cookies = (request.headers.cookie ?? '')
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '' && admits(select('cookies'), cookie.split('=', 1)[0] ?? ''));
  if (cookies.length > 0) headers.cookie = cookies.join('; ');
  const query = [...request.query].filter(([name]) => admits(select('query'), name));
  return { headers, query: new URLSearchParams(query) };
};
