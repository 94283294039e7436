export {};

declare const self: ServiceWorkerGlobalScope;

// In place of the worker where it is taken back (docs/operations.md): takes all that was kept with it, and itself.
self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => {
  const goAway = async (): Promise<void> => {
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
    await self.registration.unregister();
  };
  event.waitUntil(goAway());
});
