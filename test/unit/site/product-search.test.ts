import { describe, expect, it } from 'vitest';
import { EVERYTHING, findProducts, readSearch, searchPath } from '../../../site/src/stores/product-search.ts';
import { product } from './fakes.ts';

const products = [
  product('Dock', { name: 'USB-C dock', description: 'Charges a laptop.', unitPriceCents: 300, stock: 0 }),
  product('Laptop', { name: 'Laptop 14"', description: 'A light one.', unitPriceCents: 900 }),
  product('Lamp', { name: 'Écran lamp', description: 'For a desk.', unitPriceCents: 100, available: false }),
];
const keysFor = (search: Partial<typeof EVERYTHING>) =>
  findProducts(products, { ...EVERYTHING, ...search }, 'en-GB').map(({ product }) => product);

describe('the search of the catalogue', () => {
  it.each([
    ['', ['Dock', 'Laptop', 'Lamp']],
    ['laptop', ['Laptop', 'Dock']],
    ['LIGHT lap', ['Laptop']],
    ['ecran', ['Lamp']],
    ['usb-c', ['Dock']],
    ['desk laptop', []],
    ['.*', []],
  ])('finds “%s” in names and descriptions, those of the names first', (words, keys) => {
    expect(keysFor({ words })).toEqual(keys);
  });

  it('leaves away what cannot be ordered now, where that is wished', () => {
    expect(keysFor({ available: true })).toEqual(['Laptop']);
    expect(keysFor({ available: true, words: 'dock' })).toEqual([]);
  });

  it('sorts by price and by name', () => {
    expect(keysFor({ order: 'cheapest' })).toEqual(['Lamp', 'Dock', 'Laptop']);
    expect(keysFor({ order: 'dearest', words: 'laptop' })).toEqual(['Laptop', 'Dock']);
    expect(keysFor({ order: 'name' })).toEqual(['Lamp', 'Laptop', 'Dock']);
  });

  it('leaves the catalogue as it is', () => {
    const before = [...products];
    keysFor({ order: 'dearest' });
    expect(products).toEqual(before);
  });

  it.each([
    [{ ...EVERYTHING, words: ' a & b=c ' }, '/?q=a+%26+b%3Dc'],
    [{ words: 'ü', available: true, order: 'name' as const }, '/?q=%C3%BC&available=yes&sort=name'],
    [EVERYTHING, '/'],
  ])('is in the address, and read from it', (search, path) => {
    expect(searchPath(search)).toBe(path);
    const query = Object.fromEntries(new URL(path, 'https://shop.example.com').searchParams);
    expect(readSearch(query)).toEqual({ ...search, words: search.words.trim() });
  });

  it('takes no order and no filter that there is not', () => {
    expect(readSearch({ sort: 'toString', available: '1' })).toEqual(EVERYTHING);
  });
});
