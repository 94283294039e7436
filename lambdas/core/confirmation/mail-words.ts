import { type Language, languageOf } from '../contract/language.ts';
import * as de from '../contract/languages/de.ts';
import * as en from '../contract/languages/en.ts';
import { createSay, type Messages, type Say } from '../contract/languages/message.ts';
import { languageOfShop, localeIn, type ShopSettings } from '../contract/shop.ts';

type MailMessages = typeof en.WORDS & typeof en.MAIL_WORDS;

/** What mails say in a language. Moments, amounts and names come as texts that are written already. */
export interface MailWords {
  language: Language;
  /** Of amounts, dates and countries. */
  locale: string;
  say: Say<MailMessages>;
  /** Texts of the reasons of a rejection, by their codes. */
  reasons: Messages;
}

const WORDS: Readonly<Record<Language, MailWords>> = {
  en: {
    language: 'en',
    locale: en.LOCALE,
    say: createSay<MailMessages>({ ...en.WORDS, ...en.MAIL_WORDS }, 'en'),
    reasons: en.REASONS,
  },
  de: {
    language: 'de',
    locale: de.LOCALE,
    say: createSay<MailMessages>({ ...de.WORDS, ...de.MAIL_WORDS }, 'de'),
    reasons: de.REASONS,
  },
};

/** The words for the reader of a mail: in the language of the order, as far as the shop has words in it, else in its own. */
export const wordsFor = (shop: Pick<ShopSettings, 'locale'>, tag: string | undefined): MailWords => {
  const words = WORDS[languageOf(tag) ?? languageOfShop(shop)];
  return { ...words, locale: localeIn(shop, words.language, words.locale) };
};
