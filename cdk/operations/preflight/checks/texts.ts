import type { ShopConfig } from '../../../shop-config.ts';
import { countPlaceholders, type ShopTexts } from '../../../shop-texts.ts';
import { type Finding, ok, warning } from '../finding.ts';

/** Whether what the law wants on pages is written, and what prices include. */
export const checkTexts = (texts: Readonly<Record<string, ShopTexts>>, shop: ShopConfig): Finding => {
  const open = Object.entries(texts).flatMap(([language, pages]) =>
    Object.entries(countPlaceholders(pages)).map(([page, count]) => `${count} in ${language}.json, ${page}`),
  );
  if (open.length > 0) {
    return warning(
      `customers read placeholders where the law wants texts: ${open.join('; ')}`,
      'write them: what stands in [[ ]] in cdk/texts',
    );
  }
  const languages = Object.keys(texts);
  const { priceNote, locale, translations = {} } = shop;
  const own = new Intl.Locale(locale).language;
  const saidIn = (language: string): string | undefined =>
    translations[language]?.priceNote ?? (language === own ? priceNote : undefined);
  if (priceNote === undefined && !languages.some(saidIn)) {
    return warning(
      'no page says what prices include, as the law of many countries wants',
      'say it: -c priceNote="Including VAT and delivery."',
    );
  }
  const missing = languages.filter((language) => saidIn(language) === undefined);
  if (missing.length > 0) {
    return warning(
      `what prices include is not said in ${missing.join(' and ')}: pages and mails say it in another language, or not at all`,
      `say it: ${missing.map((language) => `-c priceNote.${language}="..."`).join(' ')}`,
    );
  }
  return ok(
    `imprint, terms and privacy are written (${languages.join(', ')}); prices: ${languages.map(saidIn).join(' | ')}`,
  );
};
