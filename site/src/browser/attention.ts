import { signal } from '@preact/signals';
import type { Attention } from '../stores/poll.ts';

/** Whether the shopper looks at this tab; a network that is back is a reason to look anew. */
export const pageAttention: Attention = {
  present: () => document.visibilityState === 'visible',
  watch: (onChange) => {
    document.addEventListener('visibilitychange', onChange);
    window.addEventListener('online', onChange);
    return () => {
      document.removeEventListener('visibilitychange', onChange);
      window.removeEventListener('online', onChange);
    };
  },
};

/** Whether the browser has a network, as a signal; that it has one does not mean that the shop can be reached. */
export const watchConnection = () => {
  const online = signal(navigator.onLine);
  const update = (): void => {
    online.value = navigator.onLine;
  };
  window.addEventListener('online', update);
  window.addEventListener('offline', update);
  return online;
};
