import { catalogueSchema } from './catalogue.ts';
import type { CatalogueSeeder } from './ports.ts';

/** What seeding came to, in products. */
export interface Seeded {
  added: number;
  kept: number;
}

/** Makes the use case "bring the catalogue what is missing": checks all products, then adds each that is not there. One that is
 * there belongs to the shop: it is neither changed nor deleted. */
export const createSeedCatalogue =
  (catalogue: CatalogueSeeder) =>
  async (productsJson: string): Promise<Seeded> => {
    const products = catalogueSchema.parse(JSON.parse(productsJson));
    const seeded: Seeded = { added: 0, kept: 0 };
    for (const product of products) seeded[await catalogue.add(product)] += 1;
    return seeded;
  };
