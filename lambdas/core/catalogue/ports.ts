import type { Product } from '../contract/product.ts';

/** What can be shown of the catalogue, and the keys of what cannot be read. */
export interface ShopWindow {
  products: Product[];
  unreadable: string[];
}

/** Tells what the shop sells. */
export interface ProductCatalogue {
  /** The products of these keys that exist; throws UnreadableItem. */
  find(products: readonly string[]): Promise<Product[]>;
  all(): Promise<ShopWindow>;
}

/** Changes what the shop sells. */
export interface CatalogueWriter {
  put(product: Product): Promise<void>;
}
