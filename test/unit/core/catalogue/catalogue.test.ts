import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogueSchema } from '../../../../lambdas/core/catalogue/catalogue.ts';
import { createListProducts } from '../../../../lambdas/core/catalogue/list-products.ts';
import { createSeedCatalogue } from '../../../../lambdas/core/catalogue/seed-catalogue.ts';
import { drawingNameOf } from '../../../../site/src/pictures/drawing-name.ts';
import { aProduct, fakeCatalogue } from '../../../helpers/factories.ts';

describe('the catalogue', () => {
  it('is shown by name', async () => {
    const list = createListProducts(fakeCatalogue(aProduct({ name: 'Zebra' }), aProduct({ name: 'Ant' })));
    expect((await list()).products.map(({ name }) => name)).toEqual(['Ant', 'Zebra']);
  });

  it('tells shoppers how many are left, and not how often it was changed', async () => {
    const list = createListProducts(fakeCatalogue(aProduct({ stock: 2, version: 7 })));
    expect((await list()).products).toEqual([aProduct({ stock: 2 })]);
  });

  it('is given what it lacks, keeps what it has, and stays as it is where one product is wrong', async () => {
    const has = new Map([['Mouse', aProduct({ product: 'Mouse', unitPriceCents: 1 })]]);
    const seed = createSeedCatalogue({
      add: async (product) => {
        if (has.has(product.product)) return 'kept';
        has.set(product.product, product);
        return 'added';
      },
    });
    expect(await seed(JSON.stringify([aProduct(), aProduct({ product: 'Mouse' })]))).toEqual({ added: 1, kept: 1 });
    expect(has.get('Mouse')?.unitPriceCents).toBe(1);
    const wrong = JSON.stringify([aProduct({ product: 'Lamp' }), { ...aProduct(), unitPriceCents: -1 }]);
    await expect(seed(wrong)).rejects.toThrow(/unitPriceCents/);
    expect([...has.keys()]).toEqual(['Mouse', 'Laptop']);
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

  it('counts at least fifteen products, of which one is sold out and one nearly so', () => {
    const stocks = products.flatMap(({ stock, available }) => (stock === undefined || !available ? [] : [stock]));
    expect(stocks.length).toBeGreaterThanOrEqual(15);
    expect(stocks.filter((stock) => stock < 5).sort()).toEqual([0, 2]);
  });

  it('has a drawing of its own for each product', () => {
    expect(new Set(products.map(({ product }) => drawingNameOf(product))).size).toBe(products.length);
    expect(products.filter(({ product }) => drawingNameOf(product) === 'parcel')).toEqual([]);
  });

  it('may not hold a product twice', () => {
    expect(catalogueSchema.safeParse([aProduct(), aProduct()]).success).toBe(false);
  });
});
