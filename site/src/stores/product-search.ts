import type { Product } from '../../../lambdas/core/contract/product.ts';
import { isSoldOut } from './left.ts';

/** In which order products are shown; `shop` is the catalogue's own. */
export const PRODUCT_ORDERS = ['shop', 'cheapest', 'dearest', 'name'] as const;

/** In which order products are shown. */
type ProductOrder = (typeof PRODUCT_ORDERS)[number];

/** What of the catalogue a shopper wants to see, as the address of the page has it. */
export interface ProductSearch {
  /** All of them must be in a product's name or description, in parts at least. */
  words: string;
  /** Whether only what can be ordered now. */
  available: boolean;
  order: ProductOrder;
}

/** The whole catalogue. */
export const EVERYTHING: ProductSearch = { words: '', available: false, order: 'shop' };

/** What the page's address asks for, which anybody may have written. */
export const readSearch = ({
  q = '',
  available,
  sort,
}: Readonly<Record<string, string | undefined>>): ProductSearch => ({
  words: q.trim(),
  available: available === 'yes',
  order: PRODUCT_ORDERS.find((order) => order === sort) ?? 'shop',
});

/** The page's address for a search; the shortest for the whole catalogue. */
export const searchPath = ({ words, available, order }: ProductSearch): string => {
  const query = new URLSearchParams({
    ...(words.trim() !== '' && { q: words.trim() }),
    ...(available && { available: 'yes' }),
    ...(order !== 'shop' && { sort: order }),
  });
  return query.size === 0 ? '/' : `/?${query}`;
};

/** As letters are compared: whatever their case and accents. */
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

const COMPARE: Readonly<Record<ProductOrder, (locale: string) => (one: Product, other: Product) => number>> = {
  shop: () => () => 0,
  cheapest: () => (one, other) => one.unitPriceCents - other.unitPriceCents,
  dearest: () => (one, other) => other.unitPriceCents - one.unitPriceCents,
  name: (locale) => (one, other) => one.name.localeCompare(other.name, locale),
};

/** The products that a search finds. In the catalogue's order, those whose names have the words come first. */
export const findProducts = (
  products: readonly Product[],
  { words, available, order }: ProductSearch,
  locale: string,
): Product[] => {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  const hasAll = (text: string): boolean => wanted.every((word) => plain(text).includes(word));
  const found = products.filter(
    (product) =>
      hasAll(`${product.name} ${product.description}`) && (!available || (product.available && !isSoldOut(product))),
  );
  if (order !== 'shop') return found.toSorted(COMPARE[order](locale));
  return found.toSorted((one, other) => Number(hasAll(other.name)) - Number(hasAll(one.name)));
};
