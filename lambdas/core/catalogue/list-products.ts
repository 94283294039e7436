import type { ProductsResponse } from '../contract/api.ts';
import type { ProductCatalogue } from './ports.ts';

/** Makes the use case "show the catalogue": every product, also those not available now, by name. */
export const createListProducts = (catalogue: Pick<ProductCatalogue, 'all'>) => async (): Promise<ProductsResponse> => {
  const { products, unreadable } = await catalogue.all();
  return {
    products: products.toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
    ...(unreadable.length > 0 && { unreadable }),
  };
};
