import type { HttpRequest, HttpResponse } from '../../service.ts';
import { throughCache } from './cache.ts';
import { compress } from './compress.ts';
import { errorPage } from './error-page.ts';
import type { Arrival, Exchange } from './exchange.ts';
import { isResponse, readDecision, viewerRequestEvent } from './function/event.ts';
import type { Behaviour, Distribution } from './model.ts';
import { askApi } from './origins/api.ts';
import { askBucket } from './origins/bucket.ts';
import { normalise } from './paths.ts';
import { applyHeadersPolicy } from './policies/headers-policy.ts';

/** Answers a viewer's request. Answers of APIs are cached as their policy says; objects of buckets are not: each request goes to
 * the bucket, as after an invalidation.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HowCloudFrontWorks.html */
export const serve = async (arrival: Arrival): Promise<HttpResponse> => {
  const { distribution, request, requestId } = arrival;
  const behaviour = behaviourFor(distribution, request.path);
  if (!behaviour.methods.has(request.method)) {
    const allowed = [...behaviour.methods].join(', ');
    return errorPage(403, requestId, `The distribution does not allow the method ${request.method}, only ${allowed}.`);
  }
  const exchange: Exchange = { ...arrival, behaviour };
  const decision = decide(exchange);
  if (!decision) return errorPage(503, requestId, 'The CloudFront function associated with the distribution failed.');
  const response = isResponse(decision) ? decision : await withCustomErrors({ ...exchange, request: decision });
  return await finish(exchange, response);
};

/** The behaviour that takes the requests to a path. */
export const behaviourFor = ({ behaviours }: Distribution, path: string): Behaviour => {
  const normal = normalise(path);
  const found = behaviours.find(({ pattern }) => pattern === undefined || pattern.test(normal));
  if (!found) throw new Error('a distribution has a default behaviour');
  return found;
};

/** What the viewer-request function makes of a request; undefined when it fails, and the log says how. */
const decide = (exchange: Exchange): HttpRequest | HttpResponse | undefined => {
  const { engine, request, behaviour } = exchange;
  const { viewerRequest } = behaviour;
  if (!viewerRequest) return request;
  engine.count('cloudfront.function');
  const source = `cloudfront/${viewerRequest.name}`;
  const { output, error, logs } = viewerRequest.run(viewerRequestEvent(exchange));
  for (const line of logs) engine.log(source, line);
  try {
    if (error !== undefined) throw new Error(error);
    return readDecision(output, request);
  } catch (fault) {
    engine.log(source, `ERROR ${request.path}: ${fault instanceof Error ? fault.message : fault}`);
    return undefined;
  }
};

/** Custom errors hold for the whole distribution, whichever behaviour the request took.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html */
const withCustomErrors = async (exchange: Exchange): Promise<HttpResponse> => {
  const { distribution, request } = exchange;
  const response = await ask(exchange);
  const custom = distribution.customErrors.get(response.status);
  if (custom?.page === undefined) return response;
  const pageRequest: HttpRequest = {
    ...request,
    method: 'GET',
    path: custom.page,
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.alloc(0),
  };
  const behaviour = behaviourFor(distribution, custom.page);
  const page = await ask({ ...exchange, behaviour, request: pageRequest });
  return page.status === 200 ? { ...page, status: custom.status ?? response.status } : response;
};

const ask = (exchange: Exchange): Promise<HttpResponse> => {
  const { distribution, behaviour, request } = exchange;
  const path = request.path === '/' ? `/${distribution.defaultRootObject}` : request.path;
  const asked = { ...exchange, request: { ...request, path } };
  const { origin } = behaviour;
  return origin.kind === 'bucket' ? askBucket(asked, origin) : throughCache(asked, () => askApi(asked, origin));
};

const finish = async (exchange: Exchange, response: HttpResponse): Promise<HttpResponse> => {
  const { distribution, behaviour, requestId } = exchange;
  const marked = {
    ...response.headers,
    via: `1.1 ${distribution.domain} (CloudFront)`,
    'x-amz-cf-id': requestId,
    'x-cache':
      response.status >= 400 ? 'Error from cloudfront' : (response.headers['x-cache'] ?? 'Miss from cloudfront'),
  };
  const headers = behaviour.headersPolicy ? applyHeadersPolicy(behaviour.headersPolicy, marked) : marked;
  return await compress(exchange, { ...response, headers });
};
