import type { Product } from '../contract/product.ts';
import type { ProductText, StockChange } from '../contract/support-products.ts';
import type { KeptProduct } from './kept-product.ts';

/** What can be shown of the catalogue, and the keys of what cannot be read. */
export interface ShopWindow<T = Product> {
  products: T[];
  unreadable: string[];
}

/** Tells what the shop sells. */
export interface ProductCatalogue {
  /** The products of these keys that exist; throws UnreadableItem. */
  find(products: readonly string[]): Promise<Product[]>;
  all(): Promise<ShopWindow>;
}

/** Fills the catalogue. */
export interface CatalogueSeeder {
  /** Adds a product; one that is there already stays as it is. */
  add(product: Product): Promise<'added' | 'kept'>;
}

/** The catalogue as support changes it. Each write holds only while nobody else's came between; what did is then to be read. */
export interface ProductDesk {
  all(): Promise<ShopWindow<KeptProduct>>;
  /** The product as it is now; throws UnreadableItem. */
  get(product: string): Promise<KeptProduct | undefined>;
  /** Writes everything but the stock as the version after the one seen; without one, as a new product. */
  write(product: string, text: ProductText, seenVersion: number | undefined): Promise<KeptProduct | undefined>;
  /** Changes the stock by the change, whatever orders take meanwhile, and notes the newest changes. */
  changeStock(seen: KeptProduct, change: StockChange, noted: readonly string[]): Promise<KeptProduct | undefined>;
}
