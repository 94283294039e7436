/** What browsers have that know Trusted Types. https://www.w3.org/TR/trusted-types/ */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: () => string }): { createScriptURL(url: string): string };
}

const WORKER = '/sw.js';

/** The one address of a script that pages name themselves, as the content security policy knows it. */
const workerUrl = (): string => {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy('worker', { createScriptURL: () => WORKER }).createScriptURL(WORKER) ?? WORKER;
};

/** Has the worker installed that makes the shop work offline, once the page has all that it needs itself. */
export const installOfflineWorker = (): void => {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  if (serviceWorker === undefined) return;
  const install = (): void => {
    // Where the browser's settings forbid it, the shop is one that needs a network.
    serviceWorker.register(workerUrl(), { updateViaCache: 'none' }).catch(() => {});
  };
  if (document.readyState === 'complete') install();
  else window.addEventListener('load', install, { once: true });
};
