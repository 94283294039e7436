import * as z from 'zod';

/** The languages that the shop has words in: BCP 47 primary tags, each with a file of its words in `languages/`. */
export const LANGUAGES = ['en', 'de'] as const;

/** A language that the shop has words in. */
export const languageSchema = z.enum(LANGUAGES);

/** A language that the shop has words in. */
export type Language = z.infer<typeof languageSchema>;

/** A language on a record or a message: any primary tag, as a version after may have words in more of them. */
export const languageTag = z.string().regex(/^[a-z]{2,8}$/);

/** The language of a shop whose locale is in none of them. */
export const DEFAULT_LANGUAGE: Language = 'en';

/** The language of a BCP 47 tag, `de` of `de-AT`; undefined where the shop has no words in it. */
export const languageOf = (tag: string | undefined): Language | undefined => {
  const primary = tag?.split('-')[0]?.toLowerCase();
  return LANGUAGES.find((language) => language === primary);
};
