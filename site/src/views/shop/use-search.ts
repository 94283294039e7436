import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { EVERYTHING, type ProductSearch, readSearch, searchPath } from '../../stores/product-search.ts';

/** So long nothing more is typed before the address and what is found follow: browsers take a hundred addresses in half a minute. */
const PAUSE_MS = 200;

/** What is searched for: what stands in the field, and what the page's address says. */
export interface Searching {
  typed: string;
  search: ProductSearch;
  /** Takes what is typed, and searches for it after a pause. */
  type(words: string): void;
  /** Searches at once, for what is typed with this change. */
  change(part?: Partial<ProductSearch>): void;
  clear(): void;
}

/** The search that the page's address holds: a reload, a link and the way back show the same. */
export const useSearch = (): Searching => {
  const { query, route } = useLocation();
  const search = readSearch(query);
  const [typed, setTyped] = useState(search.words);
  const written = useRef(search.words);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    // Another address than the one that typing led to: a link, or the way back.
    if (search.words !== written.current) setTyped(search.words);
    written.current = search.words;
  }, [search.words]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const go = (next: ProductSearch): void => {
    clearTimeout(timer.current);
    written.current = next.words.trim();
    route(searchPath(next), true);
  };
  return {
    typed,
    search,
    type: (words) => {
      setTyped(words);
      clearTimeout(timer.current);
      const from = location.href;
      timer.current = setTimeout(() => {
        // This page stays until the code of one that was opened meanwhile has come.
        if (location.href === from) go({ ...search, words });
      }, PAUSE_MS);
    },
    change: (part) => go({ ...search, words: typed, ...part }),
    clear: () => {
      setTyped('');
      go(EVERYTHING);
    },
  };
};
