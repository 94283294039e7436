import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language, languageOf } from '../../../../lambdas/core/contract/language.ts';
import * as de from '../../../../lambdas/core/contract/languages/de.ts';
import * as en from '../../../../lambdas/core/contract/languages/en.ts';
import {
  createSay,
  type Message,
  type Messages,
  namesIn,
  type Translation,
} from '../../../../lambdas/core/contract/languages/message.ts';
import { localeIn } from '../../../../lambdas/core/contract/shop.ts';

const FILES: Readonly<Record<Language, { readonly [Name in keyof typeof de]: unknown }>> = { en, de };
const SETS = (Object.keys(en) as (keyof typeof en)[]).filter((name) => name !== 'LOCALE');

const setOf = (language: Language, name: (typeof SETS)[number]): Messages => FILES[language][name] as Messages;

const formsOf = (message: Message): Readonly<Record<string, string>> =>
  typeof message === 'string' ? { other: message } : message;

/** The values that a message takes, each once; `count` chooses a form and need not be in it. */
const valuesOf = (message: Message): string[] => {
  const counted = typeof message === 'string' ? [] : ['count'];
  return [...new Set([...counted, ...Object.values(formsOf(message)).flatMap(namesIn)])].toSorted();
};

describe.each(LANGUAGES)('the words in %s', (language) => {
  it('are in a file of that name', async () => {
    const files = await readdir(join(import.meta.dirname, '../../../../lambdas/core/contract/languages'));
    expect(files).toContain(`${language}.ts`);
  });

  it.each(SETS)('%s: none is missing, none is too many, none is empty', (name) => {
    const words = setOf(language, name);
    expect(Object.keys(words)).toEqual(Object.keys(setOf('en', name)));
    const empty = Object.entries(words).filter(([, each]) => Object.values(formsOf(each)).some((text) => !text.trim()));
    expect(empty).toEqual([]);
  });

  it.each(SETS)('%s: each takes the values of the English one', (name) => {
    const values = (words: Messages) => Object.entries(words).map(([key, message]) => [key, valuesOf(message)]);
    expect(values(setOf(language, name))).toEqual(values(setOf('en', name)));
  });

  it.each(SETS)('%s: what counts has each form that the language knows', (name) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    for (const [key, message] of Object.entries(setOf(language, name))) {
      if (typeof message === 'string') continue;
      expect([key, Object.keys(message).toSorted()]).toEqual([key, [...pluralCategories].toSorted()]);
    }
  });

  it('are of a locale in it', () => {
    expect(new Intl.Locale(String(FILES[language].LOCALE)).language).toBe(language);
  });
});

describe('a word', () => {
  const words = {
    left: { one: 'Only one is left.', other: 'Only {count} are left.' },
    hello: 'Hello {name}!',
  } as const;
  const say = createSay<typeof words>(words, 'en');

  it('is said with its values, in the form that its number takes', () => {
    expect(say('hello', { name: 'Ada {x}' })).toBe('Hello Ada {x}!');
    expect([1, 2].map((count) => say('left', { count }))).toEqual(['Only one is left.', 'Only 2 are left.']);
  });

  it('comes in pieces where a value is more than text', () => {
    const link = { href: '/' };
    expect(say.parts('hello', { name: link })).toEqual(['Hello ', link, '!']);
  });

  it('does not compile without a value, and no translation without one of the names', () => {
    // @ts-expect-error: the name is missing.
    expect(say('hello', {})).toBe('Hello {name}!');
    // @ts-expect-error: the translation has another value.
    const wrong: Translation<typeof words> = { left: { other: '{count}' }, hello: 'Hallo {nam}!' };
    // @ts-expect-error: a word is missing.
    const short: Translation<typeof words> = { left: { other: '{count}' } };
    expect([wrong.hello, short.hello]).toEqual(['Hallo {nam}!', undefined]);
  });
});

describe('a language', () => {
  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['EN-us', 'en'],
    ['fr-FR', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of the tag %s is %s', (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });

  it('writes amounts as the shop says for its own, and as is usual for others', () => {
    const shop = { locale: 'de-AT' };
    expect([localeIn(shop, 'de', de.LOCALE), localeIn(shop, 'en', en.LOCALE)]).toEqual(['de-AT', 'en-GB']);
  });
});
