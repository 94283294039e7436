import type { Product } from '../../../lambdas/core/contract/product.ts';

/** Up to so many are told on a card; of more there is enough for whoever looks. */
const FEW = 5;

/** The most of a product that an order can have now: what one order may hold, as far as that many are left. */
export const mostOf = ({ maxPerOrder, stock = maxPerOrder }: Pick<Product, 'maxPerOrder' | 'stock'>): number =>
  Math.min(maxPerOrder, stock);

/** How many are left, where that and not the limit of an order says how many can be had. */
export const leftOf = ({ maxPerOrder, stock }: Pick<Product, 'maxPerOrder' | 'stock'>): number | undefined =>
  stock !== undefined && stock < maxPerOrder ? stock : undefined;

/** Whether none is left of what is on sale otherwise. */
export const isSoldOut = ({ available, stock }: Pick<Product, 'available' | 'stock'>): boolean =>
  available && stock === 0;

/** How many are left, where they are few. */
export const fewLeftOf = ({ available, stock }: Pick<Product, 'available' | 'stock'>): number | undefined =>
  available && stock !== undefined && stock > 0 && stock <= FEW ? stock : undefined;
