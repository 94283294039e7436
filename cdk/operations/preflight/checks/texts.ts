import type { ShopConfig } from '../../../shop-config.ts';
import { countPlaceholders, type ShopTexts } from '../../../shop-texts.ts';
import { type Finding, ok, warning } from '../finding.ts';

/** Whether what the law wants on pages is written, and what prices include. */
export const checkTexts = (texts: Readonly<Record<string, ShopTexts>>, { priceNote }: ShopConfig): Finding => {
  const open = Object.entries(texts).flatMap(([language, pages]) =>
    Object.entries(countPlaceholders(pages)).map(([page, count]) => `${count} in ${language}.json, ${page}`),
  );
  if (open.length > 0) {
    return warning(
      `customers read placeholders where the law wants texts: ${open.join('; ')}`,
      'write them: what stands in [[ ]] in cdk/texts',
    );
  }
  if (priceNote === undefined) {
    return warning(
      'no page says what prices include, as the law of many countries wants',
      'say it: -c priceNote="Including VAT and delivery."',
    );
  }
  return ok(`imprint, terms and privacy are written (${Object.keys(texts).join(', ')}); prices: ${priceNote}`);
};
