import type { HttpResponse } from '../../service.ts';
import type { Exchange } from './exchange.ts';
import type { Distribution } from './model.ts';
import { admits } from './policies/forwarding.ts';

interface Kept {
  readonly response: HttpResponse;
  /** In milliseconds of the monotonic clock. */
  readonly until: number;
}

/** A distribution that is provisioned anew begins with nothing. */
const caches = new WeakMap<Distribution, Map<string, Kept>>();
const MOST = 1_000;
/** Errors are kept for ten seconds where the origin and the template say nothing; nothing here waits for that.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html */
const KEPT_STATUSES = new Set([200, 203, 204, 300, 301, 302, 307, 308]);

/** Answers from the cache of the behaviour's policy, or from the origin, whose answer is kept for as long as the policy and the
 * origin's headers say. Two requests with the same key get the same answer, whoever sends them.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html */
export const throughCache = async (exchange: Exchange, ask: () => Promise<HttpResponse>): Promise<HttpResponse> => {
  const { distribution, behaviour, request, engine } = exchange;
  const { ttlSeconds } = behaviour.cachePolicy;
  if (ttlSeconds.max === 0 || !['GET', 'HEAD'].includes(request.method)) return await ask();
  const cache = caches.get(distribution) ?? new Map<string, Kept>();
  caches.set(distribution, cache);
  const key = keyOf(exchange);
  const kept = cache.get(key);
  if (kept && kept.until > engine.clock.monotonic()) {
    return { ...kept.response, headers: { ...kept.response.headers, 'x-cache': 'Hit from cloudfront' } };
  }
  const response = await ask();
  const seconds = lifetimeOf(ttlSeconds, response);
  if (seconds > 0 && KEPT_STATUSES.has(response.status)) {
    if (cache.size >= MOST) cache.clear();
    cache.set(key, { response, until: engine.clock.monotonic() + seconds * 1000 });
  }
  return response;
};

/** What the cache policy names of a request; nothing else tells two requests apart. */
const keyOf = ({ behaviour, request }: Exchange): string => {
  const { headers, cookies, query } = behaviour.cachePolicy.forwarding;
  const cookie = (request.headers.cookie ?? '').split(';').map((each) => each.trim());
  return JSON.stringify([
    ...[request.method, request.path],
    Object.entries(request.headers).filter(([name]) => admits([headers], name)),
    cookie.filter((each) => admits([cookies], each.split('=', 1)[0] ?? '')),
    [...request.query].filter(([name]) => admits([query], name)),
  ]);
};

/** Between the policy's bounds; where the origin forbids it, the least, which may be more than nothing. */
const lifetimeOf = (ttl: Exchange['behaviour']['cachePolicy']['ttlSeconds'], { headers }: HttpResponse): number => {
  const control = String(headers['cache-control'] ?? '');
  if (/\b(no-store|no-cache|private)\b/.test(control)) return ttl.min;
  const given = /s-maxage=(\d+)/.exec(control)?.[1] ?? /max-age=(\d+)/.exec(control)?.[1];
  return Math.min(ttl.max, Math.max(ttl.min, given === undefined ? ttl.default : Number(given)));
};
