import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Support } from '../../stores/support/support.ts';

/** Where a support page provides its stores. */
export const SupportContext = createContext<Support | undefined>(undefined);

/** What the support pages show and act on. */
export const useSupport = (): Support => {
  const support = useContext(SupportContext);
  if (support === undefined) throw new Error('A support view is used outside a support page.');
  return support;
};
