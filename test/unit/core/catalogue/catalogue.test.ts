import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogueSchema } from '../../../../lambdas/core/catalogue/catalogue.ts';
import { createListProducts } from '../../../../lambdas/core/catalogue/list-products.ts';
import { createSeedCatalogue } from '../../../../lambdas/core/catalogue/seed-catalogue.ts';
import { aProduct, fakeCatalogue } from '../../../helpers/factories.ts';

describe('the catalogue', () => {
  it('is shown by name', async () => {
    const list = createListProducts(fakeCatalogue(aProduct({ name: 'Zebra' }), aProduct({ name: 'Ant' })));
    expect((await list()).products.map(({ name }) => name)).toEqual(['Ant', 'Zebra']);
  });

  it('is seeded product by product, or not at all when one is wrong', async () => {
    const put: string[] = [];
    const seed = createSeedCatalogue({ put: async ({ product }) => void put.push(product) });
    expect(await seed(JSON.stringify([aProduct(), aProduct({ product: 'Mouse' })]))).toBe(2);
    expect(put).toEqual(['Laptop', 'Mouse']);
    const wrong = JSON.stringify([aProduct({ product: 'Lamp' }), { ...aProduct(), unitPriceCents: -1 }]);
    await expect(seed(wrong)).rejects.toThrow(/unitPriceCents/);
    expect(put).toEqual(['Laptop', 'Mouse']);
  });
});

describe('the catalogue of the repository', () => {
  const products = catalogueSchema.parse(
    JSON.parse(readFileSync(new URL('../../../../cdk/catalogue/products.json', import.meta.url), 'utf8')),
  );

  it('is a small shop with a Laptop, one currency and something that is not available', () => {
    expect(products.length).toBeGreaterThanOrEqual(10);
    expect(products.find(({ product }) => product === 'Laptop')).toMatchObject({
      available: true,
      unitPriceCents: 129_900,
    });
    expect(products.filter(({ available }) => !available)).toHaveLength(1);
    expect(new Set(products.map(({ currency }) => currency)).size).toBe(1);
  });

  it('may not hold a product twice', () => {
    expect(catalogueSchema.safeParse([aProduct(), aProduct()]).success).toBe(false);
  });
});
