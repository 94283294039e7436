/** Stands in where the browser keeps nothing for the site: all works until the page is left. */
const createMemoryStorage = (): Storage => {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => {
      values.set(key, value);
    },
    removeItem: (key) => {
      values.delete(key);
    },
    clear: () => values.clear(),
  };
};

/** localStorage, or memory where the shopper's settings block it. */
export const openStorage = (): Storage => {
  try {
    return window.localStorage;
  } catch {
    return createMemoryStorage();
  }
};
