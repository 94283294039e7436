import { type Language, languageOf } from '../../lambdas/core/contract/language.ts';
import * as de from '../../lambdas/core/contract/languages/de.ts';
import * as en from '../../lambdas/core/contract/languages/en.ts';
import { createSay, type Say } from '../../lambdas/core/contract/languages/message.ts';

type Pages = typeof en.SITE_WORDS & typeof en.LATER_WORDS & typeof en.WORDS;

/** What pages and mails say to a visitor. */
export interface VisitorWords {
  readonly language: Language;
  readonly say: Say<Pages>;
  readonly sayInMails: Say<typeof en.MAIL_WORDS>;
}

const wordsIn: Readonly<Record<Language, VisitorWords>> = {
  en: {
    language: 'en',
    say: createSay<Pages>({ ...en.SITE_WORDS, ...en.LATER_WORDS, ...en.WORDS }, 'en'),
    sayInMails: createSay<typeof en.MAIL_WORDS>(en.MAIL_WORDS, 'en'),
  },
  de: {
    language: 'de',
    say: createSay<Pages>({ ...de.SITE_WORDS, ...de.LATER_WORDS, ...de.WORDS }, 'de'),
    sayInMails: createSay<typeof en.MAIL_WORDS>(de.MAIL_WORDS, 'de'),
  },
};

/** What is said to a visitor whose browser is in a locale that there are words for. */
export const wordsOf = (locale: string): VisitorWords => {
  const language = languageOf(locale);
  if (language === undefined) throw new Error(`there are no words for ${locale}`);
  return wordsIn[language];
};
