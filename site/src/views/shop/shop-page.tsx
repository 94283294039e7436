import { useEffect, useRef } from 'preact/hooks';
import type { CatalogueState } from '../../stores/catalogue.ts';
import { findProducts } from '../../stores/product-search.ts';
import { sayFailure } from '../failure-words.ts';
import { LaterProductPage } from '../later.tsx';
import { Page } from '../page.tsx';
import { useShop } from '../shop-context.ts';
import { CartBar } from './cart-bar.tsx';
import { ProductCard } from './product-card.tsx';
import { SearchBar } from './search-bar.tsx';
import { SEARCH_WORDS } from './shop-words.ts';
import { type Searching, useSearch } from './use-search.ts';

const PLACEHOLDERS = Array.from({ length: 8 }, (_, index) => index);

const Loading = () => (
  <>
    <p class="visually-hidden waiting">Loading the catalogue …</p>
    <ul class="products" aria-hidden="true">
      {PLACEHOLDERS.map((index) => (
        <li key={index} class="card placeholder" />
      ))}
    </ul>
  </>
);

const NothingFound = ({ words, onShowAll }: { words: string; onShowAll: () => void }) => (
  <div class="panel">
    <p>
      {SEARCH_WORDS.nothing(words)} {words !== '' && SEARCH_WORDS.tryOther}
    </p>
    <button type="button" class="button" onClick={onShowAll}>
      {SEARCH_WORDS.showAll}
    </button>
  </div>
);

interface ProductsProps {
  state: Exclude<CatalogueState, { status: 'failed' }>;
  searching: Searching;
  onShowAll: () => void;
}

const Products = ({ state, searching: { search }, onShowAll }: ProductsProps) => {
  const { locale } = useShop().settings;
  const all = state.status === 'ready' ? state.products : [];
  const found = findProducts(all, search, locale);
  return (
    <>
      {/* There before it has anything to tell, so that it is read out when it does. */}
      <p class="found muted" role="status">
        {state.status === 'ready' && SEARCH_WORDS.found(found.length, all.length)}
      </p>
      {state.status === 'loading' && <Loading />}
      {state.status === 'ready' && found.length === 0 && <NothingFound words={search.words} onShowAll={onShowAll} />}
      <ul class="products" onPointerEnter={LaterProductPage.preload} onFocusCapture={LaterProductPage.preload}>
        {found.map((product) => (
          <ProductCard key={product.product} product={product} />
        ))}
      </ul>
    </>
  );
};

const Catalogue = () => {
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
          Try again
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
export const ShopPage = () => (
  <Page title="Good things for a desk">
    <p class="lead">Put what you need in the cart, order it, and watch your order to the end.</p>
    <Catalogue />
    <CartBar />
  </Page>
);
