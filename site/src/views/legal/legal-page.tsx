import { useEffect, useMemo } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { ShopText, ShopTexts } from '../../../../lambdas/core/contract/texts.ts';
import { createShopTexts } from '../../stores/shop-texts.ts';
import { sayFailure } from '../failure-words.ts';
import { Page } from '../page.tsx';
import { useShop } from '../shop-context.ts';
import { LEGAL_PAGES, LEGAL_WORDS } from './legal-words.ts';
import { Passage } from './passage.tsx';

const nameOf = (path: string): string => LEGAL_PAGES.find(([each]) => each === path)?.[1] ?? '';

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
  const { texts, settings } = useShop();
  const { path } = useLocation();
  const store = useMemo(() => createShopTexts(texts, settings.locale), []);
  const state = store.state.value;
  useEffect(() => void store.load(), []);
  const page = state.status === 'ready' ? state.texts[path.slice(1) as ShopText] : undefined;
  return (
    <Page title={page?.title ?? nameOf(path)}>
      {page && <Sections page={page} />}
      {state.status === 'loading' && <p class="muted waiting">{LEGAL_WORDS.waiting}</p>}
      {state.status === 'failed' && (
        <div class="panel" role="alert">
          <p>{sayFailure(state.failure)}</p>
          <button type="button" class="button primary" onClick={store.load}>
            {LEGAL_WORDS.tryAgain}
          </button>
        </div>
      )}
    </Page>
  );
};
