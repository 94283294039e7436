import * as z from 'zod';

/** How the shop speaks to its customers, in mails and on its pages. */
export interface ShopConfig {
  /** How amounts and dates are written. */
  readonly locale: string;
  /** In which zone mails and pages tell times. */
  readonly timeZone: string;
  /** Where a customer reaches a person: an address that mails are answered to, or a page (https). */
  readonly contact?: string;
  /** What prices and totals include, such as taxes and delivery. */
  readonly priceNote?: string;
  /** What the law wants to stand below each mail and page. */
  readonly legalLines: readonly string[];
}

/** Languages that the shop has words in. */
const LANGUAGES = ['en', 'de'];

/** Of a shop that sells in euros, in English: names of zones (CET) and hours as most of its customers write them. */
const LOCALE = 'en-GB';
/** Of all countries that the shop delivers to unless told otherwise. */
const TIME_ZONE = 'Europe/Berlin';

const MAX_LEGAL_LINES = 8;
/** All of them fit into the 4 KB that Lambda has for a function's environment. */
const MAX_LEGAL_LENGTH = 120;
const MAX_CONTACT_LENGTH = 200;

const isLocale = (value: string): boolean => {
  try {
    return LANGUAGES.includes(new Intl.Locale(value).language);
  } catch {
    return false;
  }
};

const isTimeZone = (value: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    // Offsets pass as zones, and know no summer.
    return /^[A-Z]/.test(value);
  } catch {
    return false;
  }
};

const isContact = (value: string): boolean => {
  if (value.length > MAX_CONTACT_LENGTH) return false;
  if (!value.startsWith('https://')) return z.email().safeParse(value).success;
  if (!URL.canParse(value)) return false;
  const { username, password } = new URL(value);
  return username === '' && password === '';
};

const legalLine = z
  .string()
  .trim()
  .min(1, { error: 'must have no empty line' })
  .max(MAX_LEGAL_LENGTH, { error: `must have lines of at most ${MAX_LEGAL_LENGTH} characters` })
  .regex(/^\P{Cc}*$/u, { error: 'must have no control characters; lines are parted by |' });

/** The context keys that say how the shop speaks. */
export const shopContext = {
  contact: z
    .string()
    .trim()
    .transform((value) => value.replace(/^mailto:/, ''))
    .refine(isContact, { error: 'must be an e-mail address, or the https address of a page' })
    .optional(),
  legalLines: z
    .preprocess(
      (value) => (typeof value === 'string' ? value.split('|') : value),
      z.array(legalLine).max(MAX_LEGAL_LINES, { error: `must be at most ${MAX_LEGAL_LINES} lines` }),
    )
    .default([]),
  priceNote: z
    .string()
    .trim()
    .min(1, { error: 'must not be empty' })
    .max(MAX_LEGAL_LENGTH, { error: `must be at most ${MAX_LEGAL_LENGTH} characters` })
    .regex(/^\P{Cc}*$/u, { error: 'must have no control characters' })
    .optional(),
  timeZone: z
    .string()
    .trim()
    .refine(isTimeZone, { error: 'must be a zone of the IANA database, such as Europe/Berlin' })
    .default(TIME_ZONE),
  locale: z
    .string()
    .trim()
    .refine(isLocale, {
      error: `must be a locale in a language that the shop has words in (${LANGUAGES}), such as en-IE`,
    })
    .default(LOCALE),
};

/** The names of these keys. */
export const SHOP_KEYS = [
  'contact',
  'legalLines',
  'priceNote',
  'timeZone',
  'locale',
] as const satisfies (keyof typeof shopContext)[];

/** How the shop speaks, of a context that is checked. */
export const readShop = ({
  contact,
  legalLines,
  priceNote,
  timeZone,
  locale,
}: z.infer<z.ZodObject<typeof shopContext>>): ShopConfig => ({
  locale,
  timeZone,
  ...(contact !== undefined && { contact }),
  ...(priceNote !== undefined && { priceNote }),
  legalLines,
});
