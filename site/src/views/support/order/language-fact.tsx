import { languageOf } from '../../../../../lambdas/core/contract/language.ts';
import { languageOfShop } from '../../../../../lambdas/core/contract/shop.ts';
import { languageName } from '../../../format/language-name.ts';
import { useShop } from '../../shop-context.ts';

/** In which language an order's customer is written to: the one it was placed in, where the shop has words in it. It is no
 * personal data: who sees those masked sees it, too. */
export const LanguageFact = ({ language }: { language: string | undefined }) => {
  const written = languageOf(language) ?? languageOfShop(useShop().settings);
  if (language === written) return languageName(written);
  return (
    <>
      {languageName(written)}
      <p class="muted">
        {language === undefined
          ? 'The shop’s own: the order names none.'
          : `Placed in ${languageName(language)}, which there are no words in.`}
      </p>
    </>
  );
};
