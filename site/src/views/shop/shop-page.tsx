import { useEffect, useRef } from 'preact/hooks';
import type { CatalogueState } from '../../stores/catalogue.ts';
import type { SaySite } from '../../stores/languages.ts';
import { findProducts } from '../../stores/product-search.ts';
import { ToCome, useTurns } from '../in-turn.tsx';
import { LaterProductPage } from '../later.tsx';
import { Page } from '../page.tsx';
import { PricesAsOf } from '../prices-as-of.tsx';
import { useShop } from '../shop-context.ts';
import { useSayFailure } from '../use-failure-words.ts';
import { useLocale, useSay } from '../words.tsx';
import { CartBar } from './cart-bar.tsx';
import { ProductCard } from './product-card.tsx';
import { SearchBar } from './search-bar.tsx';
import { type Searching, useSearch } from './use-search.ts';

/** So many cards are drawn in a task. */
const AT_ONCE = 4;

const PLACEHOLDERS = Array.from({ length: 8 }, (_, index) => index);

const Loading = () => (
  <>
    <p class="visually-hidden waiting">{useSay()('shop.loading')}</p>
    <ul class="products" aria-hidden="true">
      {PLACEHOLDERS.map((index) => (
        <li key={index} class="card placeholder" />
      ))}
    </ul>
  </>
);

const NothingFound = ({ words, onShowAll }: { words: string; onShowAll: () => void }) => {
  const say = useSay();
  return (
    <div class="panel">
      <p>{words === '' ? say('search.nothingAvailable') : say('search.nothingFound', { words })}</p>
      <button type="button" class="button" onClick={onShowAll}>
        {say('search.showAll')}
      </button>
    </div>
  );
};

const sayFound = (say: SaySite, found: number, count: number): string =>
  found === count ? say('search.all', { count }) : say('search.found', { found, count });

interface ProductsProps {
  state: Exclude<CatalogueState, { status: 'failed' }>;
  searching: Searching;
  onShowAll: () => void;
}

const Products = ({ state, searching: { search }, onShowAll }: ProductsProps) => {
  const say = useSay();
  const locale = useLocale();
  const all = state.status === 'ready' ? state.products : [];
  const found = findProducts(all, search, locale);
  const shown = useTurns(found.length, AT_ONCE);
  return (
    <>
      {/* There before it has anything to tell, so that it is read out when it does. */}
      <p class="found muted" role="status">
        {state.status === 'ready' && sayFound(say, found.length, all.length)}
      </p>
      {state.status === 'loading' && <Loading />}
      {state.status === 'ready' && found.length === 0 && <NothingFound words={search.words} onShowAll={onShowAll} />}
      <ul class="products" onPointerEnter={LaterProductPage.preload} onFocusCapture={LaterProductPage.preload}>
        {found.slice(0, shown).map((product) => (
          <ProductCard key={product.product} product={product} />
        ))}
      </ul>
      {shown < found.length && <ToCome />}
    </>
  );
};

const Catalogue = () => {
  const say = useSay();
  const sayFailure = useSayFailure();
  const { catalogue } = useShop();
  const state = catalogue.state.value;
  const searching = useSearch();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Whoever comes back to the shop sees what is left by now.
    if (catalogue.state.peek().status === 'ready') void catalogue.load();
  }, []);
  if (state.status === 'failed') {
    return (
      <div class="panel" role="alert">
        <p>{sayFailure(state.failure)}</p>
        <button type="button" class="button primary" onClick={() => catalogue.load()}>
          {say('tryAgain')}
        </button>
      </div>
    );
  }
  const showAll = (): void => {
    searching.clear();
    // The button is gone.
    field.current?.focus();
  };
  return (
    <>
      <SearchBar searching={searching} field={field} />
      <Products state={state} searching={searching} onShowAll={showAll} />
    </>
  );
};

/** `/`: the catalogue, as far as it is searched for. */
export const ShopPage = () => {
  const say = useSay();
  return (
    <Page title={say('shop.title')}>
      <p class="lead">{say('shop.lead')}</p>
      <PricesAsOf />
      <Catalogue />
      <CartBar />
    </Page>
  );
};
