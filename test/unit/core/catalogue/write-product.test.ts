import { describe, expect, it } from 'vitest';
import { keptProductSchema } from '../../../../lambdas/core/catalogue/kept-product.ts';
import { createListForSupport } from '../../../../lambdas/core/catalogue/list-products.ts';
import { createWriteProduct, sayChanges } from '../../../../lambdas/core/catalogue/write-product.ts';
import { productTextSchema } from '../../../../lambdas/core/contract/support-products.ts';
import { aProduct } from '../../../helpers/factories.ts';
import { fakeProductDesk } from '../../../helpers/fake-product-desk.ts';

const { product: _, ...text } = aProduct();
const cheaper = { ...text, unitPriceCents: 99_900 };

describe('writing a product', () => {
  it('changes all but the stock, as the version after the one seen', async () => {
    const write = createWriteProduct(fakeProductDesk(aProduct({ stock: 4 })));
    expect(await write('Laptop', { ...cheaper, version: 0 })).toMatchObject({
      product: { product: 'Laptop', unitPriceCents: 99_900, stock: 4, version: 1 },
      before: { unitPriceCents: 129_900, version: 0 },
    });
  });

  it('tells the second of two who edit at once', async () => {
    const desk = fakeProductDesk(aProduct());
    const write = createWriteProduct(desk);
    await write('Laptop', { ...cheaper, version: 0 });
    expect(await write('Laptop', { ...text, available: false, version: 0 })).toBe('product-changed');
    expect(desk.kept.get('Laptop')).toMatchObject({ unitPriceCents: 99_900, available: true, version: 1 });
  });

  it('tells the one whose write meets another between its read and itself', async () => {
    const desk = fakeProductDesk(aProduct());
    const write = createWriteProduct({
      get: async (key) => {
        const seen = await desk.get(key);
        if (seen?.version === 0) await desk.write(key, { ...text, available: false }, 0);
        return seen;
      },
      write: desk.write,
    });
    expect(await write('Laptop', { ...cheaper, version: 0 })).toBe('product-changed');
    expect(desk.kept.get('Laptop')).toMatchObject({ unitPriceCents: 129_900, available: false });
  });

  it('is done once where its answer is lost and it is sent again', async () => {
    const desk = fakeProductDesk(aProduct());
    const first = createWriteProduct({
      get: desk.get,
      write: async (...given) => {
        await desk.write(...given);
        return undefined;
      },
    });
    const done = { product: { unitPriceCents: 99_900, version: 1 } };
    expect(await first('Laptop', { ...cheaper, version: 0 })).toMatchObject({
      ...done,
      before: { unitPriceCents: 129_900 },
    });
    expect(await createWriteProduct(desk)('Laptop', { ...cheaper, version: 0 })).toMatchObject(done);
    expect(desk.kept.get('Laptop')?.version).toBe(1);
  });

  it('adds a product once, and never over one that is there', async () => {
    const desk = fakeProductDesk(aProduct({ product: 'Old' }));
    const write = createWriteProduct(desk);
    expect(await write('New', text)).toMatchObject({ product: { product: 'New', version: 1 }, before: undefined });
    expect(await write('New', text)).toMatchObject({ product: { version: 1 } });
    expect(await write('New', cheaper)).toBe('product-exists');
    expect(await write('Old', cheaper)).toBe('product-exists');
    expect(await write('Older', { ...text, version: 0 })).toBe('product-not-found');
    expect([...desk.kept.keys()]).toEqual(['Old', 'New']);
  });

  it('leaves the version as it is where nothing changes', async () => {
    const write = createWriteProduct(fakeProductDesk(aProduct({ version: 3 })));
    expect(await write('Laptop', { ...text, version: 3 })).toMatchObject({ product: { version: 3 } });
  });
});

describe('what a write changed', () => {
  it('is said with both values, of texts by their names alone', () => {
    const before = keptProductSchema.parse(aProduct());
    const { stockChanges: __, ...after } = { ...before, name: 'Another', unitPriceCents: 5, available: false };
    expect(sayChanges(before, after)).toBe('name, unitPriceCents 129900 -> 5, available true -> false');
    expect(sayChanges(undefined, after)).toContain('unitPriceCents 5');
  });

  it('covers every member that support writes', () => {
    expect(Object.keys(productTextSchema.shape)).toEqual(Object.keys(text));
  });
});

describe('the list for support', () => {
  it('has what changes are held against, also of products that support never touched', async () => {
    const list = createListForSupport(fakeProductDesk(aProduct({ name: 'B', stock: 2 }), aProduct({ product: 'A' })));
    expect((await list()).products).toEqual([
      { ...aProduct({ name: 'B', stock: 2 }), version: 0, stockRevision: 0 },
      { ...aProduct({ product: 'A' }), version: 0, stockRevision: 0 },
    ]);
  });
});
