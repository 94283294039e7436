import { type ReadonlySignal, signal } from '@preact/signals';
import { type Language, languageOf, languageSchema } from '../../../lambdas/core/contract/language.ts';
import type { LATER_WORDS, SITE_WORDS, WORDS } from '../../../lambdas/core/contract/languages/en.ts';
import {
  createSay,
  type Messages,
  type Say,
  type Translation,
} from '../../../lambdas/core/contract/languages/message.ts';
import { languageOfShop, type ShopSettings } from '../../../lambdas/core/contract/shop.ts';
import { keep, type Shelf } from './shelf.ts';

type SiteMessages = typeof WORDS & typeof SITE_WORDS & typeof LATER_WORDS;

/** Says the words of pages. */
export type SaySite = Say<SiteMessages>;

/** Of a language's file, what each page needs. */
export interface FirstWords {
  LOCALE: string;
  SITE_WORDS: Translation<typeof SITE_WORDS>;
}

/** Of a language's file, what the pages need that are loaded later. */
export interface LaterWords {
  WORDS: Translation<typeof WORDS>;
  LATER_WORDS: Translation<typeof LATER_WORDS>;
  REASONS: Messages;
}

/** What pages say in a language, and how it is usually written there. */
export interface Words {
  language: Language;
  locale: string;
  say: SaySite;
  reasons: Messages;
  /** Whether those of the pages that are loaded later are here, too. */
  whole: boolean;
}

/** The words of a language's file, as far as it is here. */
export const wordsOf = (language: Language, { LOCALE, SITE_WORDS }: FirstWords, later?: LaterWords): Words => ({
  language,
  locale: LOCALE,
  // What is not here yet is said by no page that is.
  say: createSay<SiteMessages>(
    { ...SITE_WORDS, ...later?.WORDS, ...later?.LATER_WORDS } as Translation<SiteMessages>,
    language,
  ),
  reasons: later?.REASONS ?? {},
  whole: later !== undefined,
});

/** In which language the pages are. */
export interface Languages {
  /** Undefined until those of the first language are here. */
  readonly words: ReadonlySignal<Words | undefined>;
  /** Waits for the first words: those that this device was switched to, else of the first of the browser's languages that there
   * are words in, else of the shop's own. Whether they came. */
  start(shop: Pick<ShopSettings, 'locale'>): Promise<boolean>;
  /** Has the words of all pages fetched, for when one is opened; what is shown stays as it is. */
  prepareWhole(): Promise<void>;
  /** Has the words of all pages loaded, from now on; whether they came. */
  wantWhole(): Promise<boolean>;
  /** Switches the language, and remembers it on this device; whether its words came. */
  choose(language: Language): Promise<boolean>;
}

/** Where words come from; undefined where they do not come. */
export interface LoadWords {
  first(language: Language): Promise<FirstWords | undefined>;
  later(language: Language): Promise<LaterWords | undefined>;
}

/** What it takes. */
interface LanguageParts {
  shelf: Shelf;
  /** BCP 47 tags, the most wanted first. */
  preferred: readonly string[];
  load: LoadWords;
}

/** Makes what decides and switches the language. Words begin to load here and now, where it is known which. */
export const createLanguages = ({ shelf, preferred, load }: LanguageParts): Languages => {
  const kept = keep<Language | undefined>(shelf, 'shop.language', languageSchema.optional(), undefined);
  const words = signal<Words | undefined>(undefined);
  const here = new Map<Language, LaterWords>();
  let isWholeWanted = false;
  let wanted: Language | undefined;

  const loadLater = async (language: Language): Promise<boolean> => {
    if (here.has(language) || !isWholeWanted) return true;
    const later = await load.later(language);
    if (later) here.set(language, later);
    return later !== undefined;
  };

  /** Of two switches that overlap the later one counts, in whatever order their words come. */
  const show = async (language: Language): Promise<boolean> => {
    wanted = language;
    const [first, isLaterHere] = await Promise.all([load.first(language), loadLater(language)]);
    if (first && wanted === language) words.value = wordsOf(language, first, here.get(language));
    return first !== undefined && isLaterHere;
  };

  const known = kept.signal.peek() ?? preferred.map(languageOf).find((language) => language !== undefined);
  const begun = known && show(known);
  kept.signal.subscribe((language) => {
    // Another tab was switched.
    if (language !== undefined && language !== wanted) void show(language);
  });

  return {
    words,
    start: async (shop) => {
      await (begun ?? show(languageOfShop(shop)));
      return words.peek() !== undefined;
    },
    prepareWhole: async () => {
      isWholeWanted = true;
      if (wanted !== undefined) await loadLater(wanted);
    },
    wantWhole: async () => {
      isWholeWanted = true;
      return words.peek()?.whole === true || wanted === undefined || show(wanted);
    },
    choose: async (language) => {
      const before = wanted;
      const isShown = await show(language);
      if (isShown) kept.set(language);
      else if (wanted === language && before !== undefined) void show(before);
      return isShown;
    },
  };
};
