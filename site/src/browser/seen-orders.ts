import { isOrdersCache, ordersCacheOf } from '../api/seen.ts';

/** Forgets what was kept of everybody's orders but this customer's; of all where nobody is named. */
export const forgetSeenOrders = async (except?: string): Promise<void> => {
  const { caches } = globalThis as { caches?: CacheStorage };
  if (caches === undefined) return;
  const kept = except === undefined ? undefined : ordersCacheOf(except);
  const names = (await caches.keys()).filter((name) => isOrdersCache(name) && name !== kept);
  await Promise.all(names.map((name) => caches.delete(name)));
};
