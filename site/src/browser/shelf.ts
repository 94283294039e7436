import type { Shelf } from '../stores/shelf.ts';

/** A shelf in the browser's storage, which all tabs of the site share. */
export const createShelf = (storage: Storage): Shelf => ({
  read: (key) => storage.getItem(key),

  write: (key, value) => {
    try {
      if (value === undefined) storage.removeItem(key);
      else storage.setItem(key, value);
    } catch {
      // Full: what the page holds in memory goes on working.
    }
  },

  watch: (key, onChange) => {
    window.addEventListener('storage', (event) => {
      if (event.key === key || event.key === null) onChange();
    });
  },
});
