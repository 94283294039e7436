import { describe, expect, it } from 'vitest';
import type { Language } from '../../../lambdas/core/contract/language.ts';
import * as de from '../../../lambdas/core/contract/languages/de.ts';
import * as en from '../../../lambdas/core/contract/languages/en.ts';
import { createLanguages, type LoadWords } from '../../../site/src/stores/languages.ts';
import { createDevice } from './fakes.ts';

const FILES = { en, de };
const SHOP = { locale: 'en-GB' };

/** One tab of a device whose browser prefers these languages; `loaded` tells what was fetched, `held` holds a language's file. */
const openTab = (preferred: string[], device = createDevice()) => {
  const loaded: string[] = [];
  const held = new Map<Language, Promise<void>>();
  const missing = new Set<Language>();
  const fetched = async <Part>(what: string, language: Language): Promise<Part | undefined> => {
    loaded.push(`${language} ${what}`);
    await held.get(language);
    return missing.has(language) ? undefined : (FILES[language] as Part);
  };
  const load: LoadWords = {
    first: (language) => fetched('first', language),
    later: (language) => fetched('later', language),
  };
  const languages = createLanguages({ shelf: device.openTab(), preferred, load });
  return { languages, device, loaded, held, missing, language: () => languages.words.value?.language };
};

describe('the language of the pages', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['fr-FR', 'en-US', 'de'], 'en'],
    [['fr-FR'], 'en'],
    [[], 'en'],
  ])(
    'of a browser that prefers %j is %s at the first visit, and nothing else is fetched',
    async (preferred, language) => {
      const tab = openTab(preferred);
      expect(await tab.languages.start(SHOP)).toBe(true);
      expect([tab.language(), tab.loaded]).toEqual([language, [`${language} first`]]);
      expect(tab.device.values.size).toBe(0);
    },
  );

  it('is the shop’s own where the browser prefers none that there are words in', async () => {
    const tab = openTab(['fr']);
    await tab.languages.start({ locale: 'de-AT' });
    expect(tab.language()).toBe('de');
  });

  it('is the one that the device was switched to, in each later visit and in each tab', async () => {
    const device = createDevice();
    const [one, other] = [openTab(['de-DE'], device), openTab(['de-DE'], device)];
    await Promise.all([one.languages.start(SHOP), other.languages.start(SHOP)]);
    expect(await one.languages.choose('en')).toBe(true);
    await expect.poll(() => other.language()).toBe('en');
    const again = openTab(['de-DE'], device);
    await again.languages.start(SHOP);
    expect([one.language(), again.language()]).toEqual(['en', 'en']);
  });

  it('of two switches is that of the later one, whichever words come first', async () => {
    const tab = openTab(['en']);
    await tab.languages.start(SHOP);
    let release = (): void => {};
    tab.held.set('de', new Promise((resolve) => (release = resolve)));
    const german = tab.languages.choose('de');
    await tab.languages.choose('en');
    release();
    await german;
    expect(tab.language()).toBe('en');
  });

  it('stays, and is not remembered otherwise, where the words do not come', async () => {
    const tab = openTab(['en']);
    await tab.languages.start(SHOP);
    tab.missing.add('de');
    expect(await tab.languages.choose('de')).toBe(false);
    await expect.poll(() => tab.language()).toBe('en');
    expect(tab.device.values.size).toBe(0);
    const never = openTab(['de']);
    never.missing.add('de');
    expect(await never.languages.start(SHOP)).toBe(false);
  });

  it('that was kept by a version with more languages counts as none', async () => {
    const device = createDevice();
    device.values.set('shop.language', '"fr"');
    const tab = openTab(['de'], device);
    await tab.languages.start(SHOP);
    expect(tab.language()).toBe('de');
  });
});

describe('the words of the pages that are loaded later', () => {
  it('are fetched once they are wanted, and stay so in another language', async () => {
    const tab = openTab(['de']);
    await tab.languages.start(SHOP);
    expect(tab.languages.words.value?.whole).toBe(false);
    expect(await tab.languages.wantWhole()).toBe(true);
    expect(tab.languages.words.value?.say('checkout.title')).toBe('Kasse');
    await tab.languages.choose('en');
    expect(tab.languages.words.value).toMatchObject({ language: 'en', whole: true });
    expect(tab.languages.words.value?.say('checkout.title')).toBe('Checkout');
  });

  it('are fetched beforehand without a change to what is shown', async () => {
    const tab = openTab(['de']);
    await tab.languages.start(SHOP);
    const before = tab.languages.words.value;
    await tab.languages.prepareWhole();
    expect(tab.languages.words.value).toBe(before);
    await tab.languages.wantWhole();
    expect(tab.languages.words.value?.whole).toBe(true);
  });

  it('may be wanted before the first words are here', async () => {
    const tab = openTab(['de']);
    const whole = tab.languages.wantWhole();
    await tab.languages.start(SHOP);
    expect([await whole, tab.languages.words.value?.whole]).toEqual([true, true]);
  });

  it('that do not come leave those of the frame', async () => {
    const tab = openTab(['de']);
    await tab.languages.start(SHOP);
    tab.missing.add('de');
    expect(await tab.languages.wantWhole()).toBe(false);
    expect(tab.languages.words.value?.say('nav.shop')).toBe('Shop');
    tab.missing.delete('de');
    expect(await tab.languages.wantWhole()).toBe(true);
  });
});
