import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { localeIn, notesIn, type ShopNotes } from '../../../lambdas/core/contract/shop.ts';
import type { SaySite, Words } from '../stores/languages.ts';
import { useShop } from './shop-context.ts';

/** Where the app provides the words of the language that its pages are in. */
export const WordsContext = createContext<Words | undefined>(undefined);

/** The words that this view is in. */
export const useWords = (): Words => {
  const words = useContext(WordsContext);
  if (words === undefined) throw new Error('A view is used before its words are here.');
  return words;
};

/** Says the words of this view's language. */
export const useSay = (): SaySite => useWords().say;

/** How this view writes amounts, dates and names of countries. */
export const useLocale = (): string => {
  const { language, locale } = useWords();
  return localeIn(useShop().settings, language, locale);
};

/** What the shop's deployer has to say, in this view's language. */
export const useNotes = (): ShopNotes => notesIn(useShop().settings, useWords().language);
