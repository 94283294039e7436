import * as z from 'zod';

/** What prices include, and who the shop is, in the words of one language. */
interface Notes {
  /** What prices and totals include, such as taxes and delivery. */
  readonly priceNote?: string;
  /** What the law wants to stand below each mail and page. */
  readonly legalLines: readonly string[];
}

/** How the shop speaks to its customers, in mails and on its pages. */
export interface ShopConfig extends Notes {
  /** How amounts and dates are written. */
  readonly locale: string;
  /** In which zone mails and pages tell times. */
  readonly timeZone: string;
  /** Where a customer reaches a person: an address that mails are answered to, or a page (https). */
  readonly contact?: string;
  /** The same in certain languages; what is not said in one is said as above. */
  readonly translations?: Readonly<Record<string, Partial<Notes>>>;
}

/** Languages that the shop has words in. */
const LANGUAGES = ['en', 'de'] as const;

type Language = (typeof LANGUAGES)[number];

const isLanguage = (value: string): value is Language => LANGUAGES.some((language) => language === value);

/** Of a shop that sells in euros, in English: names of zones (CET) and hours as most of its customers write them. */
const LOCALE = 'en-GB';
/** Of all countries that the shop delivers to unless told otherwise. */
const TIME_ZONE = 'Europe/Berlin';

const MAX_LEGAL_LINES = 8;
const MAX_LEGAL_LENGTH = 120;
const MAX_CONTACT_LENGTH = 200;

const isLocale = (value: string): boolean => {
  try {
    return isLanguage(new Intl.Locale(value).language);
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

const legalLines = z.preprocess(
  (value) => (typeof value === 'string' ? value.split('|') : value),
  z.array(legalLine).max(MAX_LEGAL_LINES, { error: `must be at most ${MAX_LEGAL_LINES} lines` }),
);
const priceNote = z
  .string()
  .trim()
  .min(1, { error: 'must not be empty' })
  .max(MAX_LEGAL_LENGTH, { error: `must be at most ${MAX_LEGAL_LENGTH} characters` })
  .regex(/^\P{Cc}*$/u, { error: 'must have no control characters' });

const notesOf = <L extends Language>(language: L) =>
  ({ [`priceNote.${language}`]: priceNote.optional(), [`legalLines.${language}`]: legalLines.optional() }) as {
    [Key in `priceNote.${L}`]: z.ZodOptional<typeof priceNote>;
  } & { [Key in `legalLines.${L}`]: z.ZodOptional<typeof legalLines> };

/** The context keys that say how the shop speaks. */
export const shopContext = {
  contact: z
    .string()
    .trim()
    .transform((value) => value.replace(/^mailto:/, ''))
    .refine(isContact, { error: 'must be an e-mail address, or the https address of a page' })
    .optional(),
  legalLines: legalLines.default([]),
  priceNote: priceNote.optional(),
  ...notesOf('en'),
  ...notesOf('de'),
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
  ...LANGUAGES.flatMap((language) => [`priceNote.${language}`, `legalLines.${language}`] as const),
  'timeZone',
  'locale',
] as const satisfies (keyof typeof shopContext)[];

type ShopContext = z.infer<z.ZodObject<typeof shopContext>>;

const translationsIn = (context: ShopContext): Readonly<Record<string, Partial<Notes>>> =>
  Object.fromEntries(
    LANGUAGES.map((language) => {
      const { [`priceNote.${language}` as const]: priceNote, [`legalLines.${language}` as const]: legalLines } =
        context;
      return [language, { ...(priceNote !== undefined && { priceNote }), ...(legalLines && { legalLines }) }] as const;
    }).filter(([, notes]) => Object.keys(notes).length > 0),
  );

/** How the shop speaks, of a context that is checked. */
export const readShop = (context: ShopContext): ShopConfig => {
  const { contact, legalLines, priceNote, timeZone, locale } = context;
  const translations = translationsIn(context);
  return {
    locale,
    timeZone,
    ...(contact !== undefined && { contact }),
    ...(priceNote !== undefined && { priceNote }),
    legalLines,
    ...(Object.keys(translations).length > 0 && { translations }),
  };
};

/** JSON with no sign beyond ASCII, as stands in a template: CloudFormation would give a question mark back. */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Of Lambda's 4 KB for a function's environment; the other variables of those that write mails take less than the rest. */
const MAX_NOTES_BYTES = 3000;

/** What is too long for a function's environment, in a sentence; undefined where all fits. */
export const tooLongToSay = ({ priceNote, legalLines, translations }: ShopConfig): string | undefined => {
  const bytes = asciiJson({ priceNote, legalLines, translations }).length;
  if (bytes <= MAX_NOTES_BYTES) return undefined;
  return `contexts priceNote and legalLines have ${bytes} bytes, in all languages: ${MAX_NOTES_BYTES} fit`;
};
