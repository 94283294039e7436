import type { WorkboxPlugin } from 'workbox-core';
import { SEEN_AT_HEADER } from '../src/api/seen.ts';

const JSON_TYPE = 'application/json';

/** Keeps good answers alone, with when they came; not what a gateway on the way, or a sign-in page of a network, says instead. */
const keepGoodAnswers: WorkboxPlugin = {
  cacheWillUpdate: async ({ response }) => {
    const contentType = response.headers.get('content-type') ?? '';
    if (response.status !== 200 || !contentType.startsWith(JSON_TYPE)) return null;
    return new Response(await response.blob(), {
      headers: { 'content-type': contentType, [SEEN_AT_HEADER]: new Date().toISOString() },
    });
  },
};

/** The plugins of a cache that keeps at most so many answers, those that came last. */
export const keepAnswers = (most: number): WorkboxPlugin[] => [
  keepGoodAnswers,
  {
    cacheDidUpdate: async ({ cacheName }) => {
      const cache = await caches.open(cacheName);
      const kept = await cache.keys();
      await Promise.all(kept.slice(0, -most).map((request) => cache.delete(request)));
    },
  },
];
