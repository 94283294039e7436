import { describe, expect, it } from 'vitest';
import { productData, type Thing } from '../../../site/src/format/product-data.ts';
import { product } from './fakes.ts';

const offerOf = (details: Parameters<typeof product>[1]) =>
  (productData(product('Lamp', details), 'https://shop.example.com/products/Lamp').properties.offers as Thing)
    .properties;

describe('the data that search engines read of a product', () => {
  it('tell the price in units of its currency, with a point', () => {
    expect(offerOf({ unitPriceCents: 129_900 })).toMatchObject({ price: '1299.00', priceCurrency: 'EUR' });
    expect(offerOf({ unitPriceCents: 5 })).toMatchObject({ price: '0.05' });
  });

  it.each([
    ['InStock', {}],
    ['InStock', { stock: 1 }],
    ['SoldOut', { stock: 0 }],
    ['OutOfStock', { available: false }],
    ['OutOfStock', { available: false, stock: 0 }],
  ])('say %s of %j', (availability, details) => {
    expect(offerOf(details).availability).toBe(`https://schema.org/${availability}`);
  });
});
