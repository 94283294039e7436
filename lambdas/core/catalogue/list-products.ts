import type { ProductsResponse } from '../contract/api.ts';
import type { Product } from '../contract/product.ts';
import type { SupportProducts } from '../contract/support-products.ts';
import { shownToSupport } from './kept-product.ts';
import type { ProductCatalogue, ProductDesk, ShopWindow } from './ports.ts';

const byName = <T extends Product>({ products, unreadable }: ShopWindow<T>) => ({
  products: products.toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
  ...(unreadable.length > 0 && { unreadable }),
});

/** How often support changed it is none of a shopper's business. */
const shownToShoppers = ({ version: _, ...shown }: Product): Product => shown;

/** Makes the use case "show the catalogue": every product, also those not available now, by name. */
export const createListProducts = (catalogue: Pick<ProductCatalogue, 'all'>) => async (): Promise<ProductsResponse> => {
  const { products, unreadable } = await catalogue.all();
  return byName({ products: products.map(shownToShoppers), unreadable });
};

/** Makes the use case "show support the catalogue": every product, with what its changes are held against, by name. */
export const createListForSupport = (desk: Pick<ProductDesk, 'all'>) => async (): Promise<SupportProducts> => {
  const { products, unreadable } = await desk.all();
  return byName({ products: products.map(shownToSupport), unreadable });
};
