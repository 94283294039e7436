import { catalogueSchema } from './catalogue.ts';
import type { CatalogueWriter } from './ports.ts';

/** Makes the use case "bring the catalogue up to date": checks all products, then upserts each; it never deletes. */
export const createSeedCatalogue =
  (catalogue: CatalogueWriter) =>
  async (productsJson: string): Promise<number> => {
    const products = catalogueSchema.parse(JSON.parse(productsJson));
    for (const product of products) await catalogue.put(product);
    return products.length;
  };
