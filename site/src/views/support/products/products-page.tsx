import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Products } from '../../../stores/support/products.ts';
import { focusTitle } from '../../page.tsx';
import { sayFailure } from '../english.tsx';
import { NotAllowed } from '../not-allowed.tsx';
import { isForbidden, useMayAct } from '../support-access.ts';
import { useSupport } from '../support-context.ts';
import { SupportPage } from '../support-page.tsx';
import { PRODUCTS } from './product-address.ts';
import { ProductEditor } from './product-editor.tsx';
import { ProductList } from './product-list.tsx';

/** Which view the page's address asks for. A key goes behind the question mark: as a part of the path it could pass for a file. */
type View = { kind: 'list' } | { kind: 'new' } | { kind: 'product'; product: string };

const viewOf = ({ product, create }: Record<string, string>): View => {
  if (product !== undefined) return { kind: 'product', product };
  return create === undefined ? { kind: 'list' } : { kind: 'new' };
};

const titleOf = (view: View): string => {
  if (view.kind === 'list') return 'Products';
  return view.kind === 'new' ? 'A new product' : `Product ${view.product}`;
};

const Shown = ({ products, view }: { products: Products; view: View }) => {
  const mayAct = useMayAct();
  const known = products.products.value;
  const failure = products.failure.value;
  if (isForbidden(failure)) return <NotAllowed />;
  if (known === undefined) {
    return failure ? (
      <div class="panel" role="alert">
        <p>{sayFailure(failure)}</p>
        <button type="button" class="button primary" onClick={products.load}>
          Try again
        </button>
      </div>
    ) : (
      <p class="muted waiting">Looking up the products …</p>
    );
  }
  // Who only reads has nothing to do in the editor.
  if (view.kind === 'list' || !mayAct) return <ProductList products={products} />;
  const seen = view.kind === 'product' ? products.find(view.product) : undefined;
  return (
    <>
      <p>
        <a href={PRODUCTS}>All products</a>
      </p>
      {view.kind === 'product' && seen === undefined ? (
        <p class="trouble" role="alert">
          The shop has no product of this key, or it cannot be read.
        </p>
      ) : (
        <ProductEditor key={seen?.product ?? ''} products={products} product={seen} />
      )}
    </>
  );
};

const Views = ({ view }: { view: View }) => {
  const support = useSupport();
  const products = useMemo(() => support.products(), []);
  useEffect(() => {
    void products.load();
    return support.refreshing(products.load);
  }, []);
  return <Shown products={products} view={view} />;
};

/** `/support/products`: the catalogue, `?product=KEY`: one of it, `?create`: a new one. */
export const ProductsPage = () => {
  const view = viewOf(useLocation().query);
  const title = titleOf(view);
  const shown = useRef(title);
  useEffect(() => {
    // From one view to another the path stays, and the router does not tell of it.
    if (shown.current !== title) focusTitle();
    shown.current = title;
  }, [title]);
  return (
    <SupportPage title={title}>
      <Views view={view} />
    </SupportPage>
  );
};
