import { useEffect } from 'preact/hooks';
import { sayFailure } from '../failure-words.ts';
import { LaterProductPage } from '../later.tsx';
import { Page } from '../page.tsx';
import { useShop } from '../shop-context.ts';
import { CartBar } from './cart-bar.tsx';
import { ProductCard } from './product-card.tsx';

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

const Products = () => {
  const { catalogue } = useShop();
  const state = catalogue.state.value;
  useEffect(() => {
    // Whoever comes back to the shop sees what is left by now.
    if (catalogue.state.peek().status === 'ready') void catalogue.load();
  }, []);
  if (state.status === 'loading') return <Loading />;
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
  return (
    <ul class="products" onPointerEnter={LaterProductPage.preload} onFocusCapture={LaterProductPage.preload}>
      {state.products.map((product) => (
        <ProductCard key={product.product} product={product} />
      ))}
    </ul>
  );
};

/** `/`: the catalogue. */
export const ShopPage = () => (
  <Page title="Good things for a desk">
    <p class="lead">Put what you need in the cart, order it, and watch your order to the end.</p>
    <Products />
    <CartBar />
  </Page>
);
