import type { Product } from '../contract/product.ts';

/** Tells what the shop sells. */
export interface ProductCatalogue {
  /** The products of these keys that exist. */
  find(products: readonly string[]): Promise<Product[]>;
  all(): Promise<Product[]>;
}

/** Changes what the shop sells. */
export interface CatalogueWriter {
  put(product: Product): Promise<void>;
}
