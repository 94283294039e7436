import { useEffect, useMemo } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { ShopText, ShopTexts } from '../../../../lambdas/core/contract/texts.ts';
import { createShopTexts } from '../../stores/shop-texts.ts';
import { Page } from '../page.tsx';
import { useShop } from '../shop-context.ts';
import { useSayFailure } from '../use-failure-words.ts';
import { useWords } from '../words.tsx';
import { LEGAL_PAGES } from './legal-pages.ts';
import { Passage } from './passage.tsx';

const Sections = ({ page }: { page: ShopTexts[ShopText] }) => (
  <div class="prose">
    {page.sections.map(({ heading, paragraphs }, index) => (
      <section key={heading ?? index}>
        {heading !== undefined && <h2>{heading}</h2>}
        {paragraphs.map((text) => (
          <Passage key={text} text={text} />
        ))}
      </section>
    ))}
  </div>
);

/** `/imprint`, `/terms` and `/privacy`: what the law wants, in the deployer's words. */
export const LegalPage = () => {
  const { texts, online } = useShop();
  const { say, language } = useWords();
  const sayFailure = useSayFailure();
  const { path } = useLocation();
  const store = useMemo(() => createShopTexts(texts, language), [language]);
  const state = store.state.value;
  useEffect(() => void store.load(), [store, online.value]);
  const name = LEGAL_PAGES.find((each) => `/${each}` === path);
  const page = state.status === 'ready' ? state.texts[path.slice(1) as ShopText] : undefined;
  return (
    <Page title={page?.title ?? (name ? say(`nav.${name}`) : '')}>
      {page && <Sections page={page} />}
      {state.status === 'loading' && <p class="muted waiting">{say('loading')}</p>}
      {state.status === 'failed' && (
        <div class="panel" role="alert">
          <p>{sayFailure(state.failure)}</p>
          <button type="button" class="button primary" onClick={store.load}>
            {say('tryAgain')}
          </button>
        </div>
      )}
    </Page>
  );
};
