import type { ComponentChildren } from 'preact';
import type { SupportProduct } from '../../../../../lambdas/core/contract/support-products.ts';
import type { Products } from '../../../stores/support/products.ts';
import { Price } from '../../price.tsx';
import { AsOf } from '../as-of.tsx';
import { sayFailure } from '../english.tsx';
import { useMayAct } from '../support-access.ts';
import { NEW_PRODUCT, productAddress } from './product-address.ts';
import { StockText } from './stock-text.tsx';

/** On a narrow page each cell says what it is. */
const Cell = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <td data-label={name}>
    <div>{children}</div>
  </td>
);

const Row = ({ product, mayAct }: { product: SupportProduct; mayAct: boolean }) => (
  <tr>
    <th scope="row">
      {mayAct ? <a href={productAddress(product.product)}>{product.name}</a> : product.name}
      {product.name !== product.product && (
        <>
          <br />
          <span class="muted">{product.product}</span>
        </>
      )}
    </th>
    <Cell name="Price">
      <Price cents={product.unitPriceCents} currency={product.currency} />
    </Cell>
    <Cell name="Left">
      <StockText stock={product.stock} />
    </Cell>
    <Cell name="At most">{product.maxPerOrder} an order</Cell>
    <Cell name="On sale">{product.available ? 'Yes' : <span class="badge stopped">No</span>}</Cell>
  </tr>
);

const Unreadable = ({ keys }: { keys: readonly string[] }) => (
  <section class="panel" aria-labelledby="unreadable-products">
    <h2 id="unreadable-products">Cannot be read</h2>
    <p>These products are damaged and not in the shop; orders for them wait. Operations have been told.</p>
    <ul>
      {keys.map((key) => (
        <li key={key}>{key}</li>
      ))}
    </ul>
  </section>
);

/** Every product with what is left of it, and the way to change it. */
export const ProductList = ({ products }: { products: Products }) => {
  const mayAct = useMayAct();
  const failure = products.failure.value;
  const unreadable = products.unreadable.value;
  return (
    <>
      {mayAct && (
        <p>
          <a class="button" href={NEW_PRODUCT}>
            Add a product
          </a>
        </p>
      )}
      <AsOf moment={products.asOf.value} />
      {failure && (
        <p class="trouble" role="alert">
          {sayFailure(failure)}
        </p>
      )}
      {unreadable.length > 0 && <Unreadable keys={unreadable} />}
      <table class="table results">
        <caption>Products, by name</caption>
        <thead>
          <tr>
            <th scope="col">Product</th>
            <th scope="col">Price</th>
            <th scope="col">Left</th>
            <th scope="col">At most</th>
            <th scope="col">On sale</th>
          </tr>
        </thead>
        <tbody>
          {products.products.value?.map((product) => (
            <Row key={product.product} product={product} mayAct={mayAct} />
          ))}
        </tbody>
      </table>
    </>
  );
};
