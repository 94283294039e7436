import type { Language } from '../../../lambdas/core/contract/language.ts';
import type { FirstWords, LaterWords, LoadWords } from './languages.ts';

type Files<Words> = Readonly<Record<Language, () => Promise<Words>>>;

// A chunk for each language and part: the bundler takes a query for another file, and leaves out what is not taken of it. A page so
// loads the language that it is in, and of that the words that it says.

const FIRST: Files<FirstWords> = {
  en: async () => {
    const { LOCALE, SITE_WORDS } = await import('../../../lambdas/core/contract/languages/en.ts?first');
    return { LOCALE, SITE_WORDS };
  },
  de: async () => {
    const { LOCALE, SITE_WORDS } = await import('../../../lambdas/core/contract/languages/de.ts?first');
    return { LOCALE, SITE_WORDS };
  },
};

const LATER: Files<LaterWords> = {
  en: async () => {
    const { WORDS, LATER_WORDS, REASONS } = await import('../../../lambdas/core/contract/languages/en.ts?later');
    return { WORDS, LATER_WORDS, REASONS };
  },
  de: async () => {
    const { WORDS, LATER_WORDS, REASONS } = await import('../../../lambdas/core/contract/languages/de.ts?later');
    return { WORDS, LATER_WORDS, REASONS };
  },
};

/** Loads the words of a language, part by part. */
export const loadWords: LoadWords = {
  first: (language) => FIRST[language]().catch(() => undefined),
  later: (language) => LATER[language]().catch(() => undefined),
};
