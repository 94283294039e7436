import { useEffect, useLayoutEffect } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { Product } from '../../../../lambdas/core/contract/product.ts';
import type { Failure } from '../../api/answer.ts';
import { productData } from '../../format/product-data.ts';
import { describePage } from '../document-head.ts';
import { keepFromSearchEngines } from '../keep-from-search-engines.ts';
import { Page } from '../page.tsx';
import { PricesAsOf } from '../prices-as-of.tsx';
import { productPath } from '../product-path.ts';
import { useShop } from '../shop-context.ts';
import { useSayFailure } from '../use-failure-words.ts';
import { useSay } from '../words.tsx';
import { Microdata } from './microdata.tsx';
import { ProductDetails } from './product-details.tsx';

const NoSuchProduct = () => {
  const say = useSay();
  useLayoutEffect(keepFromSearchEngines, []);
  return (
    <>
      <p>{say('product.gone')}</p>
      <p>
        <a class="button" href="/">
          {say('toShop')}
        </a>
      </p>
    </>
  );
};

const NotKnown = ({ failure }: { failure: Failure }) => {
  const { catalogue } = useShop();
  const say = useSay();
  const sayFailure = useSayFailure();
  return (
    <div class="panel" role="alert">
      <p>{sayFailure(failure)}</p>
      <button type="button" class="button primary" onClick={() => catalogue.load()}>
        {say('tryAgain')}
      </button>
    </div>
  );
};

const Found = ({ product }: { product: Product }) => {
  useLayoutEffect(() => describePage(product.description), [product.description]);
  return (
    <>
      <Microdata thing={productData(product, location.origin + productPath(product.product))} />
      <ProductDetails product={product} />
    </>
  );
};

/** `/products/{product}`: one product of the catalogue. */
export const ProductPage = () => {
  const say = useSay();
  const key = useRoute().params.product ?? '';
  const { catalogue } = useShop();
  const state = catalogue.state.value;
  const product = catalogue.byKey.value.get(key);
  const noSuch = state.status === 'ready' && product === undefined;
  useEffect(() => {
    // Whoever opens it sees what is left by now.
    if (catalogue.state.peek().status === 'ready') void catalogue.load();
  }, [key]);
  return (
    <Page
      title={product?.name ?? (noSuch ? say('product.noSuch') : say('product.title'))}
      before={
        <p class="breadcrumb">
          <a href="/">{say('nav.shop')}</a>
        </p>
      }
    >
      <PricesAsOf />
      {product && <Found key={key} product={product} />}
      {noSuch && <NoSuchProduct />}
      {state.status === 'loading' && <p class="muted waiting">{say('product.lookingUp')}</p>}
      {state.status === 'failed' && <NotKnown failure={state.failure} />}
    </Page>
  );
};
