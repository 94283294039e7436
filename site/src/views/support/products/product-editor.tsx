import { useMemo } from 'preact/hooks';
import type { SupportProduct } from '../../../../../lambdas/core/contract/support-products.ts';
import { Picture } from '../../../pictures/picture.tsx';
import type { Products } from '../../../stores/support/products.ts';
import { ProductForm } from './product-form.tsx';
import { StockPart } from './stock-part.tsx';

interface ProductEditorProps {
  products: Products;
  /** Undefined for a new one. */
  product: SupportProduct | undefined;
}

/** A product: its picture, its stock, and what it says. */
export const ProductEditor = ({ products, product }: ProductEditorProps) => {
  const key = product?.product;
  const stock = useMemo(() => (key === undefined ? undefined : products.stockOf(key)), [key]);
  return (
    <div class="product-editor">
      <ProductForm products={products} product={product} />
      {product && stock && (
        <div>
          <div class="tile">
            <Picture product={product.product} />
          </div>
          <StockPart product={product} changer={stock} />
        </div>
      )}
    </div>
  );
};
