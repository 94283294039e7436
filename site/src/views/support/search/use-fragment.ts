import { useEffect, useReducer } from 'preact/hooks';

/** The part of the page's address behind `#`, also when the back button changes nothing else. */
export const useFragment = (): string => {
  const [, look] = useReducer((count: number, _event: Event) => count + 1, 0);
  useEffect(() => {
    addEventListener('popstate', look);
    addEventListener('hashchange', look);
    return () => {
      removeEventListener('popstate', look);
      removeEventListener('hashchange', look);
    };
  }, []);
  return location.hash;
};
