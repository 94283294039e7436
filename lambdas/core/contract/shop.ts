import * as z from 'zod';
import { DEFAULT_LANGUAGE, type Language, languageOf } from './language.ts';

/** The shop as its customers know it: in mails, and on its pages. */
export const SHOP_NAME = 'Corner Desk';

/** What the deployer of a stage has to say below totals, mails and pages. */
const notesShape = {
  /** What prices and totals include, such as taxes and delivery; absent where nothing is said of it. */
  priceNote: z.string().min(1).optional(),
  /** What the law wants to stand below a mail, a line each. */
  legalLines: z.array(z.string().min(1)),
};

/** How the shop of a stage speaks to its customers, as its deployer says; mails and pages take it from here. */
export const shopSettingsSchema = z.object({
  /** A BCP 47 tag in a language that the shop has words in: how amounts and dates are written. */
  locale: z.string().min(2),
  /** A zone of the IANA database, in which mails and pages tell times. */
  timeZone: z.string().min(1),
  /** Where a customer reaches a person: an e-mail address, or a page (https); absent where there is no such place. */
  contact: z.string().min(1).optional(),
  ...notesShape,
  /** The same in certain languages, by their tags; what is not said in one is said as above. */
  translations: z.record(z.string(), z.object(notesShape).partial()).optional(),
});

/** How the shop of a stage speaks to its customers. */
export type ShopSettings = z.infer<typeof shopSettingsSchema>;

/** A place where a person is reached: what a link leads to, and what is read. */
export interface Contact {
  kind: 'mail' | 'page';
  url: string;
  text: string;
}

/** The place where a person is reached, as a link; undefined where the shop names none. */
export const contactOf = ({ contact }: Pick<ShopSettings, 'contact'>): Contact | undefined => {
  if (contact === undefined) return undefined;
  return contact.startsWith('https://')
    ? { kind: 'page', url: contact, text: contact }
    : { kind: 'mail', url: `mailto:${contact}`, text: contact };
};

/** The language that the shop speaks to those of whom it knows none. */
export const languageOfShop = ({ locale }: Pick<ShopSettings, 'locale'>): Language =>
  languageOf(locale) ?? DEFAULT_LANGUAGE;

/** What a deployer has to say, in words of one language. */
export interface ShopNotes {
  priceNote: string | undefined;
  legalLines: string[];
}

/** What the shop's deployer has to say to readers of a language: in it where it was said so, else as it was said. */
export const notesIn = (shop: ShopSettings, language: Language): ShopNotes => {
  const { priceNote = shop.priceNote, legalLines = shop.legalLines } = shop.translations?.[language] ?? {};
  return { priceNote, legalLines };
};

/** How amounts and dates are written in a language: as the shop's deployer says for its own one, else as is usual there. */
export const localeIn = (shop: Pick<ShopSettings, 'locale'>, language: Language, usual: string): string =>
  languageOfShop(shop) === language ? shop.locale : usual;
